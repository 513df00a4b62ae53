/** What a team begins with: one call to its own phone. */
import { readWorkflow } from '../../../scripts/demo/setUpDemo';
import type { WorkflowFile } from '../../../tooling/n8n/types';
import { releaseAll } from '../../../tooling/process/release';
import { destination, FROM } from './support/calls';
import { openOffice, type Office } from './support/office';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
}, 300_000);
afterAll(async () => {
	await office?.simulator.stop();
	await releaseAll();
});

/** A shipped file of which only the Settings node is edited. */
function withSettings(file: string, values: Record<string, string>): WorkflowFile {
	const workflow = readWorkflow(file);
	const settings = workflow.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = settings?.parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
	for (const one of assignments) one.value = values[one.name] ?? one.value;
	return workflow;
}

describe('my first call', () => {
	it('calls once, and shows the whole call with its outcome', async () => {
		const to = destination(1, '00');
		const file = withSettings('my-first-call.json', { from_number: FROM, to_number: to, allowed_countries: 'DE' });
		const workflow = await office.open(file);
		office.simulator.setWebhook(office.urlOf(workflow));
		expect(await office.run(workflow, 'Call Me')).toBe('success');
		const runs = await office.client.waitForExecutions(workflow.id, 4, 60_000);
		const executions = await Promise.all(runs.map(async ({ id }) => await office.client.execution(id)));
		const mapped = executions.flatMap(({ runData }) => runData['Map Disposition']?.[0].data?.main[0] ?? []);
		expect(mapped.map(({ json }) => json.event).sort()).toEqual(['answered', 'completed', 'initiated']);
		expect(mapped.find(({ json }) => json.event === 'completed')?.json).toMatchObject({
			...{ outcome: 'connected', from: FROM, to, contactId: 'my-first-call' },
		});
		expect(office.simulator.calls.map((call) => call.to)).toEqual([to]);
	}, 120_000);

	it('says what to enter when the phone is missing', async () => {
		const workflow = await office.client.importWorkflow(readWorkflow('my-first-call.json'), [office.trunk]);
		expect(await office.run(workflow, 'Call Me')).toMatch(/^error: To is empty/);
	}, 60_000);
});
