/**
 * `npm run test:pbx`: real calls over SIP, through an Asterisk and to SIPp's phones: Asterisk 16 of a frozen suite, or
 * the current one (`SIP_TRUNK_PBX=sid`). Arguments go to jest.
 */
import { report } from '../tooling/jest/report';
import { runJest } from '../tooling/jest/runJest';
import { whyNoPbx } from '../tooling/pbx/installPbx';
import { UserError } from '../tooling/process/userError';
import { runMain } from '../tooling/process/runMain';

runMain(async () => {
	const startedAt = Date.now();
	const reason = whyNoPbx();
	if (reason && process.env.CI) throw new UserError(`${reason}, and CI is set.`);
	if (reason) {
		process.stderr.write(`\nSKIPPED: npm run test:pbx: ${reason}.\n`);
		return 0;
	}
	const { status, files } = await runJest(['--config', 'test/pbx/jest.config.js', ...process.argv.slice(2)]);
	report('npm run test:pbx', files, startedAt);
	return status;
});
