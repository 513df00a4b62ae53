import { waitUntil } from '../process/pause';
import type { Rest } from './rest';
import type { ExecutionSummary } from './types';

interface Page {
	results: ExecutionSummary[];
	/** How many rows the filter lets through, on all pages. */
	count: number;
	/** `null` on the last page; n8n 2.40 and older do not have it. */
	nextCursor?: string | null;
}
type Query = { filter: object; lastId?: string };

const PAGE_SIZE = 100;
type Status = ExecutionSummary['status'] | 'unknown';

/** All there are. Without a status n8n lists running and finished executions by different rules. */
const STATUSES: readonly Status[] = ['new', 'running', 'success', 'error', 'crashed', 'canceled', 'waiting', 'unknown'];

/**
 * n8n 2.40 sorts by id, and a page begins after one. n8n 2.41 sorts by start and still begins a page after an id, which
 * leaves out rows that started out of turn: there the next page is asked for by its start.
 */
function nextPage({ filter }: Query, { results, nextCursor }: Page): Query | undefined {
	if (results.length < PAGE_SIZE) return undefined;
	const last = results[PAGE_SIZE - 1];
	if (nextCursor === undefined) return { filter, lastId: last.id };
	return { filter: { ...filter, startedBefore: last.startedAt ?? last.createdAt } };
}

async function listOnce(rest: Rest, filter: object): Promise<ExecutionSummary[] | undefined> {
	const found = new Map<string, ExecutionSummary>();
	let count: number | undefined;
	for (let query: Query | undefined = { filter }; query;) {
		const lastId = query.lastId ? `&lastId=${query.lastId}` : '';
		const asked = encodeURIComponent(JSON.stringify(query.filter));
		const page: Page = await rest.get<Page>(`/executions?limit=${PAGE_SIZE}&filter=${asked}${lastId}`);
		count ??= page.count;
		const before = found.size;
		for (const execution of page.results) found.set(execution.id, execution);
		query = found.size > before ? nextPage(query, page) : undefined;
	}
	if (found.size < (count ?? 0)) return undefined;
	return [...found.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

/**
 * Lists the executions of a workflow, of all workflows without one. A list in which n8n counts more than it shows,
 * because a row has just begun, is asked for again.
 * @param status which ones; beyond the first page n8n 2.41 leaves out executions that never started
 * @returns the oldest first
 */
export async function listExecutions(
	rest: Rest,
	workflowId?: string,
	status: readonly Status[] = STATUSES,
): Promise<ExecutionSummary[]> {
	return await waitUntil('A complete list of executions', async () => await listOnce(rest, { workflowId, status }));
}
