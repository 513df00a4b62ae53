import { leavesOf } from '../../domain/leaves';
import { invalid, isInvalid, type Invalid } from '../../domain/result';
import { checkText, type DialPolicy } from '../../domain/tollFraud';
import type { TrunkProvider, TrunkRequest } from '../../domain/trunk/provider';
import { checkControlCharacters } from './headerValues';

/** APIs read `agent_number`, `agentNumber` and `Agent-Number` as one name more often than not. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Adds what this package has no field for. Its own fields win, fields that decide who is dialed are refused, and every
 * number in the rest passes the toll-fraud guard.
 */
export function addExtraFields(
	request: TrunkRequest,
	extra: Readonly<Record<string, unknown>> | undefined,
	{ strictBody, displayName, dialedFields = [] }: TrunkProvider,
	policy: DialPolicy,
): TrunkRequest | Invalid {
	const taken = new Set(Object.keys(request.body ?? {}).map(plain));
	const added = Object.entries(extra ?? {}).filter(([name]) => name !== '__proto__' && !taken.has(plain(name)));
	if (added.length === 0) return request;
	if (strictBody)
		return invalid(`Extra Fields: ${displayName} allows no other fields than those of its specification.`);
	const dialed = added.find(([name]) => dialedFields.map(plain).includes(plain(name)));
	if (dialed) return invalid(`Extra Fields: ${dialed[0]} decides who is dialed. Use To, From and Seat instead.`);
	const fields = Object.fromEntries(added);
	return (
		checkControlCharacters('Extra Fields', fields) ??
		leavesOf(fields)
			.map((text) => checkText('Extra Fields', text, policy))
			.find(isInvalid) ?? { ...request, body: { ...fields, ...request.body } }
	);
}
