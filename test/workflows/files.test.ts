/** What can be said of a workflow file without n8n: it is whole, wired, readable, and holds nothing of ours. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toColumns } from '../../nodes/domain/disposition';
import { files, isTrigger, STICKY, wiresOf, type File, type Node } from './readFiles';

const DOCS = join(__dirname, '../../docs');
const isDemo = ({ file }: File): boolean => file.startsWith('demo-');
const shipped = files.filter((file) => !isDemo(file));
const each = (list: File[]) => list.map((file) => [file.file, file] as const);

/** n8n draws a node 96 pixels wide and high, with its name below. */
const boxOf = ({ type, position: [x, y], parameters }: Node) => {
	if (type === STICKY)
		return { x, y, right: x + Number(parameters.width ?? 240), bottom: y + Number(parameters.height ?? 160) };
	return { x, y, right: x + 96, bottom: y + 128 };
};
const overlap = (a: Node, b: Node): boolean => {
	const [one, two] = [boxOf(a), boxOf(b)];
	return one.x < two.right && two.x < one.right && one.y < two.bottom && two.y < one.bottom;
};

interface Table {
	name: string;
	columns: string[];
}

const tables: Table[] = (files.find(({ file }) => file === 'set-up-tables.json') as File).nodes
	.filter(({ parameters }) => parameters.resource === 'table')
	.map(({ parameters }) => ({
		name: String(parameters.tableName),
		columns: (parameters.columns as { column: Array<{ name: string }> }).column.map(({ name }) => name),
	}));
const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt'];

