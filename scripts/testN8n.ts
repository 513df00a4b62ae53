/** `npm run test:n8n`: the packed tarball in the pinned n8n. Arguments go to jest. */
import { spawnSync } from 'node:child_process';
import { bin } from './support/bin';

const { status } = spawnSync(process.execPath, [bin('jest/bin/jest.js'), '--config', 'test/n8n/jest.config.js', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
