/**
 * What a line costs, and what Place and Wait adds to Place: 1,000 items through the node's own `execute`, over HTTP to a
 * simulated trunk in a process of its own, with a call store in Redis and the trunk's events received in this process.
 * `npm run bench -- lines [--items=1000] [--rounds=5]`
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { median } from 'simple-statistics';
import { receive } from '../nodes/domain/inbox/receive';
import { giveLineBack } from '../nodes/domain/lines/free';
import { scopeKey, type LineLimit } from '../nodes/domain/lines/record';
import { takeLine } from '../nodes/domain/lines/take';
import { callKey } from '../nodes/domain/register/keys';
import type { CallStore } from '../nodes/domain/store/callStore';
import { providers } from '../nodes/domain/trunk';
import { openCallStore } from '../nodes/n8n/store/openCallStore';
import { ownNamespace } from '../nodes/n8n/triggerScope';
import { fakeContext } from '../test/placeCall/fakeContext';
import { onRelease, releaseAll } from '../tooling/process/release';
import { inPostgres, inRedis } from '../tooling/testN8n/callStores';
import { startPrivatePostgres, startPrivateRedis } from '../tooling/testN8n/privateServer';
import { compare, finish, tell, type Quantity } from './measure';

// With its whole name, because tsx would otherwise take the codex PlaceCall.node.json.
const { PlaceCall } =
	require('../nodes/PlaceCall/PlaceCall.node.ts') as typeof import('../nodes/PlaceCall/PlaceCall.node');

const argument = (name: string, otherwise: number): number =>
	Number((process.argv.find((arg) => arg.startsWith(`--${name}=`)) ?? `--${name}=${otherwise}`).split('=')[1]);
const ITEMS = argument('items', 1_000);
const ROUNDS = argument('rounds', 5);
const LINES = 10;
const HOUR_MS = 3_600_000;
const CREDENTIAL_ID = 'bench';

async function startTrunk(webhook: string): Promise<ICredentialDataDecryptedObject> {
	const script = join(__dirname, '../simulator/main.ts');
	const args = ['--import', 'tsx', script, '--port', '0', '--time-scale', '5000', '--webhook', webhook];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	onRelease(async () => {
		child.kill('SIGTERM');
		await once(child, 'close');
	});
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	return (JSON.parse(line.toString()) as { credentials: Record<string, ICredentialDataDecryptedObject> }).credentials
		.unlimCall;
}

const contextOf = (credential: ICredentialDataDecryptedObject, items: number, parameters: IDataObject) =>
	fakeContext({
		credential,
		credentialId: CREDENTIAL_ID,
		items: Array.from({ length: items }, () => ({})),
		parameters: (item) => ({
			...{ resource: 'call', from: '+493023125001', to: '+493023125101', seatId: '' },
			...{ clientReference: `${parameters.reference as string} ${item}` },
			...parameters,
		}),
	});

/** Takes each event in, as the trigger does. */
async function startInbox(storeOf: () => Promise<CallStore>, namespace: string): Promise<string> {
	const settings = {
		...{ scope: { namespace, workflowId: 'w', webhookId: 'h' }, credentialId: CREDENTIAL_ID },
		...{ keepMs: HOUR_MS, keepCallsMs: HOUR_MS, onChange: 'ignore' as const, secret: 'instance-1' },
	};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
			const read = providers.unlimCall.readEvent({ body, headers: request.headers, receivedAt: new Date() });
			if (read.kind === 'event') await receive(await storeOf(), read.event, settings);
			response.end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onRelease(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function comparePlacing(store: IDataObject): Promise<void> {
	let credential: ICredentialDataDecryptedObject = {};
	const namespace = ownNamespace(contextOf(credential, 0, {}));
	const webhook = await startInbox(async () => await openCallStore(contextOf(credential, 0, {})), namespace);
	credential = { ...(await startTrunk(webhook)), ...store } as ICredentialDataDecryptedObject;
	const run = (operation: string, parameters: IDataObject) => async (): Promise<unknown> =>
		await new PlaceCall().execute.call(
			contextOf(credential, ITEMS, { operation, reference: randomUUID(), ...parameters }),
		);
	const lines = { limitLines: true, lines: { liveCalls: ITEMS } };
	const waiting = { askSeconds: 0, waitSeconds: 60 };
	await compare(
		`Placing ${ITEMS.toLocaleString('en')} calls that end at once`,
		[
			{ name: 'Place', per: ITEMS, run: run('place', {}) },
			{ name: 'Place, within lines', per: ITEMS, run: run('place', { ...lines, lines: { liveCalls: 2 * LINES } }) },
			{ name: 'Place and Wait, 10 at once', per: ITEMS, run: run('placeAndWait', { waiting }) },
			{
				name: 'Place and Wait, one at a time',
				per: ITEMS,
				run: run('placeAndWait', { waiting: { ...waiting, callsAtOnce: 1 } }),
			},
		],
		{ rounds: ROUNDS, warmUp: 1 },
	);
}

/** Each line is taken when all others are, and the oldest call has just ended. */
async function timeLines(store: CallStore): Promise<Quantity[]> {
	const account = { namespace: 'lines', credentialId: CREDENTIAL_ID, secret: 'secret' };
	const limit: LineLimit = { kind: 'trunk', key: scopeKey(account, 'trunk'), atMost: LINES };
	const take = async (line: number, where = limit): Promise<number> => {
		const id = `dial ${line}`;
		await store.commit([[{ key: id, value: { state: 'done', result: { callUuid: `call ${line}` } } }]]);
		const start = performance.now();
		const taken = await takeLine(store, { id, limits: [where], leaseMs: HOUR_MS }, account);
		if (taken.kind !== 'taken') throw new Error('No line is free.');
		return performance.now() - start;
	};
	const end = async (line: number): Promise<unknown> =>
		await store.commit([
			[{ key: callKey(account, `call ${line}`), value: { facts: {}, legs: {}, ended: Date.now() } }],
		]);
	for (let line = 0; line < LINES; line += 1) await take(line);
	const free: number[] = [];
	const full: number[] = [];
	for (let line = LINES; line < 500; line += 1) {
		await end(line - LINES);
		full.push(await take(line));
	}
	const other = { ...limit, key: scopeKey(account, 'campaign', 'other') };
	for (let line = 500; line < 1_000; line += 1) {
		free.push(await take(line, other));
		await giveLineBack(store, `dial ${line}`, [other]);
	}
	const alone: number[] = [];
	for (let line = 0; line < 500; line += 1) {
		const start = performance.now();
		await store.read(['alone']);
		await store.commit([[{ key: 'alone', value: { lines: {} } }]]);
		alone.push(performance.now() - start);
	}
	return Object.entries({
		'a line, where one is free': free,
		'a line, where a call has just ended': full,
		'for comparison: one read and one write': alone,
	}).map(([name, times]) => ({ name, value: Number(median(times).toFixed(2)), unit: 'ms' }));
}

async function main(): Promise<void> {
	const stores = { Redis: inRedis(await startPrivateRedis()), PostgreSQL: inPostgres(await startPrivatePostgres()) };
	for (const [name, fields] of Object.entries(stores)) {
		const credential = { provider: 'unlimCall', ...fields } as ICredentialDataDecryptedObject;
		const context = fakeContext({ credential, credentialId: name, items: [], parameters: {} });
		tell(`Lines, ${name}`, await timeLines(await openCallStore(context)));
	}
	await comparePlacing(stores.Redis as IDataObject);
	finish();
	await releaseAll();
	process.exit(0);
}

void main();
