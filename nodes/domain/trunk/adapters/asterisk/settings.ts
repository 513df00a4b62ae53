import { asText } from '../../event/payload';
import type { CredentialField, TrunkSettings } from '../../provider';
import { invalid, type Invalid } from '../../../result';

export const CREDENTIAL_FIELDS: readonly CredentialField[] = [
	{
		name: 'asteriskUser',
		displayName: 'ARI User',
		default: 'n8n',
		placeholder: 'e.g. n8n',
		description: "The user of Asterisk's REST interface, whose password is the ARI Password",
		isPublic: true,
	},
	{
		name: 'asteriskContactDial',
		displayName: 'Contact Dial String',
		default: '',
		placeholder: 'e.g. PJSIP/{to}@my-trunk',
		description:
			'How Asterisk dials a number through your trunk: {to} is the number in E.164 with its plus, {digits} the same without',
		isPublic: true,
	},
	{
		name: 'asteriskAgentDial',
		displayName: 'Agent Dial String',
		default: 'PJSIP/{seat}',
		placeholder: 'e.g. PJSIP/{seat}',
		description: 'How Asterisk dials an agent: {seat} is what Place Call has as Seat, such as an extension',
		isPublic: true,
	},
	{
		name: 'asteriskNext',
		displayName: 'After the Answer',
		default: '',
		placeholder: 'e.g. sales-queue,s,1',
		description: 'Context, extension and priority where an answered contact goes when the call has no seat',
		isPublic: true,
	},
	{
		name: 'asteriskDefaultCountry',
		displayName: 'Default Country',
		default: '',
		placeholder: 'e.g. DE',
		description: "ISO 3166-1 code of numbers without a country code, such as those of the trunk's inbound calls",
		isPublic: true,
	},
];

/** A dial string with its placeholders filled in. Their values cannot add a second destination. */
function fillDialString(setting: unknown, label: string, values: Readonly<Record<string, string>>): string | Invalid {
	const template = asText(setting);
	if (template === undefined)
		return invalid(`${label} is empty in the SIP Trunk API credential: enter e.g. PJSIP/{to}@my-trunk.`);
	const filled = template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
	if (/^[A-Za-z]\w*\/[\w+.@:/;=-]+$/.test(filled)) return filled;
	return invalid(
		`${label} in the SIP Trunk API credential must be one destination of the dialplan's Dial, e.g. PJSIP/{to}@my-trunk.`,
	);
}

const SEAT = /^\+?[\w.-]{1,64}$/;

/** The agent's own destination. */
export function agentDialString(seatId: string, { asteriskAgentDial }: TrunkSettings): string | Invalid {
	if (!SEAT.test(seatId))
		return invalid('Seat: enter the extension of an agent at Asterisk, with letters, digits, dots and dashes only.');
	return fillDialString(asText(asteriskAgentDial) ?? 'PJSIP/{seat}', 'Agent Dial String', { seat: seatId });
}

/** The destination of a number. @param to E.164 */
export const contactDialString = (to: string, { asteriskContactDial }: TrunkSettings): string | Invalid =>
	fillDialString(asteriskContactDial, 'Contact Dial String', { to, digits: to.slice(1) });
