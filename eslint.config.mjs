import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const PACKAGE = ['package.json', 'nodes/**/*.{ts,json}', 'credentials/**/*.{ts,json}'];

export default defineConfig(
	{ ignores: ['dist/**', 'reports/**', 'coverage/**', '.cache/**', '.stryker-tmp/**', 'tooling/n8n/pinned*/**'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{ files: ['**/*.{ts,json}'], languageOptions: { parser: tseslint.parser } },

	{ files: ['**/*.{js,mjs}'], extends: [js.configs.recommended], languageOptions: { globals: globals.node } },
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/no-unused-vars': [
				'error',
				{
					argsIgnorePattern: '^_',
					varsIgnorePattern: '^_',
					destructuredArrayIgnorePattern: '^_',
					ignoreRestSiblings: true,
				},
			],
			// What n8n may lack is loaded when it is chosen; and tsx takes `X.node` for the codex beside it, so `.ts` is spelled out.
			'@typescript-eslint/no-require-imports': [
				'error',
				{ allow: ['^ioredis$', '^pg$', '^sqlite3$', '^n8n-core$', '^@n8n/', '\\.node\\.ts$'] },
			],
		},
	},

	// What is published: also the rule sets of n8n's community scanner (`npm run scan` runs the scanner itself).
	{
		files: PACKAGE,
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: { 'no-console': 'error' },
	},
	{ files: ['package.json'], rules: nodesBase.configs.community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...nodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		// The domain knows no n8n, not even its types: that is what lets it be tested, and reused, without one.
		files: ['nodes/domain/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ group: ['n8n-*', '@n8n/*'], message: 'The domain knows no n8n.' },
						{ group: ['**/n8n/**'], message: 'The domain does not use the layer that knows n8n.' },
					],
				},
			],
			'no-restricted-syntax': [
				'error',
				{ selector: 'TSImportType', message: 'Import types at the top of the file, where the rule above sees them.' },
			],
		},
	},
);
