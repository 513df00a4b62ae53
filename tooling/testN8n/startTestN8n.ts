import { installN8n } from '../n8n/installN8n';
import { N8nClient } from '../n8n/n8nClient';
import { startN8n, type RunningN8n } from '../n8n/startN8n';
import { freshFolder } from './freshFolder';

export interface TestN8n {
	server: RunningN8n;
	client: N8nClient;
}

/** An n8n of this test file's own, with the packed tarball and an owner. `releaseAll()` ends it. */
export async function startTestN8n(env?: NodeJS.ProcessEnv): Promise<TestN8n> {
	const install = await installN8n(() => undefined);
	const server = await startN8n({ install, userFolder: freshFolder(), env });
	const client = new N8nClient(server.url);
	// The prepared owner is in the folder's own database.
	await (env?.DB_TYPE ? client.setUpOwner() : client.logIn());
	return { server, client };
}
