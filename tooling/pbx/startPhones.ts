import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../process/freePort';
import { waitUntil } from '../process/pause';
import { startProcess } from '../process/startProcess';
import { phoneScenario } from './phoneScenario';
import { packedCommand } from './runPacked';
import { readSipMessages, type SipMessage } from './sipMessages';

export interface Phones {
	port: number;
	/** Where SIPp writes them. */
	messageFile: string;
	/** Every SIP message so far, as SIPp received and sent it. */
	messages(): SipMessage[];
	stop(): Promise<void>;
}

/**
 * Starts SIPp as the phones behind a SIP address; the number that is called chooses what they do.
 * @param root of the unpacked packages
 * @param folder for its logs
 */
export async function startPhones(root: string, folder: string, name: string): Promise<Phones> {
	const [port, mediaPort] = [await freePort(), await freePort()];
	const at = (ending: string): string => join(folder, `${name}.${ending}`);
	writeFileSync(at('xml'), phoneScenario());
	const trace = ['-trace_msg', '-message_file', at('messages'), '-trace_err', '-error_file', at('errors')];
	const listen = ['-i', '127.0.0.1', '-mi', '127.0.0.1', '-p', String(port), '-mp', String(mediaPort)];
	const args = ['-sf', at('xml'), ...listen, '-nostdin', ...trace, '-rtp_echo'];
	const process = startProcess(...packedCommand(root, 'bin/sipp', args), { cwd: folder, logFile: at('output') });
	await waitUntil('The start of SIPp', () => (existsSync(at('messages')) ? true : undefined));
	return {
		port,
		messageFile: at('messages'),
		messages: () => readSipMessages(readFileSync(at('messages'), 'utf8')),
		stop: async () => await process.stop(),
	};
}
