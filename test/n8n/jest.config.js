/** `npm run test:n8n`: each file starts its own n8n, one after the other, from the tarball that the set-up packs. */
module.exports = {
	rootDir: __dirname,
	globalSetup: '<rootDir>/../../tooling/testN8n/prepare.ts',
	globalTeardown: '<rootDir>/../../tooling/testN8n/tidyUp.ts',
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/../tsconfig.json' }] },
	maxWorkers: 1,
	testTimeout: 120_000,
};
