import execa from 'execa';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../process/freePort';
import { waitUntil } from '../process/pause';
import { startProcess, type StartedProcess } from '../process/startProcess';
import { modulesFolder, packedCommand } from './runPacked';

export interface PbxOptions {
	/** The root of the unpacked packages. */
	root: string;
	/** An empty folder for configuration, spool and logs. */
	folder: string;
	carrierPort: number;
	agentPort: number;
	/** Where events go. */
	eventUrl: string;
	/** What deliveries are proven with. */
	secret: string;
	/** Between two tries to deliver an event: 1, so that tests are short. */
	retrySeconds?: number;
}

export interface Pbx {
	version: string;
	/** Base URL of its REST interface. */
	url: string;
	password: string;
	sipPort: number;
	/** What the credential of n8n needs. */
	credential: Record<string, string | boolean>;
	spool: string;
	/** Runs a command of its console. */
	console(command: string): Promise<string>;
	log(): string;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	/** Starts it again on its folder. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

const CONF = join(__dirname, 'conf');
const EXAMPLE = join(__dirname, '../../examples/asterisk/extensions_n8n.conf');
const FOLDERS = ['etc', 'lib/keys', 'run', 'log', 'spool/outgoing', 'spool/tmp', 'spool/monitor', 'spool/recording'];

function writeConfiguration(folder: string, values: Readonly<Record<string, string | number>>): void {
	for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
	for (const name of readdirSync(CONF)) {
		const text = readFileSync(join(CONF, name), 'utf8').replace(/@([A-Z_]+)@/g, (_, key: string) =>
			String(values[key]),
		);
		writeFileSync(join(folder, 'etc', name), text, { mode: 0o600 });
	}
	cpSync(EXAMPLE, join(folder, 'etc/extensions_n8n.conf'));
}

/** Starts Asterisk on loopback, on free ports, with the dialplan that users include. */
export async function startPbx(options: PbxOptions): Promise<Pbx> {
	const { root, folder, carrierPort, agentPort, eventUrl, secret, retrySeconds = 1 } = options;
	const [httpPort, sipPort, rtpPort] = [await freePort(), await freePort(), await freePort()];
	const password = 'pbx-test-password';
	writeConfiguration(folder, {
		ROOT: root,
		RUN: folder,
		MODULES: modulesFolder(root),
		HTTP_PORT: httpPort,
		SIP_PORT: sipPort,
		// Ports are above 1024; two hundred of them are enough for fifty calls.
		RTP_START: Math.min(rtpPort, 65_300),
		RTP_END: Math.min(rtpPort, 65_300) + 200,
		CARRIER_PORT: carrierPort,
		AGENT_PORT: agentPort,
		EVENT_URL: eventUrl,
		SECRET: secret,
		RETRY_SECONDS: retrySeconds,
		PASSWORD: password,
	});
	const asterisk = (...args: string[]): [string, string[]] =>
		packedCommand(root, 'sbin/asterisk', ['-C', join(folder, 'etc/asterisk.conf'), ...args]);
	const console = async (command: string): Promise<string> =>
		(await execa(...asterisk('-rx', command), { reject: false })).stdout;
	let running: StartedProcess;
	const start = async (): Promise<void> => {
		running = startProcess(...asterisk('-f'), { logFile: join(folder, 'log/output') });
		await waitUntil('The start of Asterisk', async () =>
			/fully booted/.test(await console('core waitfullybooted')) ? true : undefined,
		);
	};
	await start();
	const url = `http://127.0.0.1:${httpPort}`;
	return {
		version: (await console('core show version')).split(' built')[0],
		url,
		password,
		sipPort,
		spool: join(folder, 'spool'),
		credential: {
			provider: 'asterisk',
			asteriskBaseUrl: url,
			asteriskUser: 'n8n',
			accessToken: password,
			signingSecret: secret,
			asteriskContactDial: 'PJSIP/{to}@carrier',
			asteriskNext: 'wait,s,1',
			allowPrivateHost: true,
		},
		console,
		log: () => readFileSync(join(folder, 'log/full'), 'utf8'),
		async kill() {
			process.kill(-running.pid, 'SIGKILL');
			await running.ended;
		},
		restart: start,
		stop: async () => await running.stop(),
	};
}
