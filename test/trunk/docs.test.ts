/** The tables of the documentation say what the code does. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../nodes/domain/trunk';
import type { CallOptionName, TrunkProvider } from '../../nodes/domain/trunk/provider';
import { SCENARIOS } from '../../simulator/scenarios';
import { trunkDoubles } from '../../simulator/trunks';
import type { ProviderFixture } from './fixture';
import { cellOf, workflows } from './workflowNeeds';

const fixtureOf = (id: string): ProviderFixture =>
	(jest.requireActual(`./fixtures/${id}/fixture`) as { fixture: ProviderFixture }).fixture;

const DOCS = join(__dirname, '../../docs');
const read = (path: string): string => readFileSync(join(DOCS, path), 'utf8');

/** Rows of a Markdown table by their first cell. */
function rows(text: string): Map<string, string[]> {
	const lines = text.split('\n').filter((line) => line.startsWith('| '));
	return new Map(
		lines
			.map((line) =>
				line
					.split('|')
					.slice(1, -1)
					.map((cell) => cell.trim()),
			)
			.map(([first, ...rest]) => [first, rest]),
	);
}

/** The table's head links to the providers' pages. */
const pages = rows(read('providers/README.md')).get('Provider') ?? [];
const COLUMNS = pages.map(
	(cell) => Object.keys(providers).find((id) => cell.includes(`(${id.toLowerCase()}.md)`)) ?? cell,
);
const OFFERS: Readonly<Record<string, keyof TrunkProvider>> = {
	Get: 'getCall',
	'Get Many': 'listCalls',
	'Hang Up': 'hangUp',
	Transfer: 'transfer',
	'Get Recording': 'recording',
	'Softphone Link': 'softphoneLink',
	Numbers: 'numbers',
	'Seats listed': 'agents',
};

test('the provider table has a column for every provider', () => {
	expect([...COLUMNS].sort()).toEqual(Object.keys(providers).sort());
});

test.each(Object.entries(OFFERS))('the provider table says who offers %s', (row, operation) => {
	const cells = rows(read('providers/README.md')).get(row) ?? [];
	const offered = COLUMNS.filter((_, column) => !cells[column].startsWith('–'));
	expect(offered).toEqual(COLUMNS.filter((id) => providers[id][operation] !== undefined));
});

/** The cells of a row that do not begin with a dash: who offers it. */
const offering = (row: string): string[] => {
	const cells = rows(read('providers/README.md')).get(row) ?? [];
	return COLUMNS.filter((_, column) => cells[column] !== undefined && !cells[column].startsWith('–'));
};

test.each<[string, CallOptionName]>([
	['Time limit', 'timeLimitSeconds'],
	['Caller name', 'callerName'],
	['SIP headers', 'sipHeaders'],
	['Send digits', 'sendDigits'],
	['Machine detection', 'machineDetection'],
	['On machine', 'onMachine'],
	['Recording channels', 'recordingChannels'],
])('the provider table says who offers the option: %s', (row, option) => {
	expect(offering(row)).toEqual(COLUMNS.filter((id) => providers[id].callOptions?.includes(option)));
});

test('the provider table says who is rung first', () => {
	const cells = rows(read('providers/README.md')).get('Rings first') ?? [];
	expect(cells.map((cell) => cell.replace(/^(D|A) /, ''))).toEqual(
		COLUMNS.map((id) => providers[id].ringsFirst?.join(' or ') ?? '–'),
	);
});

test('the workflow table says which workflow works with which trunk, and what is missing', () => {
	const text = read('providers/README.md');
	const table = rows(text.slice(text.indexOf('## Workflow by workflow')));
	expect([...table.keys()].filter((name) => !['Workflow', '---'].includes(name)).sort()).toEqual([...workflows].sort());
	for (const workflow of workflows) {
		const cells = COLUMNS.map((id) => cellOf(workflow, id, fixtureOf(id)));
		expect([workflow, ...(table.get(workflow) ?? [])]).toEqual([workflow, ...cells]);
	}
});

test('the provider table says which trunks take extra fields', () => {
	const cells = rows(read('providers/README.md')).get('Extra Fields') ?? [];
	expect(COLUMNS.filter((_, column) => cells[column] === 'yes')).toEqual(
		COLUMNS.filter((id) => !providers[id].strictBody),
	);
});

test.each(Object.keys(providers))('%s has a page', (id) => {
	expect(existsSync(join(DOCS, 'providers', `${id.toLowerCase()}.md`))).toBe(true);
});

test('the scenario table of the simulator is the one of its code', () => {
	const table = rows(read('simulator.md'));
	const placed = Object.entries(SCENARIOS).filter(([, { api }]) => api?.placed !== false);
	const documented = placed.map(([digits]) => table.get(digits)?.slice(1));
	expect(documented).toEqual(
		placed.map(([, { ringSeconds, talkSeconds, cause }]) => [
			`${ringSeconds} s`,
			typeof talkSeconds === 'number' ? `${talkSeconds} s` : '',
			talkSeconds === 'untilHungUp' ? '' : String(cause.q850),
		]),
	);
});

test('the trunk table of the simulator is the one of its code', () => {
	const paths = [...rows(read('simulator.md')).values()].map(([path]) => path);
	expect(paths).toEqual(expect.arrayContaining(trunkDoubles.map(({ mount }) => `\`${mount}\``)));
});
