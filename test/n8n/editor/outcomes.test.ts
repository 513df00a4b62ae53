/** Ten calls of ten outcomes leave Map Disposition by ten named outputs: over HTTP, and in the editor where it can be seen. */
import type { Browser } from 'playwright-core';
import { OUTCOMES, OUTCOME_TITLES, type Outcome } from '../../../nodes/domain/disposition';
import type { N8nClient } from '../../../tooling/n8n/n8nClient';
import type { WorkflowFile, WorkflowNode } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { startTestN8n } from '../../../tooling/testN8n/startTestN8n';
import { newUuids, openTrunk, SIGNING_SECRET } from '../../../tooling/testN8n/trunk';
import { describeInBrowser, openBrowser } from './support/browser';
import { Editor } from './support/editor';
import { picture } from './support/picture';

const unanswered = (code: number, cause: string) => ({
	answered_at: null,
	duration_seconds: 0,
	hangup_cause: cause,
	hangup_cause_code: code,
});
const answered = (ringSeconds: number, talkSeconds: number) => ({
	answered_at: new Date(Date.UTC(2026, 5, 4, 9, 14, 22 + ringSeconds)).toISOString(),
	ended_at: new Date(Date.UTC(2026, 5, 4, 9, 14, 22 + ringSeconds + talkSeconds)).toISOString(),
	duration_seconds: talkSeconds,
});

/** What the trunk says of each call. */
const CALLS: Partial<Record<Outcome, Record<string, unknown>>> = {
	connected: answered(7, 196),
	voicemail: answered(7, 31),
	noAnswer: unanswered(18, 'no_user_response'),
	busy: unanswered(17, 'user_busy'),
	rejected: unanswered(21, 'call_rejected'),
	screened: answered(2, 2),
	invalidNumber: unanswered(1, 'unallocated_number'),
	unreachable: unanswered(27, 'destination_out_of_order'),
	congestion: unanswered(34, 'normal_circuit_congestion'),
	canceled: unanswered(487, 'originator_cancel'),
};
const expected = Object.keys(CALLS) as Outcome[];

const to = (node: string) => ({ node, type: 'main', index: 0 });
const node = (
	name: string,
	type: string,
	typeVersion: number,
	position: [number, number],
	rest: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	name,
	type: `n8n-nodes-${type}`,
	typeVersion,
	position,
	parameters: {},
	...rest,
});

/** Some start → Map Disposition → one node behind each of the ten outputs. */
const tenBranches = (name: string, starts: WorkflowNode[]): WorkflowFile => ({
	name,
	nodes: [
		...starts,
		node('Map Disposition', 'sip-trunk.mapDisposition', 1, [448, 0], { parameters: { outputsBy: 'disposition' } }),
		...expected.map((outcome, index) =>
			node(`After ${OUTCOME_TITLES[outcome]}`, 'base.noOp', 1, [896, (index - 4.5) * 160]),
		),
	],
	connections: {
		...Object.fromEntries(
			starts.map(({ name: start }, index) => [start, { main: [[to(starts[index + 1]?.name ?? 'Map Disposition')]] }]),
		),
		'Map Disposition': {
			main: OUTCOMES.map((outcome) => (outcome in CALLS ? [to(`After ${OUTCOME_TITLES[outcome]}`)] : [])),
		},
	},
});

describeInBrowser('ten calls of ten outcomes', () => {
	let client: N8nClient;
	let browser: Browser;
	const trunk = openTrunk();
	const events: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		({ client } = await startTestN8n());
		browser = await openBrowser();
	});
	afterAll(async () => {
		trunk?.close();
		await browser?.close();
		await releaseAll();
	});

	it('leave by the ten outputs that are named like them', async () => {
		const credential = await client.createCredential('sipTrunkApi', 'Trunk', {
			provider: 'unlimCall',
			accessToken: 'unused',
			signingSecret: SIGNING_SECRET,
		});
		const start = node('Call Event Trigger', 'sip-trunk.callEventTrigger', 2, [224, 0], {
			webhookId: 'ten-outcomes',
			credentials: { sipTrunkApi: { id: '', name: '' } },
		});
		const workflow = await client.importWorkflow(tenBranches('Ten outcomes', [start]), [credential]);
		await client.activate(workflow);
		const uuids = newUuids(expected.length);
		for (const [index, outcome] of expected.entries()) {
			await trunk.deliver(`${client.url}/webhook/ten-outcomes/call-events`, uuids[index], { changes: CALLS[outcome] });
		}
		const left = new Map<unknown, string[]>();
		for (const { id } of await client.waitForExecutions(workflow.id, expected.length)) {
			const { runData } = await client.execution(id);
			const [event] = runData['Call Event Trigger'][0].data?.main[0] ?? [];
			events.push(event.json);
			left.set(
				event.json.callUuid,
				Object.keys(runData).filter((name) => name.startsWith('After ')),
			);
		}
		expect(uuids.map((uuid) => left.get(uuid))).toEqual(
			expected.map((outcome) => [`After ${OUTCOME_TITLES[outcome]}`]),
		);
	});

	it('show so in the editor', async () => {
		const code = `return ${JSON.stringify(events)}.map((json) => ({ json }));`;
		const starts = [
			node('Start', 'base.manualTrigger', 1, [0, 0]),
			node('Ten Calls', 'base.code', 2, [224, 0], { parameters: { jsCode: code } }),
		];
		const { id } = await client.importWorkflow(tenBranches('Ten outcomes, seen', starts));
		const editor = await Editor.open(browser, client.url, 'light');
		await editor.openWorkflow(id);
		await editor.at('execute-workflow-button').first().click();
		await editor.page.getByText('Workflow executed successfully').first().waitFor();
		await editor.fit();
		const canvas = await editor.page.locator('body').innerText();
		for (const outcome of expected) expect(canvas).toContain(OUTCOME_TITLES[outcome]);
		await picture(editor, 'ten-outcomes');
	});
});
