import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DIALINGS, PURPOSES, readPlace, type Contact } from '../domain/contactRules';
import type { ParsedNumber } from '../domain/phone';
import { readText } from '../domain/readText';
import { isInvalid, type Invalid } from '../domain/result';
import { DEFAULT_DIALING } from './defaults';
import { readConsent, readMoment, readOneOf, readRegistered, readYesNo } from './readValues';

/** What an item says of its contact; a value that cannot be read comes back as `Invalid`. */
export function readContact(
	context: IExecuteFunctions,
	number: ParsedNumber,
	options: IDataObject,
	itemIndex: number,
): Contact | Invalid {
	const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex);
	const zone = readText(parameter('timeZone'), 'Time Zone');
	if (isInvalid(zone)) return zone;
	const area = readText(parameter('area'), 'Area');
	if (isInvalid(area)) return area;
	const place = readPlace(number, { zone, area });
	if (isInvalid(place)) return place;
	const clock = place.zones[0]?.offset;
	const { emergency } = options;
	const read = {
		purpose: readOneOf(parameter('purpose'), 'Purpose', PURPOSES),
		dialing: readOneOf(options.dialing ?? DEFAULT_DIALING, 'Dialing', DIALINGS),
		consent: readConsent(parameter('consent')),
		consentAt: readMoment(options.consentDate, 'Consent Date', clock),
		anyTime: readYesNo(options.anyTime, 'Agreed to Other Times'),
		isCustomer: readYesNo(options.customer, 'Customer'),
		isBusiness: readYesNo(options.company, 'Company'),
		doNotCall: readYesNo(parameter('doNotCall'), 'Do Not Call'),
		registered: readRegistered(options.registered, clock),
		refusedAt: readMoment(parameter('lastRefusal'), 'Last Refusal', clock),
		emergency: emergency === undefined ? undefined : readYesNo(emergency, 'Emergency Declared'),
	};
	const wrong = Object.values(read).find(isInvalid);
	return wrong ?? ({ place, numberType: number.type, ...read } as Contact);
}
