/** Which shipped workflow works with which trunk: what each file asks for, and what the vendors' payloads tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEXT_ACTIONS, type NextAction } from '../../nodes/domain/disposition/outcome';
import { providers } from '../../nodes/domain/trunk';
import type { TrunkProvider } from '../../nodes/domain/trunk/provider';
import type { ProviderFixture } from './fixture';

const WORKFLOWS = join(__dirname, '../../workflows');

interface WorkflowFile {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
}

/** `several`: what a trunk tells in several events only. */
type Offer = 'yes' | 'several' | 'no';

interface Need {
	/** What a cell calls it. */
	label: string;
	isNeededBy(file: WorkflowFile): boolean;
	offer(provider: TrunkProvider, fixture: ProviderFixture): Offer;
}

const operation =
	(key: keyof TrunkProvider) =>
	(provider: TrunkProvider): Offer =>
		provider[key] === undefined ? 'no' : 'yes';

const uses =
	(resource: string, name: string) =>
	({ nodes }: WorkflowFile): boolean =>
		nodes.some(
			({ type, parameters }) =>
				type.endsWith('.placeCall') && parameters.resource === resource && parameters.operation === name,
		);

/** Whether the file does with one of these next actions what it does not do with `none`. */
const actsOn =
	(...actions: NextAction[]) =>
	({ nodes, connections }: WorkflowFile): boolean =>
		nodes
			.filter(({ parameters }) => parameters.outputsBy === 'nextAction')
			.some(({ name }) => {
				const targetOf = (action: NextAction) => connections[name].main[NEXT_ACTIONS.indexOf(action)]?.[0]?.node;
				return actions.some((action) => targetOf(action) !== undefined && targetOf(action) !== targetOf('none'));
			});

const names = ({ events }: ProviderFixture): string[] => events.map(({ expected }) => expected.event);

const startsWhenAnswered = ({ nodes }: WorkflowFile): boolean =>
	nodes.some(({ type, parameters }) => type.endsWith('.callEventTrigger') && String(parameters.events) === 'answered');

const NEEDS: readonly Need[] = [
	{ label: 'Get Many', isNeededBy: uses('call', 'getAll'), offer: operation('listCalls') },
	{ label: 'Softphone Link', isNeededBy: uses('softphoneLink', 'get'), offer: operation('softphoneLink') },
	{
		label: '`answered`',
		isNeededBy: startsWhenAnswered,
		offer: (_provider, fixture) => (names(fixture).includes('answered') ? 'yes' : 'no'),
	},
	{
		label: 'numbers',
		isNeededBy: startsWhenAnswered,
		offer: (_provider, { events }) =>
			events.some(({ expected }) => expected.event === 'answered' && !expected.toValid) ? 'several' : 'yes',
	},
	{
		label: 'talk time',
		isNeededBy: (file) =>
			actsOn('suppressRedial', 'managerReview', 'redial')(file) || JSON.stringify(file).includes('durationSeconds'),
		offer(_provider, fixture) {
			if (fixture.events.some(({ expected }) => (expected.durationSeconds ?? 0) > 0)) return 'yes';
			return names(fixture).includes('answered') ? 'several' : 'no';
		},
	},
	{
		label: 'ring time',
		isNeededBy: actsOn('redial'),
		offer(_provider, fixture) {
			const isTold = ({ expected }: ProviderFixture['events'][number]) =>
				expected.event === 'completed' && expected.answeredAt && (expected.ringSeconds ?? 0) > 0;
			if (fixture.events.some(isTold)) return 'yes';
			return ['initiated', 'answered'].every((name) => names(fixture).includes(name)) ? 'several' : 'no';
		},
	},
];

const readWorkflow = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(WORKFLOWS, `${name}.json`), 'utf8')) as WorkflowFile;

/** Those that work with a trunk of the user's choice. */
export const workflows: string[] = readdirSync(WORKFLOWS)
	.map((file) => file.replace('.json', ''))
	.filter((name) => !/^(demo-|gohighlevel-in|pipeline-watch)/.test(name))
	.filter((name) => JSON.stringify(readWorkflow(name)).includes('sipTrunkApi'));

/** What the table says of a workflow and a trunk. */
export function cellOf(workflow: string, id: string, fixture: ProviderFixture): string {
	const file = readWorkflow(workflow);
	const needed = NEEDS.filter(({ isNeededBy }) => isNeededBy(file));
	const offered = (offer: Offer): string =>
		needed
			.filter((need) => need.offer(providers[id], fixture) === offer)
			.map(({ label }) => label)
			.join(' and ');
	if (offered('no')) return `– no ${offered('no')}`;
	return offered('several') ? `${offered('several')} from several events` : 'yes';
}
