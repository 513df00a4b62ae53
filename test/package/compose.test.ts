/** The compose file of queue mode: well-formed, complete, and set up as the tests of queue mode are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './support/manifest';

interface Service {
	image: string;
	command?: string;
	stop_grace_period?: string;
	environment?: Record<string, string>;
	depends_on?: string[] | Record<string, unknown>;
	build?: { dockerfile_inline: string };
	volumes?: string[];
	configs?: Array<{ source: string }>;
}
interface Compose {
	services: Record<string, Service>;
	configs: Record<string, { content: string }>;
	volumes: Record<string, unknown>;
}

const FOLDER = join(ROOT, 'examples/queue-mode');
const text = readFileSync(join(FOLDER, 'docker-compose.yml'), 'utf8');
const { services, configs, volumes } = parse(text, { merge: true }) as Compose;

const N8N = ['main', 'webhook-1', 'webhook-2', 'worker-1', 'worker-2'];
const dependencies = ({ depends_on: on = [] }: Service): string[] => (Array.isArray(on) ? on : Object.keys(on));

it('has one main, two webhook processes, two workers, their stores and a proxy', () => {
	expect(Object.keys(services)).toEqual([...N8N, 'proxy', 'postgres', 'queue']);
	expect(N8N.map((name) => services[name].command?.split(' ')[0])).toEqual([
		undefined,
		'webhook',
		'webhook',
		'worker',
		'worker',
	]);
});

it('names only services, volumes and configs that it defines', () => {
	expect(
		Object.values(services)
			.flatMap(dependencies)
			.filter((name) => !(name in services)),
	).toEqual([]);
	expect(
		Object.values(services)
			.flatMap(({ volumes: mounted = [] }) => mounted)
			.filter((mount) => !(mount.split(':')[0] in volumes)),
	).toEqual([]);
	expect(
		Object.values(services)
			.flatMap(({ configs: used = [] }) => used)
			.filter(({ source }) => !(source in configs)),
	).toEqual([]);
});

it('explains every variable that must be set', () => {
	const example = readFileSync(join(FOLDER, '.env.example'), 'utf8');
	const required = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
	expect([...required].filter((name) => !example.includes(`${name}=`))).toEqual([]);
	expect(required.size).toBe(3);
});

it.each(N8N)('%s runs in queue mode on the shared database, with the package inside', (name) => {
	const { environment, build } = services[name];
	expect(environment).toMatchObject({
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: 'postgres',
		QUEUE_BULL_REDIS_HOST: 'queue',
	});
	expect(environment).toHaveProperty('N8N_ENCRYPTION_KEY');
	expect(build?.dockerfile_inline).toContain('npm install');
});

it('takes the n8n version that the tests run', () => {
	const { dependencies: pinned } = JSON.parse(readFileSync(join(ROOT, 'tooling/n8n/pinned/package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	expect(services.main.build?.dockerfile_inline).toContain(`\${N8N_VERSION:-${pinned.n8n}}`);
});

it('keeps production webhooks off the main process, and sends them to both webhook processes', () => {
	expect(services.main.environment).toHaveProperty('N8N_DISABLE_PRODUCTION_MAIN_PROCESS', 'true');
	const proxy = configs.proxy.content;
	expect(proxy).toMatch(/use_backend call-events if \{ path_beg \/webhook\/ \} \{ path_end \/call-events \}\n/);
	expect(proxy).toMatch(/use_backend webhooks if \{ path_beg \/webhook\/ /);
	expect(proxy).toMatch(
		/backend call-events\n(?: {2}.*\n)+ {2}server webhook-1 webhook-1:5678 .*\n {2}server webhook-2 webhook-2:5678 /,
	);
	expect(proxy).toMatch(/backend webhooks\n {2}server webhook-1 webhook-1:5678\n {2}server webhook-2 webhook-2:5678\n/);
	expect(proxy).toMatch(/default_backend editor\nbackend editor\n {2}server main main:5678\n/);
});

it('lets Redis neither forget a job over a restart nor evict a key', () => {
	expect(services.queue.command).toBe('redis-server --appendonly yes --maxmemory-policy noeviction');
});

it('gives n8n the time to end what runs, and more to Docker than to n8n', () => {
	for (const name of N8N) {
		const { stop_grace_period: grace = '', environment } = services[name];
		expect(parseInt(grace, 10)).toBeGreaterThan(Number(environment?.N8N_GRACEFUL_SHUTDOWN_TIMEOUT));
	}
});

it('pins every image and the package to a version', () => {
	const images = Object.values(services).map(({ image }) => image);
	expect(images.filter((image) => image !== 'n8n-sip-trunk' && !/:\d+\.\d+\.?\d*-alpine$/.test(image))).toEqual([]);
	const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
	expect(services.main.build?.dockerfile_inline).toContain(`\${PACKAGE:-n8n-nodes-sip-trunk@${version}}`);
});

it('gives the webhook URL under its new name and the old one, and guards against SSRF', () => {
	for (const name of N8N)
		expect(services[name].environment).toMatchObject({
			N8N_WEBHOOK_URL: expect.stringContaining('WEBHOOK_URL'),
			WEBHOOK_URL: expect.stringContaining('WEBHOOK_URL'),
			N8N_SSRF_PROTECTION_ENABLED: 'true',
		});
});
