import { NodeOperationError, type IDataObject, type IHookFunctions } from 'n8n-workflow';
import { askTrunk } from '../../n8n/http/askTrunk';
import { orThrow } from '../../n8n/items/errors';
import { sendToTrunk } from '../../n8n/http/transport';
import type { TrunkProvider } from '../../domain/trunk/provider';
import { readTrunk, type Trunk } from '../../domain/trunk/readTrunk';
import { readSettings } from '../settings';

type HooksApi = NonNullable<TrunkProvider['hooks']>;

interface Registry {
	trunk: Trunk;
	hooks: HooksApi;
	/** The production URL of the trigger, or its test URL while the editor listens. */
	url: string;
}

/**
 * Undefined when the user pastes the URL into the trunk's portal, and while the editor listens for a test event: the
 * trunk must not be told of a URL that is gone a minute later.
 */
async function openRegistry(context: IHookFunctions): Promise<Registry | undefined> {
	if (readSettings(context).options.registerWebhook !== true || context.getMode() === 'manual') return undefined;
	const trunk = orThrow(context, readTrunk(await context.getCredentials('sipTrunkApi')), 0);
	const { hooks, displayName } = trunk.provider;
	if (!hooks) {
		throw new NodeOperationError(
			context.getNode(),
			`${displayName} has no API to register a webhook: turn Register Webhook off, and give the trunk the URL of this trigger.`,
		);
	}
	return { trunk, hooks, url: context.getNodeWebhookUrl('default') as string };
}

/** The trunk is asked each time: a memory of our own is wrong after a restore, a copy or somebody's click in the portal. */
async function findHooks(context: IHookFunctions, { trunk, hooks }: Registry) {
	const body = await askTrunk(context, trunk, hooks.list(trunk.settings), 0);
	return orThrow(context, hooks.readList(body), 0);
}

/** Whether the trunk knows this trigger's URL. Also removes the URL it was registered under before, e.g. when n8n has moved. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const registry = await openRegistry(context);
	if (!registry) return true;
	const known = await findHooks(context, registry);
	const { registeredUrl } = memoryOf(context);
	for (const { id, url } of known) {
		if (url === registeredUrl && url !== registry.url) await remove(context, registry, id);
	}
	return known.some(({ url }) => url === registry.url);
}

export async function register(context: IHookFunctions): Promise<boolean> {
	const registry = await openRegistry(context);
	if (!registry) return true;
	const { trunk, hooks, url } = registry;
	orThrow(context, hooks.readCreated(await askTrunk(context, trunk, hooks.create(url, trunk.settings), 0)), 0);
	memoryOf(context).registeredUrl = url;
	return true;
}

/** @throws when the trunk refuses, so that a webhook that stands is not taken for removed */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const registry = await openRegistry(context);
	if (!registry) return true;
	for (const { id, url } of await findHooks(context, registry)) {
		if (url === registry.url) await remove(context, registry, id);
	}
	delete memoryOf(context).registeredUrl;
	return true;
}

async function remove(context: IHookFunctions, { trunk, hooks }: Registry, id: string): Promise<void> {
	const request = hooks.remove(id, trunk.settings);
	const answer = await sendToTrunk(context, trunk, request);
	// Gone already is what was asked for.
	if (answer.kind === 'answer' && (answer.status === 404 || answer.status < 300)) return;
	throw new NodeOperationError(
		context.getNode(),
		`${trunk.provider.displayName} did not remove the webhook of this trigger: remove it in the portal, or deactivate the workflow again.`,
	);
}

/** Saved by n8n after an activation; only a hint which of the trunk's webhooks was ours. */
const memoryOf = (context: IHookFunctions): IDataObject => context.getWorkflowStaticData('node');
