import { createNotion, plain } from '../../../doubles/notion';
import type { RecordTarget } from './describeRecords';
import { expectedRecord, withTitles } from './expectedRecord';
import { NOTION_SCHEMA } from './notionSchema';
import { serviceClock } from './pace';

const SECRET = 'ntn-of-the-test';
const DATA_SOURCE = '00000000-0000-4000-8000-000000000003';

/** The Notion node keeps times to the second. */
const toSeconds = (value: unknown): unknown =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString().slice(0, 19) : value;
const known = (record: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(record)
			.filter(([name, value]) => name in NOTION_SCHEMA && value !== undefined)
			.map(([name, value]) => [name, toSeconds(value)]),
	);

export const notionTarget = (rest: Pick<RecordTarget, 'file' | 'waiting' | 'isPaced'>): RecordTarget => {
	const notion = createNotion({ secret: SECRET, dataSourceId: DATA_SOURCE, schema: NOTION_SCHEMA, now: serviceClock });
	return {
		...rest,
		service: notion,
		credential: async ({ client }) => await client.createCredential('notionApi', 'Notion', { apiKey: SECRET }),
		stored: () =>
			notion.pages.map(({ properties }) =>
				known(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, plain(property)]))),
			),
		expected: (call) => known(withTitles({ ...expectedRecord(call), name: call.to })),
		key: 'Call UUID',
	};
};
