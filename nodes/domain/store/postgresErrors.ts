import { StoreUnavailable, StoreUnusable } from './callStore';
import { describeNetworkError } from './networkErrors';

/** By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html: what is wrong, and what to do. */
const UNUSABLE: Readonly<Record<string, string>> = {
	'28P01': 'refused the user or the password: enter them again in the SIP Trunk API credential',
	'28000': 'refused the user: check user, database and TLS in the SIP Trunk API credential, and pg_hba.conf',
	'3D000': 'has no such database: create it, or enter another one in the SIP Trunk API credential',
	'3F000': 'has no such schema: create it, or enter another table in the SIP Trunk API credential',
	'42501':
		'does not let this user create or change the table: grant the rights, or enter another table in the SIP Trunk API credential',
	'25006': 'is a read-only replica: enter the primary server in the SIP Trunk API credential',
};
const UNAVAILABLE: Readonly<Record<string, string>> = {
	'53100': 'has a full disk: free some space there',
	'53200': 'is short of memory',
	'53300': 'has no connection left: raise max_connections, or close some',
	'57014': 'did not answer within two seconds: check its load',
	'57P01': 'is shutting down',
	'57P02': 'has crashed and recovers',
	'57P03': 'is starting',
};

/** By the words of the client, whose own errors have no code. */
const WORDS: ReadonlyArray<[RegExp, string]> = [
	[/timeout/i, 'did not answer within two seconds: check its load and the network'],
	[/terminated|not queryable/i, 'closed the connection'],
	[/does not support SSL/i, 'does not speak TLS: turn it off in the SIP Trunk API credential, or on in the server'],
	[
		/unsupported startup parameter/i,
		'is behind a PgBouncer that refuses statement_timeout: add it to ignore_startup_parameters there',
	],
];

/** An error of the `pg` package as one sentence for the user. */
export function toPostgresError(error: unknown, server: string): Error {
	if (error instanceof StoreUnavailable || error instanceof RangeError) return error;
	const { code = '', message } = error as Error & { code?: string };
	const subject = `The call store's PostgreSQL (${server})`;
	if (UNUSABLE[code]) return new StoreUnusable(`${subject} ${UNUSABLE[code]}.`);
	const what = UNAVAILABLE[code] ?? describeNetworkError(code) ?? WORDS.find(([pattern]) => pattern.test(message))?.[1];
	return new StoreUnavailable(what ? `${subject} ${what}.` : `${subject} failed: ${message}`);
}
