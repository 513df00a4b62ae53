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
	/** The mean number of live calls, from when it was first `most` until the last contact was called. */
	average(): number;
	/** Calls to a seat that was on a call, wrapping up, or never to be called. */
	wronglyCalled: string[];
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
	wrapUpMs?: number;
	/** Seats that must never be called. */
	away?: readonly string[];
}

/** An attempt, and the seat it is for. */
const CALL = /^\/dial\/([^/]*)\/(.*)$/;

/** The time-weighted mean of a number that changes. @param changes in order, each with the time since which it is so */
function mean(changes: ReadonlyArray<readonly [at: number, live: number]>, until: number): number {
	const full = Math.max(...changes.map(([, live]) => live));
	const counted = changes.slice(changes.findIndex(([, live]) => live === full)).filter(([at]) => at < until);
	const area = counted.reduce((sum, [at, live], index) => sum + live * ((counted[index + 1]?.[0] ?? until) - at), 0);
	return area / (until - counted[0][0]);
}

/** Gives contacts to those who ask (`/next`), takes calls (`/dial/<seat>/<attempt>`), and writes the end of each into the store. */
export async function startLineTrunk(options: Options): Promise<LineTrunk> {
	const { store, contacts, lastsMs, loseEvery, wrapUpMs = 0, away = [] } = options;
	let live = 0;
	let waiting = contacts;
	let settled = (): void => undefined;
	let isStopped = false;
	let lastPlacedAt = 0;
	const told: Array<Promise<void>> = [];
	const changes: Array<[number, number]> = [];
	/** By seat, when it may be called again. */
	const freeAt = new Map(away.map((seat) => [seat, Infinity]));
	const trunk = { most: 0, placed: 0, wronglyCalled: [] as string[] } as LineTrunk;
	const change = (by: number): void => {
		live += by;
		changes.push([performance.now(), live]);
		trunk.most = Math.max(trunk.most, live);
		if (live === 0 && waiting === 0) settled();
	};
	const tell = async (call: string, endedAt: number): Promise<void> => {
		while (!isStopped) {
			try {
				await store.commit([[endOf(call, endedAt)]]);
				return;
			} catch (error) {
				if (!(error instanceof StoreUnavailable)) throw error;
			}
		}
	};
	const server = createServer((request, response) => {
		const url = request.url ?? '';
		const [, seat] = CALL.exec(url) ?? [];
		if (seat === undefined) {
			if (waiting > 0) waiting -= 1;
			else response.statusCode = 404;
			if (waiting === 0 && live === 0) settled();
			return void response.end(String(waiting));
		}
		trunk.placed += 1;
		lastPlacedAt = performance.now();
		if (seat !== '') {
			if (Date.now() < (freeAt.get(seat) ?? 0)) trunk.wronglyCalled.push(url);
			freeAt.set(seat, Infinity);
		}
		change(1);
		const call = `call-${trunk.placed}`;
		const isLost = loseEvery !== undefined && trunk.placed % loseEvery === 0;
		setTimeout(() => {
			const endedAt = Date.now();
			if (seat !== '') freeAt.set(seat, endedAt + wrapUpMs);
			if (!isLost) told.push(tell(call, endedAt));
			change(-1);
		}, lastsMs(trunk.placed));
		response.end(call);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return Object.assign(trunk, {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		average: () => mean(changes, lastPlacedAt),
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
