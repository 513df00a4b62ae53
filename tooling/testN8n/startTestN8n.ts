import { installN8n } from '../n8n/installN8n';
import { N8nClient } from '../n8n/n8nClient';
import { startN8n, type RunningN8n } from '../n8n/startN8n';
import { userFolder } from '../n8n/userFolder';

const silent = (): void => undefined;

export interface TestN8n {
	server: RunningN8n;
	client: N8nClient;
}

/** An n8n of this test file's own, with the packed tarball and an owner. `releaseAll()` ends it. */
export async function startTestN8n(env?: NodeJS.ProcessEnv): Promise<TestN8n> {
	const install = await installN8n(silent);
	const folder = await userFolder(install, process.env.SIP_TRUNK_TARBALL as string, silent);
	const server = await startN8n({ install, userFolder: folder, env });
	const client = new N8nClient(server.url);
	await client.setUpOwner();
	return { server, client };
}
