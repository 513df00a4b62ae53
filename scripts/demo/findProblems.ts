import { CONTACTS, type Contact } from './contacts';
import type { Observation } from './observeCampaign';

const list = (things: readonly unknown[]): string => things.map(String).join(', ');

function checkContact(
	{ name, phone, expectedCallerIds, expectedOutcome, contact_id }: Contact,
	seen: Observation,
): string[] {
	const calls = seen.calls.filter(({ to }) => to === phone);
	if (calls.length !== 1) return [`${name} was called ${calls.length} times instead of once.`];
	const [{ id, from }] = calls;
	const completions = seen.log.filter(({ call_uuid, event }) => call_uuid === id && event === 'completed').length;
	const delivered = seen.deliveries.filter(
		({ callUuid, event, state }) => callUuid === id && event === 'call.completed' && state === 'delivered',
	).length;
	const records = seen.records.filter(({ call_uuid }) => call_uuid === id);
	const [record] = records;
	const steps = seen.nextSteps.filter(({ call_uuid }) => call_uuid === id).length;
	const expectedSteps = record?.next_action === 'none' ? 0 : 1;
	const found: Array<[isRight: boolean, problem: string]> = [
		[expectedCallerIds.includes(from), `${name} was called from ${from} instead of ${list(expectedCallerIds)}.`],
		[delivered >= 2, `The completion of ${name}'s call was delivered ${delivered} times instead of at least twice.`],
		[completions === 1, `The completion of ${name}'s call was emitted ${completions} times instead of once.`],
		[records.length === 1, `${name}'s call has ${records.length} records instead of one.`],
		[
			record?.contact_id === contact_id,
			`The record of ${name}'s call belongs to ${record?.contact_id} instead of ${contact_id}.`,
		],
		[
			record?.outcome === expectedOutcome,
			`The outcome of ${name}'s call is ${record?.outcome} instead of ${expectedOutcome}.`,
		],
		[steps === expectedSteps, `${name}'s call led to ${steps} next steps instead of ${expectedSteps}.`],
	];
	return found.filter(([isRight]) => !isRight).map(([, problem]) => problem);
}

/** @returns one sentence for each figure that is not what the campaign must come to; none when all are right */
export function findProblems(seen: Observation, contacts: readonly Contact[] = CONTACTS): string[] {
	const problems = contacts.flatMap((contact) => checkContact(contact, seen));
	const strangers = seen.records.length - contacts.length;
	if (strangers > 0) problems.push(`There are ${strangers} records of calls that nobody placed.`);
	const emitted = new Set(seen.log.map(({ call_uuid, event }) => `${call_uuid} ${event}`)).size;
	if (emitted !== seen.log.length) problems.push(`${seen.log.length - emitted} events were emitted more than once.`);
	for (const { to_number, reason } of seen.notPlaced) problems.push(`${to_number} was not called: ${reason}`);
	const failed = seen.executions.filter(({ status }) => status !== 'success');
	if (failed.length > 0) problems.push(`The executions ${list(failed.map(({ id }) => id))} did not succeed.`);
	return problems;
}
