import type { IExecuteFunctions } from 'n8n-workflow';
import { readPhone } from '../../../nodes/PlaceCall/place/readParameters';
import { choiceOf, runNode, table } from '../../callerId/runNode';
import { cases, type Case } from './run';

/** Every hundredth text, of all regions and styles. */
const sample = cases.filter((_, i) => i % 101 === 0);

/** What Place Call makes of a case: the number, or the sentence of its error. */
function placeCall({ input, defaultCountry }: Case): string {
	const parameters: Record<string, unknown> = { to: input, options: { defaultCountry: defaultCountry ?? '' } };
	const context = {
		getNodeParameter: (name: string) => parameters[name],
		getNode: () => ({ name: 'Place Call', type: 'placeCall' }),
	} as unknown as IExecuteFunctions;
	try {
		return readPhone(context, 'to', 'To', 0).e164;
	} catch (error) {
		return (error as Error).message.replace(/^To: /, '');
	}
}

test('Place Call and Select Caller ID read every text alike', async () => {
	const { matched, unmatched } = await runNode(
		{ ...table('+12025550143'), options: { defaultCountry: '={{ $json.country }}' } },
		sample.map(({ input, defaultCountry }, i) => ({ to: input as string, country: defaultCountry ?? '', i })),
	);
	const read = [...matched, ...unmatched].sort((a, b) => Number(a.json.i) - Number(b.json.i)).map(choiceOf);
	const selected = read.map(({ noMatch, reason, destination }) =>
		noMatch === 'invalidDestination' || noMatch === 'shortCode' ? reason : destination,
	);
	expect(sample.length).toBeGreaterThan(2_000);
	expect(selected).toEqual(sample.map(placeCall));
});
