/**
 * `PART=causes npx stryker run test/stryker.disposition.config.mjs`: mutates one part of the mapping and runs the tests
 * that are about it, because a mutant in a table is met by every test there is. Parts: causes, calendar, record,
 * mapping. The published tables themselves are data: publishedCauses.ts holds every row of them to the letter.
 */
const folder = 'nodes/domain/disposition';
const except = (...files) => files.map((file) => `!${folder}/${file}.ts`);

const PARTS = {
	causes: {
		mutate: [
			`${folder}/causes/*.ts`,
			`${folder}/readUnanswered.ts`,
			...except('causes/q850', 'causes/freeswitch', 'causes/sip', 'causes/words', 'causes/sources'),
		],
		tests: ['causes', 'rules'],
	},
	calendar: { mutate: [`${folder}/calendar/*.ts`], tests: ['calendar', 'nextStep'] },
	record: { mutate: [`${folder}/record/*.ts`], tests: ['record', 'mergeRecords', 'mergeOrder', 'nextStep'] },
	mapping: {
		mutate: [`${folder}/*.ts`, `${folder}/vocabulary/*.ts`, ...except('readUnanswered')],
		tests: ['rules', 'nextStep', 'vocabulary', 'record'],
	},
};

const name = process.env.PART;
const part = PARTS[name];
if (!part) throw new Error(`Set PART to one of ${Object.keys(PARTS).join(', ')}.`);

export default {
	mutate: part.mutate,
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: {
		projectType: 'custom',
		configFile: 'jest.config.js',
		config: { roots: ['<rootDir>/test/disposition'], testMatch: part.tests.map((test) => `**/${test}.test.ts`) },
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 30_000,
	ignorePatterns: ['/tooling/n8n', '/dist', '/.cache', '/docs', '/workflows', '/simulator', '/bench', '/coverage'],
	tempDirName: `.stryker-tmp/disposition-${name}`,
	reporters: ['clear-text', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: `reports/mutation-disposition-${name}.json` },
	thresholds: { high: 95, low: 90, break: 80 },
};
