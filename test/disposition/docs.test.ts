import type { INodeProperties } from 'n8n-workflow';
import { properties } from '../../nodes/MapDisposition/properties';
import { DEFAULT_NEXT_ACTIONS, OUTCOMES, OUTCOME_TITLES, toColumns } from '../../nodes/domain/disposition';
import { VOCABULARIES } from '../../nodes/domain/disposition/vocabulary/presets';
import { readPage } from '../support/readPage';
import { runNode } from './runNode';

const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
const page = readPage('docs/nodes/map-disposition.md');
const line = (start: string): string[] =>
	(page.split('\n').find((text) => text.startsWith(start)) ?? '').split('|').map((cell) => cell.trim());

describe('docs/nodes/map-disposition.md', () => {
	it('its example is what the node does', async () => {
		const [input, expected] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json));
		const [[item]] = await runNode({ options: { timeZone: 'Europe/Berlin' } }, [input]);
		expect(item.json).toEqual({ ...input, ...expected });
	});

	it('names every parameter and option', () => {
		const names = [...properties, ...options]
			.map(({ displayName }) => displayName)
			.filter((name) => !['Operation', 'Options'].includes(name));
		expect(names.filter((name) => !page.includes(`**${name}**`))).toEqual([]);
	});

	it('names every column of the record', () => {
		expect(Object.keys(toColumns({}, 'snakeCase', true)).filter((column) => !page.includes(`\`${column}\``))).toEqual(
			[],
		);
	});

	it.each(OUTCOMES)('has the words and the next action of %s', (outcome) => {
		const { standard, hubSpot, pipedrive, goHighLevel, vtiger } = VOCABULARIES;
		const [, , title, next] = line(`| \`${outcome}\` | ${OUTCOME_TITLES[outcome]} | \``);
		expect(title).toBe(OUTCOME_TITLES[outcome]);
		expect(next).toContain(`\`${DEFAULT_NEXT_ACTIONS[outcome]}\``);
		const words = [standard, hubSpot, pipedrive, goHighLevel, vtiger].map(
			(vocabulary) => vocabulary.words[outcome] ?? '',
		);
		expect(page).toContain(`| \`${outcome}\` | ${words.join(' | ')} |`.replace(/ {2}/g, ' '));
		const statuses = [VOCABULARIES.close, VOCABULARIES.suiteCrm].map(({ statuses: own }) => own?.[outcome] ?? '');
		expect(page).toContain(`| \`${outcome}\` | ${statuses.join(' | ')} |`.replace(/ {2}/g, ' '));
	});
});

it('options stand in alphabetical order', () => {
	const names = options.map(({ displayName }) => displayName);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});
