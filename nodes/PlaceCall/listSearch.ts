import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { askPages } from '../n8n/http/askPages';
import { orThrow, toRuleError } from '../n8n/items/errors';
import { listTrunkNumbers, usable } from '../n8n/http/listTrunkNumbers';
import { readTrunk } from '../domain/trunk/readTrunk';

function matching(results: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return { results: results.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)) };
}

export async function searchNumbers(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const numbers = usable(await listTrunkNumbers(this));
	return matching(
		numbers.map(({ number, country, label }) => ({
			name: [number, country, label].filter(Boolean).join(' · '),
			value: number,
		})),
		filter,
	);
}

export async function searchAgents(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const trunk = orThrow(this, readTrunk(await this.getCredentials('sipTrunkApi')), 0);
	const { agents, displayName } = trunk.provider;
	if (!agents) throw toRuleError(this.getNode(), `${displayName} does not list its agents: enter the seat by ID.`, 0);
	const found = await askPages(this, trunk, agents, undefined, 0);
	return matching(
		found.map(({ id, label }) => ({ name: label === id ? id : `${label} · ${id}`, value: id })),
		filter,
	);
}
