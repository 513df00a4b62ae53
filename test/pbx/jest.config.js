/** `npm run test:pbx`: each file starts its own Asterisk and SIPp, from the packages that the set-up unpacks. */
module.exports = {
	rootDir: __dirname,
	globalSetup: '<rootDir>/support/prepare.ts',
	setupFilesAfterEnv: ['<rootDir>/../support/privateN8nFolder.ts'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/../tsconfig.json' }] },
	// SIP's timers run on: a second Asterisk beside it would make phones late.
	maxWorkers: 1,
	testTimeout: 180_000,
};
