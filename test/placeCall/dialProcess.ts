/** One n8n process that places one call and prints what came of it: `tsx dialProcess.ts '<FakeRun as JSON>'`. */
import { fakeContext, type FakeRun } from './fakeContext';

// With its whole name, because tsx would otherwise take the codex PlaceCall.node.json.
const { PlaceCall } =
	require('../../nodes/PlaceCall/PlaceCall.node.ts') as typeof import('../../nodes/PlaceCall/PlaceCall.node');

async function main(): Promise<void> {
	const run = JSON.parse(process.argv[2]) as FakeRun;
	const [items] = await new PlaceCall().execute.call(fakeContext({ ...run, continueOnFail: true }));
	process.stdout.write(JSON.stringify(items[0].json));
}

void main().then(() => process.exit(0));
