import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePhone } from '../../../nodes/PlaceCall/place/readParameters';
import { chooseForItem } from '../../../nodes/SelectCallerId/chooseForItem';
import type { Run } from '../../../nodes/SelectCallerId/readRun';
import { isInvalid } from '../../../nodes/domain/result';
import { choiceOf, runNode, table } from '../../callerId/runNode';
import { poolOf } from '../../callerId/ask';
import { cases, type Case } from './run';

/** What n8n gives a node of one item's parameters. */
const contextOf = (parameters: Record<string, unknown>): IExecuteFunctions =>
	({
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => parameters[name] ?? fallback,
		getNode: () => ({ name: 'Node', type: 'node' }),
	}) as unknown as IExecuteFunctions;

/** What Place Call makes of a case: the number, or the sentence of its error. */
function placeCall({ input, defaultCountry }: Case): string {
	const context = contextOf({ to: input, options: { defaultCountry: defaultCountry ?? '' } });
	const number = parsePhone(context, 'to', 'To', 0);
	return isInvalid(number) ? number.rule.replace(/^To: /, '') : number.e164;
}

interface Answer {
	noMatch?: unknown;
	reason?: unknown;
	destination?: unknown;
}
const outcomeOf = ({ noMatch, reason, destination }: Answer): unknown =>
	noMatch === 'invalidDestination' || noMatch === 'shortCode' ? reason : destination;

const run = {
	pool: poolOf([]),
	strategy: 'stable',
	dailyCap: Infinity,
	onNoMatch: 'output',
	resting: new Set(),
	warn: () => {},
};

/** What Select Caller ID makes of it. */
async function selectCallerId({ input, defaultCountry }: Case): Promise<unknown> {
	const context = contextOf({ destination: input, options: { defaultCountry: defaultCountry ?? '' } });
	return outcomeOf(await chooseForItem(context, run as unknown as Run, 0));
}

test('Place Call and Select Caller ID read every text of the table alike', async () => {
	const differing: unknown[] = [];
	for (const one of cases) {
		const [placed, selected] = [placeCall(one), await selectCallerId(one)];
		if (placed !== selected) differing.push([one.style.name, one.input, one.defaultCountry, placed, selected]);
	}
	expect(cases.length).toBeGreaterThan(200_000);
	expect(differing).toEqual([]);
});

test('and so does Select Caller ID in n8n, for a sample', async () => {
	const sample = cases.filter((_, i) => i % 1009 === 0);
	const { matched, unmatched } = await runNode(
		{ ...table('+12025550143'), options: { defaultCountry: '={{ $json.country }}' } },
		sample.map(({ input, defaultCountry }, i) => ({ to: input as string, country: defaultCountry ?? '', i })),
	);
	const read = [...matched, ...unmatched].sort((a, b) => Number(a.json.i) - Number(b.json.i)).map(choiceOf);
	expect(sample.length).toBeGreaterThan(200);
	expect(read.map(outcomeOf)).toEqual(sample.map(placeCall));
});
