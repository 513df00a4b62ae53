import { bin } from '../process/bin';
import { runNodeQuietly } from '../process/runNode';
import { UserError } from '../process/userError';

/** A test that uses one of these, directly or not, needs a server, another program or a build. */
const NEEDS_MORE_THAN_NODE = [
	'test/support/servers.ts',
	'test/support/programs.ts',
	'test/store/support/openStore.ts',
	'test/doubles/certificates.ts',
	'test/package/support/packed.ts',
	// These open the embedded store.
	'test/trunk/trunks.test.ts',
	'test/trigger/registration.test.ts',
];
/** These load n8n's engine or try thousands of inputs: most of the time for a tenth of the files. */
const SLOW = [
	'test/engine/',
	'properties.test',
	'webhook/mutat',
	'canary.test',
	'ollFraud',
	'phone/table/',
	'register/orders',
	'register/simulator',
	'trunk/agentFirst',
	'contactRules/independent',
	'placeCall/openOutcomes',
	'placeCall/dialOnce',
	'placeCall/placeAndWait',
	'once/sendOnce',
	'numberHealth/',
];

/** @returns the arguments with which jest runs the quick tests that need nothing but Node, as its own module graph says */
export async function serverlessTests(): Promise<string[]> {
	const { status, output } = await runNodeQuietly([
		bin('jest/bin/jest.js'),
		'--listTests',
		'--findRelatedTests',
		...NEEDS_MORE_THAN_NODE,
	]);
	if (status !== 0) throw new UserError(`jest did not list its tests:\n${output}`);
	const left = ['/node_modules/', 'test/n8n/', 'test/pbx/', ...SLOW, ...output.trim().split('\n')];
	// Without the global set-up, because that builds SQLite.
	return ['--globalSetup=', '--testPathIgnorePatterns', ...left];
}
