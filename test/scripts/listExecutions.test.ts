/** n8n's own list of executions, page by page, by the rules of n8n 2.40 and of 2.41. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listExecutions } from '../../tooling/n8n/listExecutions';
import { Rest } from '../../tooling/n8n/rest';

interface Row {
	id: string;
	startedAt: string;
}
type Answer = (query: { limit: number; lastId: number; startedBefore?: string }) => {
	results: Row[];
	count: number;
	nextCursor?: string | null;
};

const COUNT = 350;
const startOf = (index: number): string => new Date(1_780_000_000_000 + index).toISOString();
/** One that waited for its turn and one that overtook all others. */
const rows: Row[] = Array.from({ length: COUNT }, (_, index) => ({
	id: String(index + 1),
	startedAt: startOf(index === 150 ? 10_000 : index === 250 ? -1 : index),
}));

const byId: Answer = ({ limit, lastId }) => ({
	results: rows
		.filter(({ id }) => Number(id) < lastId)
		.reverse()
		.slice(0, limit),
	count: COUNT,
});
const byStart: Answer = ({ limit, startedBefore = '9' }) => {
	const rest = rows.filter(({ startedAt }) => startedAt <= startedBefore);
	const results = rest.sort((one, other) => other.startedAt.localeCompare(one.startedAt)).slice(0, limit);
	return { results, count: rest.length, nextCursor: results.length < limit ? null : 'opaque' };
};

let server: Server;
let answer: Answer;
let rest: Rest;
beforeAll(async () => {
	server = createServer((request, response) => {
		const { searchParams } = new URL(String(request.url), 'http://n8n');
		const { startedBefore } = JSON.parse(String(searchParams.get('filter'))) as { startedBefore?: string };
		const lastId = Number(searchParams.get('lastId') ?? Infinity);
		response.end(JSON.stringify({ data: answer({ limit: Number(searchParams.get('limit')), lastId, startedBefore }) }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	rest = new Rest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => server.close());

it.each([
	['2.40', byId],
	['2.41', byStart],
])('lists every execution once, oldest first: n8n %s', async (_version, version) => {
	answer = version;
	expect((await listExecutions(rest)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
});

it('asks again when n8n counts more than it lists', async () => {
	let asked = 0;
	answer = (query) => ({ ...byId(query), count: (asked += 1) < 5 ? COUNT + 1 : COUNT });
	expect(await listExecutions(rest)).toHaveLength(COUNT);
	expect(asked).toBeGreaterThan(5);
});
