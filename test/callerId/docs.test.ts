import type { IDataObject } from 'n8n-workflow';
import { callingCodeOf, mainCountry } from '../../nodes/domain/phone';
import { SelectCallerId } from '../../nodes/SelectCallerId/SelectCallerId.node';
import { regions } from '../phone/googleExamples';
import { readPage } from '../support/readPage';
import { choiceOf, runNode } from './runNode';

const page = readPage('docs/nodes/select-caller-id.md');

/** The rows of the table whose heading begins with `heading`, by column. */
function tableOf(heading: string): Array<Record<string, string>> {
	const lines = page.split('\n');
	const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
	const cells = (line: string): string[] =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	const columns = cells(lines[start]);
	const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
	return lines
		.slice(start + 2, end)
		.map((line) => Object.fromEntries(cells(line).map((cell, i) => [columns[i], cell])));
}

/** `seat seat_1`, `exclude +49 30 123456` as the options that say so. */
const OPTIONS: Record<string, string> = {
	seat: 'seatId',
	campaign: 'campaign',
	sticky: 'stickyNumber',
	exclude: 'exclude',
	attempt: 'attempt',
};
function optionsOf(circumstance: string): IDataObject {
	const [word, ...value] = circumstance.split(' ');
	return word ? { [OPTIONS[word]]: value.join(' ') } : {};
}

describe('the worked examples', () => {
	const pool = tableOf('row');
	const examples = tableOf('Destination');

	it('are there', () => {
		expect(pool.map(({ row }) => Number(row))).toEqual(pool.map((_, i) => i + 1));
		expect(examples.length).toBeGreaterThan(25);
	});

	it.each(examples.map((example) => [example.Destination, example['The call'], example] as const))(
		'%s %s',
		async (to, circumstance, example) => {
			const parameters = {
				poolSource: 'json',
				poolJson: JSON.stringify(pool),
				strategy: 'first',
				onNoMatch: 'default',
				defaultNumber: '+1 202 555 0123',
				options: {
					defaultCountry: 'DE',
					countryMap: { countries: [{ destination: 'AT', use: 'DE' }] },
					...optionsOf(circumstance),
				},
			};
			const { matched, unmatched } = await runNode(parameters, [{ to }]);
			const { number, matchedBy } = choiceOf([...matched, ...unmatched][0]);
			expect({ number: number ?? '', matchedBy }).toEqual({
				number: example['Caller ID'],
				matchedBy: example['`matchedBy`'],
			});
		},
	);
});

describe('the table of shared calling codes', () => {
	const shared = tableOf('Calling code');
	const codes = [...new Set(regions.map(callingCodeOf))].filter(
		(code) => regions.filter((region) => callingCodeOf(region) === code).length > 1,
	);

	it('has them all', () => {
		expect(shared.map((row) => row['Calling code'].slice(1)).sort()).toEqual(codes.sort());
	});

	it.each(shared.map((row) => [row['Calling code'], row] as const))('%s is right', (code, row) => {
		const others = regions
			.filter((region) => callingCodeOf(region) === code.slice(1) && region !== row['Main country'])
			.sort();
		expect(mainCountry(code.slice(1))).toBe(row['Main country']);
		expect(row.Also).toBe(code === '+1' ? 'Canada and the Caribbean' : others.join(', '));
	});
});

describe('the tables of parameters', () => {
	const { properties } = new SelectCallerId().description;
	const options = properties.find(({ name }) => name === 'options')?.options as Array<{ displayName: string }>;

	it('have every option', () => {
		expect(tableOf('Option').map(({ Option }) => Option)).toEqual(
			options.map(({ displayName }) => `**${displayName}**`),
		);
	});

	it('have every strategy', () => {
		const strategies = properties.find(({ name }) => name === 'strategy')?.options as Array<{ name: string }>;
		const documented = tableOf('Strategy').flatMap(({ Strategy }) => Strategy.match(/\*\*[^*]+\*\*/g) ?? []);
		expect(documented.sort()).toEqual(strategies.map(({ name }) => `**${name}**`).sort());
	});
});
