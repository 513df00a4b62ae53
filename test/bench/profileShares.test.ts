import type { Profiler } from 'node:inspector';
import { sharesOf } from '../../bench/n8n/profileShares';

type Call = readonly [functionName: string, file: string, microseconds: number, calls?: readonly Call[]];

/** A tree of calls as V8's inspector records it, with one sample for each function's own time. */
function profileOf(calls: readonly Call[]): Profiler.Profile {
	const nodes: Profiler.ProfileNode[] = [];
	const [samples, timeDeltas]: [number[], number[]] = [[], []];
	const visit = ([functionName, url, microseconds, below = []]: Call): number => {
		const node: Profiler.ProfileNode = {
			id: nodes.length + 1,
			callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 },
		};
		nodes.push(node);
		samples.push(node.id);
		timeDeltas.push(microseconds);
		node.children = below.map(visit);
		return node.id;
	};
	visit(['(root)', '', 0, calls]);
	return { nodes, samples, timeDeltas, startTime: 0, endTime: 0 };
}

const OURS = 'file:///nodes/node_modules/n8n-nodes-sip-trunk/dist/nodes/bundle.js';
const N8N = 'file:///install/node_modules/n8n/dist/webhooks/webhook-helpers.js';
const TYPEORM = '/install/node_modules/@n8n/typeorm/query-runner.js';

it("gives time to the innermost owner on the stack, and Node's own functions to whoever calls them", () => {
	const { owners } = sharesOf(
		profileOf([
			[
				'executeWebhook',
				N8N,
				1_000,
				[
					['webhook', OURS, 2_000, [['createHmac', 'node:crypto', 3_000]]],
					['query', TYPEORM, 4_000],
				],
			],
		]),
	);
	expect(owners).toEqual({ 'this package': 50, "n8n's database layer": 40, n8n: 10, 'Node and libraries': 0 });
});

it('leaves waiting out, and names the garbage collector', () => {
	const { owners, busyMs } = sharesOf(
		profileOf([
			['(idle)', '', 90_000],
			['(garbage collector)', '', 1_000],
			['parserOnHeaders', 'node:_http_common', 3_000],
		]),
	);
	expect(owners).toEqual({ 'Node and libraries': 75, '(garbage collector)': 25 });
	expect(busyMs).toBe(4);
});

it('counts a function of this package once, with all that it calls, however often it is on the stack', () => {
	const again: Call = [
		'enterDoor',
		OURS,
		1_000,
		[['enterDoor', OURS, 2_000, [['sendCommand', '/node_modules/ioredis/built/Redis.js', 1_000]]]],
	];
	expect(sharesOf(profileOf([again, ['query', TYPEORM, 4_000]])).functions).toEqual({ enterDoor: 50 });
});
