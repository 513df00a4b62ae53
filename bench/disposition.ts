import type { IDataObject, INodeType } from 'n8n-workflow';
import { compileSettings } from '../nodes/MapDisposition/compileSettings';
import { mapCall, toColumns, type MappedCall, type MapSettings } from '../nodes/domain/disposition';
import { findCauses } from '../nodes/domain/disposition/causes/findCauses';
import { executeNode } from '../tooling/executeNode';
import { compare, finish } from './measure';

/**
 * Map Disposition against a `JSON.parse` of the payload it maps: reading the event is what nobody can avoid, and the
 * mapping should not be felt beside it.
 */

const SECONDS = 1_000;
/** Calls in one run of the mapping; the quicker reference does ten times as many, so that runs take alike. */
const CALLS = 200;
const LOOK_UPS = 2_000;
const ROUNDS = { rounds: 101 };

const payload = JSON.stringify({
	event: 'call.completed',
	call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
	from: '+12025551234',
	to: '+4930123456789',
	direction: 'outbound',
	initiated_at: '2026-06-04T09:14:22.000Z',
	answered_at: '2026-06-04T09:14:29.000Z',
	ended_at: '2026-06-04T09:17:45.000Z',
	duration_seconds: 196,
	hangup_cause: 'normal_clearing',
	hangup_cause_code: 16,
	seat_id: 'seat_0481ab',
	did_id: 'did_de_1092',
});

/** A call `second` seconds into the year, as n8n hands items over: every one has its own business days to work out. */
function completedCall(second: number, facts: Record<string, unknown>): Record<string, unknown> {
	const start = Date.UTC(2026, 0, 1) + second * SECONDS;
	const iso = (at: number): string => new Date(start + at * SECONDS).toISOString();
	const call = {
		provider: 'unlimCall',
		event: 'completed',
		callUuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		direction: 'outbound',
		from: '+12025551234',
		fromValid: true,
		to: '+4930123456789',
		toValid: true,
		occurredAt: iso(30),
		initiatedAt: iso(0),
		endedAt: iso(30),
		...facts,
		seatId: 'seat_0481ab',
		didId: 'did_de_1092',
		receivedAt: iso(31),
	};
	return JSON.parse(JSON.stringify(call)) as Record<string, unknown>;
}

const calls = (facts: Record<string, unknown>) =>
	Array.from({ length: CALLS }, (_, i) => completedCall(i * 150_000, facts));
const unanswered = calls({ ringSeconds: 30, durationSeconds: 0, hangupCause: 'no_user_response', hangupCauseCode: 18 });
const answered = calls({ ringSeconds: 2, durationSeconds: 28, hangupCause: 'normal_clearing', hangupCauseCode: 16 });

const settings = compileSettings({
	vocabulary: 'standard',
	dispositionNames: {},
	timeZone: 'America/New_York',
	options: { holidays: '01-01, 07-04, 12-25, 2026-11-26' },
}) as MapSettings;

const map = (call: Record<string, unknown>): unknown =>
	toColumns((mapCall(call, settings) as MappedCall).record, 'snakeCase');
const times = (count: number, task: () => unknown) => () => {
	for (let i = 0; i < count; i += 1) task();
};
const parse = { name: 'JSON.parse of the payload', per: LOOK_UPS, run: times(LOOK_UPS, () => JSON.parse(payload)) };
const lookup = (name: string, cause: unknown) => ({
	name,
	per: LOOK_UPS,
	run: times(LOOK_UPS, () => findCauses(cause)),
});

// By its whole name: tsx would take the codex, MapDisposition.node.json, for the module.
const { MapDisposition } =
	require('../nodes/MapDisposition/MapDisposition.node.ts') as typeof import('../nodes/MapDisposition/MapDisposition.node');
const mapDisposition = new MapDisposition();

/** What n8n's No Operation node does. */
const passThrough = {
	description: { ...mapDisposition.description, displayName: 'Pass Through', properties: [] },
	async execute() {
		return [this.getInputData()];
	},
} as INodeType;

const items = Array.from({ length: 10 }, () => unanswered as IDataObject[]).flat();

/** One node over all items in n8n's own execution context, in this process. */
const inContext = (name: string, type: INodeType, parameters: IDataObject = {}) => ({
	name,
	per: items.length,
	run: async () => {
		const { outputs } = await executeNode(type, parameters, items);
		if (outputs.flat().length !== items.length) throw new Error(`${name} lost items`);
	},
});

async function main(): Promise<void> {
	await compare(
		'Looking a hangup cause up',
		[
			parse,
			lookup('Q.850 value', 18),
			lookup('name as the trigger has it', 'no_user_response'),
			lookup('name in another spelling', 'NO_USER_RESPONSE'),
			lookup('Reason header', 'Q.850;cause=18;text="No user responding"'),
		],
		ROUNDS,
	);
	await compare(
		'Mapping a call to disposition, next action and record',
		[
			parse,
			{ name: 'no answer: callback in business days', per: CALLS, run: () => unanswered.forEach(map) },
			{ name: 'voicemail', per: CALLS, run: () => answered.forEach(map) },
		],
		ROUNDS,
	);
	const nodes = [
		inContext('Map Disposition', mapDisposition),
		inContext('Map Disposition, time zone by an expression', mapDisposition, {
			options: { timeZone: '={{ "Europe/" + "Berlin" }}' },
		}),
		inContext('a node that hands items on', passThrough),
	];
	await compare('The node in n8n’s execution context, per item', nodes);
	finish();
}

void main();
