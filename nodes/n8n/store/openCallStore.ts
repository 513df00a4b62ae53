import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isInvalid } from '../../domain/result';
import type { Backend } from '../../domain/store/backend';
import type { CallStore } from '../../domain/store/callStore';
import { readStoreSettings, type StoreSettings } from '../../domain/store/readStoreSettings';
import { cachedCredentials, type CredentialContext } from '../processState/cachedCredentials';
import { sharedCallStore } from '../processState/callStores';
import { openEmbedded, requireOneProcess } from './openEmbedded';
import { openPostgres } from './openPostgres';
import { openRedis } from './openRedis';

/**
 * The call store of the node's SIP Trunk API credential, over one set of connections per settings and process.
 * A server that is away makes the store's calls reject, not this one.
 * @throws UserError when the settings are wrong, or cannot be used in this n8n
 */
export async function openCallStore(context: CredentialContext): Promise<CallStore> {
	return await openShared(context);
}

/**
 * For activation: says at once what the first event would.
 * @returns what the user should know all the same, one sentence each
 * @throws UserError when the settings are wrong; StoreUnusable when somebody must change something; StoreUnavailable
 * when the store is away
 */
export async function checkCallStore(context: CredentialContext): Promise<string[]> {
	return await (await openShared(context)).check();
}

/** For the credential's test button: with connections of its own, since the settings may not be saved. */
export async function testCallStore(credential: ICredentialDataDecryptedObject): Promise<void> {
	const store = open(readSettings(credential));
	const close = async (): Promise<void> => await store.close().catch(() => undefined);
	await store.check().then(close, async (error: Error) => {
		await close();
		throw new UserError(error.message);
	});
}

async function openShared(context: CredentialContext): Promise<Backend> {
	const settings = readSettings(await cachedCredentials(context, 'sipTrunkApi'));
	return sharedCallStore(settings, () => open(settings));
}

function readSettings(credential: ICredentialDataDecryptedObject): StoreSettings {
	const settings = readStoreSettings(credential);
	if (isInvalid(settings)) throw new UserError(settings.rule);
	if (settings.kind === 'embedded') requireOneProcess();
	return settings;
}

function open(settings: StoreSettings): Backend {
	if (settings.kind === 'postgres') return openPostgres(settings);
	return settings.kind === 'redis' ? openRedis(settings) : openEmbedded();
}
