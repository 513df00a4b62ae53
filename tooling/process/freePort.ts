import { createServer } from 'node:net';
import { UserError } from './userError';

/** Listens for a moment on loopback. @returns the port, or the reason why it could not be had */
async function tryPort(port: number): Promise<number | NodeJS.ErrnoException> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', resolve);
		server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
			const taken = (server.address() as { port: number }).port;
			server.close(() => resolve(taken));
		});
	});
}

/** @returns a loopback port that nobody listens on */
export async function freePort(): Promise<number> {
	const port = await tryPort(0);
	if (port instanceof Error) throw port;
	return port;
}

/**
 * @param option the command-line option that chooses another port, e.g. `--n8n-port`
 * @throws UserError naming the port and the option when another process holds it
 */
export async function requirePort(port: number, option: string): Promise<number> {
	const result = await tryPort(port);
	if (result instanceof Error) {
		const why = result.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${result.code})`;
		throw new UserError(`Port ${port} ${why}: stop the program that listens on it, or choose another with ${option}.`);
	}
	return result;
}
