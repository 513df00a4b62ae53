import { parseNumber, type ParsedNumber } from '../../nodes/domain/phone';
import { providers } from '../../nodes/domain/trunk';
import { withExtension } from '../../nodes/PlaceCall/place/extension';
import { useTrunk } from './harness';

const trunk = useTrunk();

describe('the destination', () => {
	it('says whether it is valid, its type and what was put right', async () => {
		const [item] = await trunk.place({ to: '4930123456789', options: { defaultCountry: 'DE' } });
		expect(item.json).toMatchObject({
			to: '+4930123456789',
			validity: 'valid',
			type: 'FIXED_LINE',
			repaired: 'lostPlus',
		});
	});

	it.each([
		['a shortened number', '4.479E+11', /^To: The spreadsheet shortened or damaged this number/],
		['two readings', '24762889', /^To: "24762889" could be \+4924762889 or \+24762889/],
		['several numbers', '+4930123456, +4930123457', /^To: ".*" looks like several phone numbers/],
	])('is refused with its reason: %s', async (_case, to, message) => {
		await expect(trunk.place({ to, options: { defaultCountry: 'DE' } })).rejects.toThrow(message);
		expect(trunk.simulator.calls).toEqual([]);
	});

	it('is read as the options say', async () => {
		const options = { defaultCountry: 'DE', numbersWithoutPlus: 'national' };
		const [item] = await trunk.place({ to: '24762889', options });
		expect(item.json).toMatchObject({ to: '+4924762889' });
	});

	it('must be valid, where only valid numbers are wanted', async () => {
		const options = { onlyValidNumbers: true, specialNumbers: ['unknown'] };
		await expect(trunk.place({ to: '+44 7700 900123', options })).rejects.toThrow(/only valid numbers are allowed/);
	});

	it.each(['621', '983', '457'])('may be in an area code that is new: +1 %s', async (areaCode) => {
		const [item] = await trunk.place({ to: `+1${areaCode}5550143`, options: { allowedCountries: 'US' } });
		expect(item.json).toMatchObject({ to: `+1${areaCode}5550143` });
	});
});

describe('an extension', () => {
	it('is told when the trunk cannot dial it', async () => {
		const [item] = await trunk.place({ to: '+49 30 123456789 ext. 1234' });
		expect(item.json).toMatchObject({ to: '+4930123456789', extension: '1234', extensionDialed: false });
	});
});

describe('an extension on a trunk that presses keys', () => {
	const twilio = useTrunk('twilio');

	it('is dialed after the answer', async () => {
		const [item] = await twilio.place({ to: '+49 30 123456789 ext. 1234', seatId: '+4930987654' });
		expect(item.json).toMatchObject({ extension: '1234', extensionDialed: true });
	});

	it.each(['twilio', 'telnyx'])('is what %s is asked to press', (id) => {
		const provider = providers[id];
		const call = { from: '+12025550143', to: '+4930123456789', seatId: '+4930987654', clientReference: 'c1' };
		const number = parseNumber('+49 30 123456789 ext. 1234') as ParsedNumber;
		const settings = { twilioAccountSid: 'AC1', telnyxConnectionId: '1' };
		const sent = JSON.stringify(provider.placeCall(withExtension(call, number, provider), settings));
		// Telnyx rings the agent first; what comes then travels in its base64 client state.
		const readable = sent.replace(/[A-Za-z0-9+/]{60,}=*/g, (text) => Buffer.from(text, 'base64').toString());
		expect(readable).toContain('ww1234');
	});

	it('gives way to keys of your own, and says so', async () => {
		const [item] = await twilio.place({
			to: '+49 30 123456789 ext. 1234',
			seatId: '+4930987654',
			options: { sendDigits: 'w9' },
		});
		expect(item.json).toMatchObject({ extension: '1234', extensionDialed: false });
	});
});