describe.each(each(files))('%s', (_file, workflow) => {
	const { nodes } = workflow;

	it('names and numbers each node once', () => {
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	it('wires nodes that exist', () => {
		const names = new Set(nodes.map(({ name }) => name));
		for (const { from, node } of wiresOf(workflow)) expect([from, node].filter((name) => !names.has(name))).toEqual([]);
	});

	it('draws no wire twice, which would do everything behind it twice', () => {
		const wires = wiresOf(workflow).map(({ from, output, node, index }) => `${from} ${output} → ${node} ${index}`);
		expect(new Set(wires).size).toBe(wires.length);
	});

	it('leads to every node from a trigger', () => {
		const reached = new Set(nodes.filter(isTrigger).map(({ name }) => name));
		for (let size = -1; size !== reached.size;) {
			size = reached.size;
			for (const { from, node } of wiresOf(workflow)) if (reached.has(from)) reached.add(node);
		}
		expect(nodes.filter(({ type, name }) => type !== STICKY && !reached.has(name)).map(({ name }) => name)).toEqual([]);
	});

	it('draws no node over another', () => {
		const pairs = nodes.flatMap((a, index) =>
			nodes
				.slice(index + 1)
				.filter((b) => overlap(a, b))
				.map((b) => `${a.name} / ${b.name}`),
		);
		expect(pairs).toEqual([]);
	});

	it('refers only to nodes that exist', () => {
		const names = new Set(nodes.map(({ name }) => name));
		const named = [...workflow.text.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		expect(named.filter((name) => !names.has(name))).toEqual([]);
	});

	it('dials only in countries that it lists', () => {
		const dials = ['call:place', 'call:transfer', 'softphoneLink:get'];
		const placing = nodes.filter(
			({ type, parameters: { resource = 'call', operation = 'place' } }) =>
				type.endsWith('.placeCall') && dials.includes(`${resource}:${operation}`),
		);
		const open = placing.filter(
			({ parameters }) => !(parameters.options as { allowedCountries?: string } | undefined)?.allowedCountries,
		);
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	it('holds no credential of ours and no address of a test', () => {
		const ids = nodes.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ id }) => id));
		expect(ids.filter((id) => id !== '')).toEqual([]);
		expect(workflow.text).not.toMatch(/localhost|127\.0\.0\.1|\.local\b/);
	});
});

describe.each(each(shipped))('%s', (_file, workflow) => {
	const { nodes, connections } = workflow;

	it('has a page with its picture', () => {
		const name = workflow.file.replace('.json', '');
		const page = readFileSync(join(DOCS, 'workflows', `${name}.md`), 'utf8');
		const [, image] = /!\[[^\]]+\]\(\.\.\/images\/([^)]+)\)/.exec(page) ?? [];
		expect([image, existsSync(join(DOCS, 'images', String(image)))]).toEqual([`workflow-${name}-light.png`, true]);
	});

	it('has every error output wired', () => {
		const open = nodes
			.filter(({ onError }) => onError === 'continueErrorOutput')
			.filter(({ name, type }) => {
				const outputs = connections[name]?.main ?? [];
				const errors = type.endsWith('.if') ? outputs[2] : outputs[1];
				return (errors ?? []).length === 0;
			});
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	it('has an error output on every node that asks another service', () => {
		const asks = /\.(?:airtable|notion|httpRequest|postgres|twilio|slack|hubspot|salesforce|placeCall)$/;
		expect(
			nodes.filter(({ type, onError }) => asks.test(type) && onError !== 'continueErrorOutput').map(({ name }) => name),
		).toEqual([]);
	});

	it('uses Data Tables and columns that Set Up Tables makes', () => {
		for (const { parameters } of nodes.filter(
			({ type, parameters: { resource } }) => type === 'n8n-nodes-base.dataTable' && resource === 'row',
		)) {
			const { dataTableId, columns, filters } = parameters as {
				dataTableId: { value: string };
				columns?: { value: object | null };
				filters?: { conditions: Array<{ keyName: string }> };
			};
			const table = tables.find(({ name }) => name === dataTableId.value);
			const used = [...Object.keys(columns?.value ?? {}), ...(filters?.conditions ?? []).map(({ keyName }) => keyName)];
			expect({
				table: dataTableId.value,
				unknown: used.filter((column) => ![...SYSTEM_COLUMNS, ...(table?.columns ?? [])].includes(column)),
			}).toEqual({ table: table?.name, unknown: [] });
		}
	});
});

it('makes a column for each field of the call record', () => {
	expect(tables.find(({ name }) => name === 'Call Records')?.columns).toEqual(
		expect.arrayContaining(Object.keys(toColumns({}, 'snakeCase', true))),
	);
});

it('gives each webhook an address of its own', () => {
	const ids = files.flatMap(({ nodes }) => nodes.map(({ webhookId }) => webhookId)).filter((id) => id !== undefined);
	expect(new Set(ids).size).toBe(ids.length);
});

// n8n's time limit does not end a node amid its requests: a lock that ran out meanwhile would let a second writer in.
it.each([
	['call-records-airtable-buffered.json', 10],
	['call-records-notion-buffered.json', 1],
])(
	'%s is done in a third of its time even with a full buffer of different calls, and its lock outlasts it',
	(name, recordsPerRequest) => {
		const { nodes, settings } = files.find(({ file }) => file === name) as File;
		const timeLimit = Number(settings.executionTimeout);
		const json = JSON.stringify(nodes);
		const numberAfter = (pattern: RegExp): number => Number(pattern.exec(json)?.[1]);
		const rows = Number(nodes.find(({ name: node }) => node === 'Get Buffered Events')?.parameters.limit);
		const seconds = ((rows / recordsPerRequest) * numberAfter(/"batchInterval":(\d+)/)) / 1000;
		expect(seconds).toBeGreaterThan(10);
		expect(seconds).toBeLessThan(timeLimit / 3);
		expect(numberAfter(/plus\(\{ minutes: (\d+) \}\)/) * 60).toBeGreaterThan(timeLimit);
	},
);

it('reads after taking a lock whether it is ours: on SQLite n8n tells two runs at the same moment that they have it', () => {
	const takers = files.filter(({ nodes }) => nodes.some(({ name }) => name === 'Take the Lock'));
	expect(takers.length).toBeGreaterThan(5);
	for (const { file, nodes, connections } of takers) {
		const read = nodes.find(({ name }) => name === 'Read the Lock')?.parameters as
			{ filters: { conditions: unknown[] } } | undefined;
		expect({ file, next: connections['Take the Lock'].main[0][0].node }).toEqual({ file, next: 'Read the Lock' });
		expect(read?.filters.conditions).toContainEqual({
			keyName: 'holder',
			condition: 'eq',
			keyValue: '={{ $execution.id }}',
		});
	}
});
