import { CONTACTS } from '../../scripts/demo/contacts';
import { findProblems } from '../../scripts/demo/findProblems';
import type { Observation } from '../../scripts/demo/observeCampaign';
import { summarise } from '../../scripts/demo/summarise';

/** A campaign in which everything is as it must be. */
function flawless(): Observation {
	const calls = CONTACTS.map(({ contact_id, phone, expectedCallerIds }) => ({
		id: `call of ${contact_id}`,
		from: expectedCallerIds[0],
		to: phone,
	}));
	return {
		calls,
		deliveries: calls.flatMap(({ id }) => Array(2).fill({ callUuid: id, event: 'call.completed', state: 'delivered' })),
		log: calls.map(({ id }) => ({ call_uuid: id, event: 'completed' })),
		records: CONTACTS.map(({ contact_id, expectedOutcome }) => ({
			call_uuid: `call of ${contact_id}`,
			contact_id,
			outcome: expectedOutcome,
			next_action: 'none',
		})),
		nextSteps: [],
		notPlaced: [],
		executions: [],
	};
}

/** The first contact's part of a table. */
const first = { call_uuid: 'call of contact_01' };

it('has nothing to say about a flawless campaign', () => {
	expect(findProblems(flawless())).toEqual([]);
});

it.each<[string, (seen: Observation) => void, RegExp]>([
	['a call that was not placed', (seen) => (seen.calls as unknown[]).shift(), /Ava Brooks was called 0 times/],
	['a call placed twice', (seen) => (seen.calls as unknown[]).push(seen.calls[0]), /Ava Brooks was called 2 times/],
	[
		'a wrong caller ID',
		(seen) => (seen.calls[0].from = '+33199005501'),
		/called from \+33199005501 instead of \+12025550143/,
	],
	[
		'a completion delivered once',
		(seen) => (seen.deliveries as unknown[]).shift(),
		/delivered 1 times instead of at least twice/,
	],
	[
		'a completion emitted twice',
		(seen) => seen.log.push({ ...first, event: 'completed' }),
		/emitted 2 times instead of once/,
	],
	['a completion not emitted', (seen) => seen.log.shift(), /emitted 0 times instead of once/],
	[
		'another event emitted twice',
		(seen) => seen.log.push({ ...first, event: 'initiated' }, { ...first, event: 'initiated' }),
		/1 events were emitted more than once/,
	],
	['a missing record', (seen) => seen.records.shift(), /0 records instead of one/],
	['a second record', (seen) => seen.records.push({ ...seen.records[0] }), /2 records instead of one/],
	[
		"a stranger's record",
		(seen) => seen.records.push({ call_uuid: 'nobody' }),
		/1 records of calls that nobody placed/,
	],
	[
		'a record without its contact',
		(seen) => (seen.records[0].contact_id = null),
		/belongs to null instead of contact_01/,
	],
	['a wrong outcome', (seen) => (seen.records[0].outcome = 'busy'), /is busy instead of connected/],
	['a next step too many', (seen) => seen.nextSteps.push(first), /led to 1 next steps instead of 0/],
	['a next step too few', (seen) => (seen.records[0].next_action = 'redial'), /led to 0 next steps instead of 1/],
	[
		'a contact that was not called',
		(seen) => seen.notPlaced.push({ to_number: '+1', reason: 'No number.' }),
		/\+1 was not called: No number\./,
	],
	[
		'a failed execution',
		(seen) => seen.executions.push({ id: '7', status: 'error' } as Observation['executions'][number]),
		/executions 7 did not succeed/,
	],
])('names %s', (_title, breakIt, problem) => {
	const seen = flawless();
	breakIt(seen);
	expect(findProblems(seen)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
});

it('counts deliveries, duplicates and what was emitted', () => {
	expect(summarise(flawless())).toMatchObject({
		placed: 24,
		deliveries: 48,
		duplicateDeliveries: 24,
		emitted: 24,
		records: 24,
		outcomes: { connected: 10, noAnswer: 4 },
	});
});
