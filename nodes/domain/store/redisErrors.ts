import { StoreUnavailable, StoreUnusable } from './callStore';
import { describeNetworkError } from './networkErrors';

/** By words of Redis's error: what is wrong, and what to do. */
const UNUSABLE: Readonly<Record<string, string>> = {
	WRONGPASS: 'refused the user or the password: enter them again in the SIP Trunk API credential',
	NOAUTH: 'wants a password: enter it in the SIP Trunk API credential',
	NOPERM: 'does not let this user run the commands or use the keys of the call store: allow both to the user',
	"executing the script can't":
		'does not let this user run the commands or use the keys of the call store: allow both to the user',
	READONLY: 'is a read-only replica: enter the primary server in the SIP Trunk API credential',
	MOVED: 'is a cluster: enter a single server in the SIP Trunk API credential',
	'DB index is out of range': 'has no such database: enter a smaller Database Number in the SIP Trunk API credential',
	CROSSSLOT: 'is a cluster: enter a single server in the SIP Trunk API credential',
};
const UNAVAILABLE: Readonly<Record<string, string>> = {
	OOM: 'is out of memory: raise maxmemory, or remove other data',
	MISCONF: 'cannot save to its disk, and takes no writes until it can',
	LOADING: 'is loading its data',
	BUSY: 'is busy with a script',
	MASTERDOWN: 'is a replica without its primary server',
	CLUSTERDOWN: 'is a cluster that is down',
	NOREPLICAS: 'has fewer replicas than it wants for a write',
};

const CLOSED = Object.assign(new Error(), { code: 'ECONNRESET' });

/**
 * An error of the `ioredis` package as one sentence for the user.
 * @param connectionError the last reason why there was no connection, which a command that waited for one does not say
 */
export function toRedisError(error: unknown, server: string, connectionError?: Error): Error {
	if (error instanceof StoreUnavailable || error instanceof RangeError) return error;
	const isWithoutConnection = /max retries per request|Connection is closed/.test((error as Error).message);
	return describe(isWithoutConnection ? (connectionError ?? CLOSED) : (error as Error), server);
}

function describe({ message, code }: Error & { code?: string }, server: string): StoreUnavailable {
	const subject = `The call store's Redis (${server})`;
	// A script's error names the script first: "ERR Error running script … OOM command not allowed".
	const word = [...Object.keys(UNUSABLE), ...Object.keys(UNAVAILABLE)].find((name) =>
		new RegExp(`\\b${name}\\b`).test(message),
	);
	if (word && UNUSABLE[word]) return new StoreUnusable(`${subject} ${UNUSABLE[word]}.`);
	if (message === 'Command timed out')
		return new StoreUnavailable(`${subject} did not answer within two seconds: check its load and the network.`);
	const what = (word && UNAVAILABLE[word]) || describeNetworkError(code);
	return new StoreUnavailable(what ? `${subject} ${what}.` : `${subject} failed: ${message}`);
}
