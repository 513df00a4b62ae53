/** Place and Wait over real SIP: each outcome by its own output, as soon as its event is there. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { receive } from '../../nodes/domain/inbox/receive';
import { openCallStore } from '../../nodes/n8n/store/openCallStore';
import { ownNamespace } from '../../nodes/n8n/triggerScope';
import { outputsOf } from '../../nodes/PlaceCall/outputs';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from '../placeCall/fakeContext';
import { usePbx } from './support/usePbx';

const harness = usePbx();
const credentialId = 'place and wait';
const HOUR_MS = 3_600_000;

const contextOf = (parameters: IDataObject) =>
	fakeContext({
		credential: harness.pbx.credential,
		credentialId,
		items: [{}],
		parameters: {
			operation: 'placeAndWait',
			outputsBy: 'outcome',
			from: '+12025550143',
			clientReference: `call to ${String(parameters.to)}`,
			...parameters,
			waiting: { askSeconds: 0, waitSeconds: 60, ...(parameters.waiting as IDataObject) },
		},
	});

/** When the end of each call was received. */
const receivedAt = new Map<string, number>();

/** The trigger's part: takes each event into the store. */
beforeAll(() => {
	harness.receiver.onTaken = async (event) => {
		const context = contextOf({});
		if (event.event === 'completed') receivedAt.set(event.callUuid, performance.now());
		await receive(await openCallStore(context), event, {
			scope: { namespace: ownNamespace(context), workflowId: 'w', webhookId: 'h' },
			credentialId,
			keepMs: HOUR_MS,
			keepCallsMs: HOUR_MS,
			onChange: 'ignore',
			secret: context.getInstanceId(),
		});
	};
});

/** The output that the item left by, the item, and when. */
async function run(parameters: IDataObject): Promise<{ output: string; json: IDataObject; at: number }> {
	const context = contextOf(parameters);
	const outputs: INodeExecutionData[][] = await new PlaceCall().execute.call(context);
	const at = performance.now();
	const [index, ...others] = outputs.flatMap((items, position) => (items.length > 0 ? [position] : []));
	expect(others).toEqual([]);
	return { output: outputsOf(context)[index], json: outputs[index][0].json, at };
}

/** The last three digits choose what the phone does (`tooling/pbx/phoneScenario.ts`). */
test.each<[string, IDataObject]>([
	['Connected', { to: '+12025551203' }],
	// A talk of 20 to 45 s counts as voicemail.
	['Voicemail', { to: '+12025552201', seatId: '102', options: { timeLimit: 21 } }],
	['No Answer', { to: '+12025553480' }],
	['Busy', { to: '+12025554486' }],
	['Other', { to: '+12025555404' }],
])('%s leaves by its own output within two seconds of its event', async (expected, parameters) => {
	const { output, json, at } = await run(parameters);
	expect(output).toBe(expected);
	expect(json).toMatchObject({ event: 'completed', to: parameters.to, callUuid: expect.any(String) });
	expect(at - (receivedAt.get(String(json.callUuid)) ?? 0)).toBeLessThan(2_000);
});

test('a call that outlasts the wait is still in progress', async () => {
	const { output, json } = await run({ to: '+12025556180', waiting: { waitSeconds: 2 } });
	expect([output, json.outcome]).toEqual(['Still in Progress', 'inProgress']);
	await harness.run({ operation: 'hangUp', callUuid: json.callUuid });
});
