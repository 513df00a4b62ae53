/**
 * `PART=causes npx stryker run`: mutates one part of the domain and runs the tests that are about it, because a mutant
 * in a table is met by every test there is. The published tables themselves are data: publishedCauses.ts has every row
 * of them to the letter.
 */
const DOMAIN = 'nodes/domain';
const DISPOSITION = `${DOMAIN}/disposition`;
const except = (...files) => files.map((file) => `!${file}.ts`);

/** What is mutated, and the tests that must notice. */
const PARTS = {
	inbox: {
		mutate: [`${DOMAIN}/inbox/**/*.ts`],
		tests: ['inbox/!(historyChecker|model|pumpProcesses)', 'register/late'],
	},
	webhook: {
		mutate: [`${DOMAIN}/webhook/**/*.ts`, `${DOMAIN}/call/callUuid.ts`],
		tests: ['webhook/!(mutations|mutatedBodies|vendorLibraries)'],
	},
	causes: {
		mutate: [
			`${DISPOSITION}/causes/*.ts`,
			`${DISPOSITION}/evidence/*.ts`,
			...except(
				...['q850', 'freeswitch', 'sip', 'words', 'ownSide', 'sources'].map(
					(table) => `${DISPOSITION}/causes/${table}`,
				),
			),
		],
		tests: ['disposition/{causes,fieldFaults,agreement}', 'disposition/rules'],
	},
	calendar: {
		mutate: [`${DISPOSITION}/calendar/*.ts`],
		tests: ['disposition/calendar', 'disposition/nextStep'],
	},
	record: {
		mutate: [`${DISPOSITION}/record/*.ts`],
		tests: ['disposition/{record,mergeRecords,mergeOrder,nextStep}'],
	},
	contactRules: {
		mutate: [
			`${DOMAIN}/contactRules/*.ts`,
			...except(...['rules', 'holidaySets', 'areas'].map((table) => `${DOMAIN}/contactRules/${table}`)),
		],
		tests: ['contactRules/{cases,rows,holidays,properties}'],
	},
	mapping: {
		mutate: [`${DISPOSITION}/*.ts`, `${DISPOSITION}/vocabulary/*.ts`],
		tests: ['disposition/{rules,nextStep,vocabulary,record}'],
	},
};

const name = process.env.PART ?? 'webhook';
const part = PARTS[name];
if (!part) throw new Error(`PART is "${name}": set it to one of ${Object.keys(PARTS).join(', ')}.`);

export default {
	mutate: part.mutate,
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: {
		projectType: 'custom',
		configFile: 'jest.config.js',
		config: { testMatch: part.tests.map((test) => `**/test/${test}.test.ts`) },
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 30_000,
	ignorePatterns: ['/dist', '/.cache', '/docs', '/workflows', '/simulator', '/bench', '/coverage'],
	tempDirName: `.stryker-tmp/${name}`,
	reporters: ['clear-text', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: `reports/mutation-${name}.json` },
	thresholds: { high: 95, low: 90, break: 80 },
};
