import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StoreUnavailable, type CallStore } from '../../../nodes/domain/store/callStore';
import { endOf } from './ends';

/** A trunk of its own: what is live is counted here, not by the code that holds the lines. */
export interface LineTrunk {
	url: string;
	/** The most calls that were live at the same time. */
	most: number;
	/** Calls that began. */
	placed: number;
	/** Resolves when nobody waits and nothing is live. */
	idle(): Promise<void>;
	stop(): void;
}

interface Options {
	store: CallStore;
	contacts: number;
	/** How long the n-th call lasts. */
	lastsMs: (call: number) => number;
	/** Of every so many calls one has no event of its end. */
	loseEvery?: number;
}

const CALL = /^\/dial\//;

/** Gives contacts to those who ask (`/next`), takes calls (`/dial/<attempt>`), and writes the end of each into the store. */
export async function startLineTrunk({ store, contacts, lastsMs, loseEvery }: Options): Promise<LineTrunk> {
	let live = 0;
	let waiting = contacts;
	let settled = (): void => undefined;
	let isStopped = false;
	const told: Array<Promise<void>> = [];
	const trunk = { most: 0, placed: 0 } as LineTrunk;
	const change = (by: number): void => {
		live += by;
		trunk.most = Math.max(trunk.most, live);
		if (live === 0 && waiting === 0) settled();
	};
	const tell = async (call: string): Promise<void> => {
		while (!isStopped) {
			try {
				await store.commit([[endOf(call, Date.now())]]);
				return;
			} catch (error) {
				if (!(error instanceof StoreUnavailable)) throw error;
			}
		}
	};
	const server = createServer((request, response) => {
		const url = request.url ?? '';
		if (!CALL.test(url)) {
			if (waiting > 0) waiting -= 1;
			else response.statusCode = 404;
			if (waiting === 0) change(0);
			return void response.end(String(waiting));
		}
		trunk.placed += 1;
		change(1);
		const call = `call-${trunk.placed}`;
		const isLost = loseEvery !== undefined && trunk.placed % loseEvery === 0;
		setTimeout(() => {
			if (!isLost) told.push(tell(call));
			change(-1);
		}, lastsMs(trunk.placed));
		response.end(call);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return Object.assign(trunk, {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		idle: async () => {
			if (live > 0 || waiting > 0) await new Promise<void>((resolve) => (settled = resolve));
			await Promise.all(told);
		},
		stop() {
			isStopped = true;
			server.closeAllConnections();
			server.close();
		},
	});
}
