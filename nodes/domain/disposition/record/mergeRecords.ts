import { detectionRank } from '../../call/answeredBy';
import { secondsBetween } from '../../time/readSeconds';
import { readTime } from '../../time/readTime';
import { compareValues } from './compareValues';
import type { StoredRecord } from './readRecord';

/** Chooses between two known values of a field: associative, commutative and idempotent, or order would matter. */
type Join = (a: unknown, b: unknown) => unknown;

const greater: Join = (a, b) => (compareValues(a, b) >= 0 ? a : b);
const earlier: Join = (a, b) => (compareValues(a, b) <= 0 ? a : b);
/** Keeps every line of both, each once: no note is lost, and nobody's is printed twice. */
const everyLine: Join = (a, b) => [...new Set(`${a as string}\n${b as string}`.split('\n'))].sort().join('\n');

/** A call that an assistant screened may be picked up by a person later. */
const detection: Join = (a, b) => {
	const order = detectionRank(a) - detectionRank(b);
	return order === 0 ? greater(a, b) : order < 0 ? a : b;
};

/** A call starts and is answered once, so the earliest report of it counts; of all else the greatest. */
const JOINS: ReadonlyMap<string, Join> = new Map([
	['initiatedAt', earlier],
	['answeredAt', earlier],
	['answeredBy', detection],
	['agentNotes', everyLine],
	['agentNextStep', everyLine],
]);

/** Fields that are one statement: all of them come from the record that weighs more. */
const GROUPS: ReadonlyArray<{ fields: readonly string[]; weigh: (record: StoredRecord) => readonly unknown[] }> =
	Object.freeze([
		{
			fields: ['agentDisposition', 'agentDispositionAt'],
			weigh: ({ agentDisposition, agentDispositionAt }) => [
				Number(agentDisposition !== undefined),
				agentDispositionAt,
				agentDisposition,
			],
		},
		{
			fields: ['outcome', 'outcomeReason', 'tag', 'nextAction', 'nextActionAt', 'disposition'],
			weigh: ({ outcome, outcomeReason, tag, nextAction, nextActionAt, disposition }) => [
				certainty(outcome, outcomeReason),
				outcome,
				outcomeReason,
				tag,
				// Lowest, because an agent's disposition turns a review into none: whoever merges first, the same is left.
				['managerReview', 'none'].indexOf(nextAction as string) + 1 || 3,
				nextAction,
				nextActionAt,
				disposition,
			],
		},
	]);

/** A verdict outweighs none, a known outcome an unknown one, and the agent's or a rule's own the machine's. */
function certainty(outcome: unknown, reason: unknown): number {
	if (outcome === undefined) return 0;
	if (outcome === 'unknown') return 1;
	return reason === 'agentDisposition' || reason === 'userRule' ? 3 : 2;
}

/**
 * Merges what several events, rows and people know of one call. Pure, and independent of order: any sequence, any
 * grouping and any repetition of the same records gives the same record.
 * @param records of one call, as `readRecord` reads them
 */
export function mergeRecords(records: readonly StoredRecord[]): StoredRecord {
	return settle(records.reduce(join, {}));
}

function join(a: StoredRecord, b: StoredRecord): StoredRecord {
	const joined = { ...a };
	for (const [field, value] of Object.entries(b)) {
		joined[field] = Object.hasOwn(a, field) ? (JOINS.get(field) ?? greater)(a[field], value) : value;
	}
	for (const { fields, weigh } of GROUPS) {
		const heavier = compareAll(weigh(a), weigh(b)) >= 0 ? a : b;
		for (const field of fields) {
			if (heavier[field] === undefined) delete joined[field];
			else joined[field] = heavier[field];
		}
	}
	return joined;
}

function compareAll(a: readonly unknown[], b: readonly unknown[]): number {
	for (let i = 0; i < a.length; i += 1) {
		const order = compareValues(a[i], b[i]);
		if (order !== 0) return order;
	}
	return 0;
}

/** Draws from the joined facts what follows from them; joining more afterwards changes nothing about that. */
function settle(record: StoredRecord): StoredRecord {
	setDuration(record, 'ringSeconds', record.initiatedAt, record.answeredAt);
	setDuration(record, 'durationSeconds', record.answeredAt, record.endedAt);
	if (record.agentDisposition !== undefined && record.outcome !== undefined) {
		record.disposition = record.agentDisposition;
		if (record.nextAction === 'managerReview') {
			record.nextAction = 'none';
			delete record.nextActionAt;
		}
	}
	return record;
}

/** Where both times are known they give the duration; in the wrong order they give none. */
function setDuration(record: StoredRecord, field: string, from: unknown, to: unknown): void {
	if (from === undefined || to === undefined) return;
	const seconds = secondsBetween(readTime(from), readTime(to));
	if (seconds === undefined) delete record[field];
	else record[field] = seconds;
}
