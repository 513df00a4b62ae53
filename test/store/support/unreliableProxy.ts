import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy in front of a real server that fails the way networks do. */
export interface UnreliableProxy {
	port: number;
	/** Passes on the next request that holds `text`, then cuts the connection in place of its answer. */
	loseAnswerTo(text: string): void;
	/** Accepts bytes and passes none on, in either direction. */
	hang(): void;
	/** Breaks all connections and refuses new ones. */
	cut(): void;
	restore(): void;
	close(): Promise<void>;
}

export async function unreliableProxy(target: { host: string; port: number }): Promise<UnreliableProxy> {
	const sockets = new Set<Socket>();
	let mode: 'pass' | 'hang' | 'cut' = 'pass';
	let awaited: string | undefined;

	const join = (client: Socket, server: Socket): void => {
		let loseAnswer = false;
		const breakBoth = (): void => {
			client.destroy();
			server.destroy();
		};
		for (const socket of [client, server]) {
			sockets.add(socket);
			socket.on('error', breakBoth).on('close', () => {
				sockets.delete(socket);
				breakBoth();
			});
		}
		client.on('data', (bytes) => {
			if (mode === 'hang') return;
			if (awaited !== undefined && bytes.includes(awaited)) {
				awaited = undefined;
				loseAnswer = true;
			}
			server.write(bytes);
		});
		server.on('data', (bytes) => {
			if (mode === 'hang') return;
			if (loseAnswer) breakBoth();
			else client.write(bytes);
		});
	};
	const listener = createServer((client) => {
		if (mode === 'cut') client.destroy();
		else join(client, connect(target));
	}).listen(0, '127.0.0.1');
	await once(listener, 'listening');

	const breakAll = (): void => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		port: (listener.address() as AddressInfo).port,
		loseAnswerTo(text) {
			awaited = text;
		},
		hang() {
			mode = 'hang';
		},
		cut() {
			mode = 'cut';
			breakAll();
		},
		restore() {
			// Half-swallowed conversations are of no use to either side.
			breakAll();
			mode = 'pass';
		},
		async close() {
			breakAll();
			listener.close();
			await once(listener, 'close');
		},
	};
}
