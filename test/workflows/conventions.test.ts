/** What every shipped workflow keeps to, so that a team finds its way in each of them, in n8n 2 and 3. */
import { Script } from 'node:vm';
import { files, isTrigger, STICKY, type File, type Node } from './readFiles';

const shipped = files.filter(({ file }) => !file.startsWith('demo-'));
const each = shipped.map((file) => [file.file, file] as const);
const nodesOf = ({ nodes }: File): Node[] => nodes.filter(({ type }) => type !== STICKY);

/** Room for one more than a screen shows; more is two workflows. */
const MAX_NODES = 16;

/** Written before these conventions: a file leaves its list when it keeps to them, and no file joins. */
const WITHOUT_SETTINGS = [
	'call-records-airtable-buffered',
	'call-records-airtable',
	'call-records-data-table',
	'call-records-notion-buffered',
	'call-records-notion',
	'call-records-postgres',
	'call-records-retool',
	'gohighlevel-in',
	'gohighlevel-out',
	'hubspot-calls',
	'launch-links',
	'manager-review',
	'pipeline-watch',
	'reconciliation',
	'salesforce-tasks',
];
const TOO_LARGE = [
	'call-records-airtable-buffered',
	'call-records-airtable',
	'call-records-notion-buffered',
	'call-records-notion',
	'call-records-postgres',
	'call-records-retool',
	'gohighlevel-out',
	'hubspot-calls',
	'odoo-calls',
	'reconciliation',
	'salesforce-tasks',
	'suitecrm-calls',
	'vtiger-calls',
];
/** Their retry starts itself once per record, which n8n 3.0 removes. */
const PER_RECORD = [
	'call-records-airtable',
	'call-records-notion',
	'call-records-postgres',
	'call-records-retool',
	'gohighlevel-out',
	'hubspot-calls',
	'odoo-calls',
	'salesforce-tasks',
	'suitecrm-calls',
	'vtiger-calls',
];
/** Nothing in them depends on who runs them. */
const NOTHING_TO_SET = ['set-up-tables', 'run-problems-again'];

const nameOf = ({ file }: File): string => file.replace('.json', '');
const settingsOf = ({ nodes }: File): Node | undefined => nodes.find(({ name }) => name === 'Settings');

it('lists no file that keeps to the conventions, or is gone', () => {
	const without = shipped.filter((file) => !settingsOf(file)).map(nameOf);
	const large = shipped.filter((file) => nodesOf(file).length > MAX_NODES).map(nameOf);
	expect([...WITHOUT_SETTINGS, ...NOTHING_TO_SET].filter((name) => !without.includes(name))).toEqual([]);
	expect(TOO_LARGE.filter((name) => !large.includes(name))).toEqual([]);
});

describe.each(each)('%s', (_file, workflow) => {
	const nodes = nodesOf(workflow);
	const isListed = (list: string[]): boolean => list.includes(nameOf(workflow));

	it('has a Settings node directly behind its triggers, and it has a value for each name', () => {
		if (isListed([...WITHOUT_SETTINGS, ...NOTHING_TO_SET])) return expect(settingsOf(workflow)).toBeUndefined();
		const triggers = nodes.filter(isTrigger).map(({ name }) => name);
		const behind = triggers.flatMap((name) => workflow.connections[name].main.flat().map(({ node }) => node));
		expect(isListed(TOO_LARGE) ? behind : [...new Set(behind)]).toEqual(
			isListed(TOO_LARGE) ? expect.arrayContaining(['Settings']) : ['Settings'],
		);
		const { assignments } = (settingsOf(workflow) as Node).parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		expect(assignments.length).toBeGreaterThan(0);
		expect(
			assignments.filter(({ name, value }) => !/^(settings\.)?[A-Za-z_]+$/.test(name) || value === undefined),
		).toEqual([]);
	});

	it('reads every setting that it has, and no other', () => {
		const settings = settingsOf(workflow);
		if (!settings) return expect(isListed([...WITHOUT_SETTINGS, ...NOTHING_TO_SET])).toBe(true);
		const { assignments } = settings.parameters.assignments as { assignments: Array<{ name: string }> };
		const others = JSON.stringify(nodes.filter(({ name }) => name !== 'Settings'));
		const has = assignments.map(({ name }) => name.replace('settings.', ''));
		const isRead = (name: string): boolean =>
			new RegExp(`(?:json|settings)\\.${name}\\b`).test(others) || others.includes('settings[$json.event]');
		expect(has.filter((name) => !isRead(name))).toEqual([]);
		const read = [...others.matchAll(/\$\('Settings'\)\.first\(\)\.json\.(?:settings\.)?(\w+)/g)].map(
			([, name]) => name,
		);
		expect(read.filter((name) => !has.includes(name))).toEqual([]);
	});

	it('is small', () => {
		if (!isListed(TOO_LARGE)) expect(nodes.length).toBeLessThanOrEqual(MAX_NODES);
	});

	it('has nothing that n8n 3.0 removes', () => {
		const perItem = nodes.filter(
			({ type, parameters }) => type === 'n8n-nodes-base.executeWorkflow' && parameters.mode === 'each',
		);
		const gone = nodes.filter(({ type }) => /\.(?:function|functionItem|itemLists|aiTransform)$/.test(type));
		const known = isListed(PER_RECORD) ? ['Retry Writing'] : [];
		expect([...perItem, ...gone].map(({ name }) => name)).toEqual(known);
		expect(workflow.text).not.toMatch(/\$getPairedItem|\$evaluateExpression/);
	});

	it('asks for nothing more often than each minute, except where a buffer is emptied', () => {
		const schedules = nodes.filter(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
		const seconds = schedules.filter(({ parameters }) => JSON.stringify(parameters).includes('secondsInterval'));
		expect(seconds.length > 0 && !workflow.file.includes('buffered') ? workflow.file : 'well').toBe('well');
	});

	it('escapes what a caller or a contact may have written, in Slack’s text', () => {
		const texts = nodes
			.filter(({ type }) => type === 'n8n-nodes-base.slack')
			.map(({ parameters }) => String(parameters.text));
		const raw = texts.flatMap((text) =>
			[...text.matchAll(/\{\{(.*?)\}\}/g)]
				.map(([, expression]) => expression)
				.filter((expression) => /\.(?:name|from|to|phone|contact_id)\b/.test(expression))
				.filter((expression) => !/&lt;/.test(expression)),
		);
		expect(raw).toEqual([]);
	});
});

/** Every text in a node's parameters. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(textsIn) : [];

/** The message of the syntax error, if there is one. */
function syntaxError(code: string): string | undefined {
	try {
		new Script(code);
		return undefined;
	} catch (error) {
		return `${String(error)}: ${code}`;
	}
}

it.each(each)('%s has expressions and code that can be read', (_file, { nodes }) => {
	const expressions = nodes
		.flatMap(({ parameters }) => textsIn(parameters))
		.filter((text) => text.startsWith('='))
		.flatMap((text) => [...text.matchAll(/\{\{([\s\S]*?)\}\}(?!\})/g)].map(([, expression]) => `(${expression}\n)`));
	const code = nodes.map(({ parameters }) => parameters.jsCode).filter((text) => typeof text === 'string');
	const read = [...expressions, ...code.map((text) => `async () => {${text}\n}`)].map(syntaxError);
	expect(read.filter((message) => message !== undefined)).toEqual([]);
});
