export interface ServerPorts {
	/** Editor, REST and webhooks; for a worker its health endpoint. */
	port: number;
	/** n8n's task runner broker listens on a port of its own, one per process. */
	brokerPort: number;
}

/** Nothing here may reach into the person's own n8n, or out to the internet. */
export function n8nEnvironment(userFolder: string, { port, brokerPort }: ServerPorts): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(N8N|DB|QUEUE|EXECUTIONS|WEBHOOK|NODE)_/.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		// As n8n's own image sets it; otherwise its answers hold stack traces.
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// A worker answers its health check here, and only when asked to.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// It refreshes a list from the internet at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',
		// With the default the engine takes a V8 isolate for every execution, needed or not: three times slower.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// Seconds for running executions at a stop; `leash.mjs` waits a little longer.
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
}
