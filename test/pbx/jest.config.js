/** `npm run test:pbx`: each file starts its own Asterisk and SIPp, from the packages that the set-up unpacks. */
module.exports = {
	rootDir: __dirname,
	globalSetup: '<rootDir>/support/prepare.ts',
	setupFilesAfterEnv: ['<rootDir>/../support/privateN8nFolder.ts'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/../tsconfig.json' }] },
	// They wait more than they work.
	maxWorkers: 2,
	testTimeout: 60_000,
};
