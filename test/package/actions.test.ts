/** The GitHub workflows: well-formed, with commands that exist, and the provenance that n8n asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { manifest, ROOT } from './support/manifest';

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, { steps: Array<{ run?: string; uses?: string }> }>;
}

const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map(
	(file) => [file, parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow] as const,
);
const commandsOf = ({ jobs }: Workflow): string[] =>
	Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));

it.each(workflows)('%s runs only commands that package.json has', (_file, workflow) => {
	const named = commandsOf(workflow).flatMap((command) =>
		[...command.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script),
	);
	expect(named.length).toBeGreaterThan(0);
	expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
});

it.each(workflows)('%s may read the repository and write nothing in it', (_file, { permissions }) => {
	expect(permissions.contents).toBe('read');
});

it('publishes with provenance, after the tests and the scan', () => {
	const [, publish] = workflows.find(([file]) => file === 'publish.yml') as (typeof workflows)[number];
	const commands = commandsOf(publish);
	expect(publish.permissions['id-token']).toBe('write');
	expect(commands.at(-1)).toBe('npm publish --provenance --access public');
	expect(commands).toEqual(expect.arrayContaining(['.ci/run test scan', 'npm run build']));
});
