/** `npm run test:n8n`: the packed tarball in the pinned n8n. Arguments go to jest. */
import { bin } from './support/bin';
import { runMain } from './support/runMain';
import { runNode } from './support/runNode';

runMain(async () => await runNode([bin('jest/bin/jest.js'), '--config', 'test/n8n/jest.config.js', ...process.argv.slice(2)]));
