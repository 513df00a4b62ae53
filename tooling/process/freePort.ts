import getPort from 'get-port';
import { UserError } from './userError';

const host = '127.0.0.1';

/** @returns a loopback port that nobody listens on; another one each time within half a minute */
export const freePort = async (): Promise<number> => await getPort({ host });

/**
 * @param option the command-line option that chooses another port, e.g. `--n8n-port`
 * @throws UserError with the port and the option when the port cannot be listened on
 */
export async function requirePort(port: number, option: string): Promise<void> {
	if ((await getPort({ host, port })) === port) return;
	throw new UserError(
		`Port ${port} is taken or not allowed: stop the program that listens on it, or choose another with ${option}.`,
	);
}
