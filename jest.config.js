/** Everything that runs without an n8n server or a PBX; test/n8n and test/pbx have configs of their own. */
module.exports = {
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	globalSetup: '<rootDir>/tooling/sqlite/prepare.ts',
	setupFilesAfterEnv: ['<rootDir>/test/support/privateN8nFolder.ts'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/', '<rootDir>/test/pbx/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	// isolated-vm is a native addon that n8n-core only needs for expression sandboxes on Node 24.
	testTimeout: 30_000,
};
