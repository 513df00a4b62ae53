/** `npm run test:n8n`: each file starts its own n8n, from the folder that the set-up prepares with the packed tarball. */
module.exports = {
	rootDir: __dirname,
	globalSetup: '<rootDir>/../../tooling/testN8n/prepare.ts',
	globalTeardown: '<rootDir>/../../tooling/testN8n/tidyUp.ts',
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/../tsconfig.json' }] },
	testSequencer: '<rootDir>/sequencer.js',
	maxWorkers: 1,
	testTimeout: 240_000,
};
