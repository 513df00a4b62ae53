/** How often the shipped workflows ask a service, against the limits that the service publishes. */
import { hasten } from '../n8n/workflows/support/hasten';
import type { WorkflowFile } from '../../tooling/n8n/types';
import { files, type File } from './readFiles';

interface Limit {
	requests: number;
	seconds: number;
}
/** https://airtable.com/developers/web/api/rate-limits : for each base, on every plan. */
const AIRTABLE: Limit = { requests: 5, seconds: 1 };
/** https://developers.notion.com/reference/request-limits : an average for each connection. */
const NOTION: Limit = { requests: 3, seconds: 1 };
/** https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines : a private app of a free account. */
const HUBSPOT: Limit = { requests: 100, seconds: 10 };
/** The same page: the search endpoints, for each account. */
const HUBSPOT_SEARCH: Limit = { requests: 5, seconds: 1 };
/** https://help.gohighlevel.com/support/solutions/articles/48001060529-highlevel-api : for each app and location. */
const GO_HIGH_LEVEL: Limit = { requests: 100, seconds: 10 };

const workflow = (name: string): File => files.find(({ file }) => file === `${name}.json`) as File;
const parametersOf = ({ nodes }: File, name: string): Record<string, unknown> =>
	nodes.find((node) => node.name === name)?.parameters ?? {};
const perSecond = ({ requests, seconds }: Limit): number => requests / seconds;

describe('a writer that empties the buffer', () => {
	it.each([
		['call-records-airtable-buffered', ['Write to Airtable'], AIRTABLE],
		['call-records-notion-buffered', ['Find in Notion', 'Write Page'], NOTION],
	])('%s pauses between its requests', (name, nodes, limit) => {
		for (const node of nodes) {
			const { batching } = parametersOf(workflow(name), node).options as {
				batching: { batch: { batchSize: number; batchInterval: number } };
			};
			const { batchSize, batchInterval } = batching.batch;
			expect((1_000 * batchSize) / batchInterval).toBeLessThanOrEqual(perSecond(limit));
		}
	});
});

describe('a retry of what was not written', () => {
	/** Requests for each record: HubSpot's search is counted in both of its limits. */
	it.each([
		['call-records-airtable', 1, AIRTABLE],
		['call-records-notion', 2, NOTION],
		['hubspot-calls', 3, HUBSPOT],
		['hubspot-calls', 1, HUBSPOT_SEARCH],
		['gohighlevel-out', 4, GO_HIGH_LEVEL],
	])('%s pauses between its records, with %d requests for each', (name, requests, limit) => {
		const file = workflow(name);
		const { batchSize } = parametersOf(file, 'A Few at a Time');
		const { resume, amount, unit } = parametersOf(file, 'Wait a Second');
		expect({ resume, unit }).toEqual({ resume: 'timeInterval', unit: 'seconds' });
		expect((Number(batchSize) * requests) / Number(amount)).toBeLessThanOrEqual(perSecond(limit));
	});
});

describe('a hastened copy', () => {
	const hastened = (name: string): File => hasten(workflow(name) as unknown as WorkflowFile, 5) as unknown as File;

	it('runs, waits and asks five times as often', () => {
		const direct = hastened('call-records-notion');
		expect(parametersOf(direct, 'Every Minute')).toEqual({
			rule: { interval: [{ field: 'seconds', secondsInterval: 12 }] },
		});
		expect(parametersOf(direct, 'Wait a Second')).toEqual({ resume: 'timeInterval', amount: 0.2, unit: 'seconds' });
		const buffered = hastened('call-records-notion-buffered');
		expect(parametersOf(buffered, 'Every 15 Seconds')).toEqual({
			rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] },
		});
		expect(parametersOf(buffered, 'Write Page').options).toMatchObject({
			batching: { batch: { batchSize: 1, batchInterval: 80 } },
		});
	});

	it('is the shipped workflow in everything else', () => {
		const paced = /Trigger$|\.wait$|\.httpRequest$/;
		for (const { file, nodes, connections, settings } of files) {
			const copy = hastened(file.replace('.json', ''));
			expect({ connections: copy.connections, settings: copy.settings }).toEqual({ connections, settings });
			expect(copy.nodes.filter(({ type }) => !paced.test(type))).toEqual(nodes.filter(({ type }) => !paced.test(type)));
		}
	});

	it('refuses a pace at which a schedule is not in whole seconds', () => {
		expect(() => hasten(workflow('call-records-notion-buffered') as unknown as WorkflowFile, 2)).toThrow(
			'Every 7.5 s is not a schedule: choose another pace.',
		);
	});
});
