/** What n8n knows of itself and tells no node. None of it is a promised API, so each answer may be missing. */
interface Container {
	get<T>(type: unknown): T;
}

function ask<T>(read: (container: Container) => T): T | undefined {
	try {
		return read((require('@n8n/di') as { Container: Container }).Container);
	} catch {
		return undefined;
	}
}

/** Whether workers run the executions. */
export const isQueueMode = (): boolean =>
	ask((container) => {
		const { GlobalConfig } = require('@n8n/config') as { GlobalConfig: unknown };
		return container.get<{ executions: { mode: string } }>(GlobalConfig).executions.mode;
	}) === 'queue';

/** n8n's own folder, where it keeps its settings; undefined when it cannot be known. */
export const n8nFolder = (): string | undefined =>
	ask((container) => {
		const { InstanceSettings } = require('n8n-core') as { InstanceSettings: unknown };
		return container.get<{ n8nFolder: string }>(InstanceSettings).n8nFolder;
	});

/** Whether several main processes run at the same time. */
export const isMultiMain = (): boolean =>
	ask((container) => {
		const { InstanceSettings } = require('n8n-core') as { InstanceSettings: unknown };
		return container.get<{ isMultiMain: boolean }>(InstanceSettings).isMultiMain;
	}) === true;
