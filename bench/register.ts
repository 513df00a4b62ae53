/**
 * The register with few and with many calls, as durable as it is meant to be: taking an event in, its beginning, a
 * look-up by UUID and by number. `npm run bench -- register [--calls=1000,1000000]`
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from 'simple-statistics';
import { Database } from 'sqlite3';
import type { CallEvent } from '../nodes/domain/call/callEvent';
import { begin } from '../nodes/domain/inbox/begin';
import { receive } from '../nodes/domain/inbox/receive';
import { take } from '../nodes/domain/inbox/take';
import { findByNumber, readCalls } from '../nodes/domain/register/find';
import { filePlaced, type Register } from '../nodes/domain/register/learn';
import { toldBy } from '../nodes/domain/register/record';
import type { CallStore, Write } from '../nodes/domain/store/callStore';
import { sqliteCallStore } from '../nodes/domain/store/sqliteCallStore';
import { inTime } from '../nodes/n8n/store/limits';
import { openPostgres } from '../nodes/n8n/store/openPostgres';
import { openRedis } from '../nodes/n8n/store/openRedis';
import { releaseAll } from '../tooling/process/release';
import { temporaryFolder } from '../tooling/process/temporaryFolder';
import { buildSqlite } from '../tooling/sqlite/buildSqlite';
import { startPrivatePostgres, startPrivateRedis } from '../tooling/testN8n/privateServer';
import { finish, tell, type Quantity } from './measure';

const argument = (name: string, otherwise: string): string =>
	(process.argv.find((arg) => arg.startsWith(`--${name}=`)) ?? `--${name}=${otherwise}`).split('=')[1];
const SIZES = argument('calls', '1000,100000').split(',').map(Number);
const STORES = argument('stores', 'embedded,postgres,redis').split(',');
const DAY_MS = 86_400_000;
const FILLED_AT_ONCE = 500;
const MEASURED = 200;
const PARALLEL = 20;

const scope = { namespace: 'bench', workflowId: 'workflow', webhookId: 'webhook' };
const register: Register = { namespace: 'bench', credentialId: 'trunk', secret: 'secret', keepMs: 30 * DAY_MS };
const filing = { namespace: 'bench', keepMs: 3 * DAY_MS };

let calls = 0;
const uuidOf = (call: number): string => `00000000-0000-4000-8000-${String(call).padStart(12, '0')}`;
const numberOf = (call: number): string => `+4930${String(10_000_000 + call)}`;

function eventOf(call: number, event: 'answered' | 'completed'): CallEvent {
	const times = { initiatedAt: '2026-06-04T09:14:22.000Z', answeredAt: '2026-06-04T09:14:29.000Z' };
	const end = { endedAt: '2026-06-04T09:17:45.000Z', durationSeconds: 196, hangupCause: 'normal_clearing' };
	return {
		...{ provider: 'unlimCall', event, callUuid: uuidOf(call), direction: 'outbound' },
		...{ from: '+12025550143', fromValid: true, to: numberOf(call), toValid: true },
		...{ occurredAt: times.answeredAt, receivedAt: times.answeredAt, ...times, ...(event === 'completed' && end) },
	};
}

const toldByPlaceCall = (call: number) =>
	toldBy(
		{
			...{ provider: 'unlimCall', direction: 'outbound', contactId: `contact-${call}`, seatId: 'seat_0481ab' },
			...{ from: '+12025550143', fromValid: true, to: numberOf(call), toValid: true },
			...{ clientReference: `contact-${call}-attempt-1`, metadata: { campaign: 'spring', attempt: 1 } },
		},
		'placed',
	);

const placed = (call: number): Write[] =>
	filePlaced(register, uuidOf(call)).writes([undefined], toldByPlaceCall(call), Date.now());

async function fill(store: CallStore, size: number): Promise<void> {
	while (calls < size)
		await store.commit(Array.from({ length: Math.min(FILLED_AT_ONCE, size - calls) }, () => placed((calls += 1))));
}

/** Median milliseconds of one, with so many at a time. */
async function time(work: (index: number) => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let at = 0; at < MEASURED; at += PARALLEL)
		await Promise.all(
			Array.from({ length: PARALLEL }, async (_, index) => {
				const start = performance.now();
				await work(at + index);
				times.push(performance.now() - start);
			}),
		);
	return median(times);
}

async function measure(store: CallStore): Promise<Quantity[]> {
	const settings = {
		...{ scope, credentialId: register.credentialId, keepMs: filing.keepMs, keepCallsMs: register.keepMs },
		...{ onChange: 'emitUpdate' as const, secret: register.secret },
	};
	const first = calls - MEASURED + 1;
	const any = (): number => 1 + Math.floor(Math.random() * calls);
	const receipt = await time(async (index) => await receive(store, eventOf(first + index, 'answered'), settings));
	const merge = await time(async (index) => await receive(store, eventOf(first + index, 'completed'), settings));
	const emission = `e${calls}`;
	const taken = await take(store, { limit: MEASURED }, { ...filing, scope, beginMs: DAY_MS, emission });
	const owner = { execution: '1', process: 'p' };
	const beginning = await time(
		async (index) => await begin(store, [taken[index].eventKey], { ...filing, owner, leaseMs: DAY_MS }),
	);
	// What is left waiting would be taken with the next size.
	for (let left = MEASURED; left > 0;)
		left = (await take(store, { limit: MEASURED }, { ...filing, scope, beginMs: DAY_MS, emission: `${emission}+` }))
			.length;
	const byUuid = await time(async () => await readCalls(store, register, [uuidOf(any())]));
	const byNumber = await time(async () => await findByNumber(store, register, numberOf(any())));
	return Object.entries({
		'an event taken in, that joins a call': receipt,
		'its end taken in': merge,
		'an event begun with the whole call': beginning,
		'a call by its UUID': byUuid,
		'the last call of a number': byNumber,
	}).map(([name, value]) => ({ name, value, unit: 'ms' }));
}

const login = { password: '', tls: false };
const OPEN: Readonly<Record<string, () => Promise<CallStore>>> = {
	async embedded() {
		const file = join(temporaryFolder('bench'), 'store.sqlite');
		return sqliteCallStore({ open: (done) => new Database(file, done), file, now: Date.now, inTime });
	},
	async postgres() {
		const server = await startPrivatePostgres();
		return openPostgres({
			kind: 'postgres',
			...server,
			...login,
			user: 'postgres',
			database: 'postgres',
			table: 'bench',
		});
	},
	async redis() {
		const server = await startPrivateRedis();
		return openRedis({ kind: 'redis', ...server, ...login, user: '', database: 0, keyPrefix: 'bench' });
	},
};

async function main(): Promise<void> {
	await buildSqlite((line) => process.stderr.write(`${line}\n`));
	for (const name of STORES) {
		calls = 0;
		const store = await OPEN[name]();
		for (const size of SIZES) {
			await fill(store, size);
			tell(`Register, ${name}, ${size.toLocaleString('en')} calls, ${PARALLEL} at a time`, await measure(store));
		}
		await store.close();
	}
	finish();
	await releaseAll();
}

void main();
