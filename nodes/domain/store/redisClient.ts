/** The parts of a client of the npm package `ioredis` that the store uses; the client bounds each command in time. */
export interface RedisClient {
	/** Makes the script a method of the client, sent by its hash once the server knows it. */
	defineCommand(name: string, definition: { numberOfKeys: number; lua: string }): void;
	eval(lua: string, numberOfKeys: number, ...keysAndArguments: Array<string | number>): Promise<unknown>;
	select(database: number): Promise<unknown>;
	info(): Promise<string>;
	on(event: 'error', listener: (error: Error) => void): unknown;
	disconnect(): void;
}

/** A connection that only listens; it reconnects and subscribes again by itself. */
export interface RedisSubscriber {
	subscribe(channel: string): Promise<unknown>;
	on(event: 'message', listener: (channel: string, message: string) => void): unknown;
	on(event: 'ready', listener: () => void): unknown;
	on(event: 'error', listener: (error: Error) => void): unknown;
	disconnect(): void;
}
