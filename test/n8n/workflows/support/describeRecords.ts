import type { Credential, Workflow } from '../../../../tooling/n8n/types';
import { waitUntil } from '../../../../tooling/process/pause';
import { placeCallByHand } from '../../../../tooling/testN8n/workflows';
import { releaseAll } from '../../../../tooling/process/release';
import type { SimulatedCall } from '../../../../simulator/exchange';
import type { Double } from '../../../doubles/double';
import { deliver, destination, FROM, replay, runMixedCalls } from './calls';
import { byCall, withTitles } from './expectedRecord';
import { openOffice, type Office } from './office';
import { endedCall } from './payloads';

export interface RecordTarget {
	/** Of the workflow, without `.json`. */
	file: string;
	/** The double; none where the real server runs. */
	service?: Double;
	/** For the workflow's service; none where n8n itself keeps the records. */
	credential?(office: Office): Promise<Credential>;
	/** The Data Table that must be empty once everything is written; none where nothing waits. */
	waiting?: 'Unwritten Records' | 'Event Buffer';
	/** Whether the service must never say that it is asked too often. */
	isPaced: boolean;
	/** What the service holds, one object per record. */
	stored(office: Office): Array<Record<string, unknown>> | Promise<Array<Record<string, unknown>>>;
	/** All that must be the same after a replay; `stored` by default. */
	state?(office: Office): Promise<unknown>;
	/** What it should hold of a call. */
	expected(call: SimulatedCall): Record<string, unknown>;
	/** The column of the call UUID. */
	key: string;
}

const CALLS = 200;
const DRAIN_MILLISECONDS = 900_000;
/** New calls that take a writer longer than until its next run: at its pace Notion's takes 0.4 s for each, and runs every 15 s. */
const MORE_THAN_A_RUN = 60;

/**
 * The same proof for every target, one after the other in one n8n: each call once, equal to what it was, and nothing
 * more after a full replay.
 */
export function describeRecords(...targets: RecordTarget[]): void {
	let office: Office;
	beforeAll(async () => {
		const services = targets.flatMap(({ service }) => service ?? []);
		office = await openOffice(services, { duplicates: 2, shuffleSeed: 7 });
	}, 300_000);
	afterAll(async () => {
		await office?.simulator.stop();
		await releaseAll();
	});
	for (const target of targets) describe(target.file, () => describeTarget(target, () => office));
}

function describeTarget(
	{ file, service, credential, waiting, isPaced, stored, state, expected, key }: RecordTarget,
	open: () => Office,
): void {
	let office: Office;
	let workflow: Workflow;
	let calls: readonly SimulatedCall[];

	const requests = () => (service ? office.doubles.requestsTo(service) : []);
	const drain = async (): Promise<void> => {
		await office.settle();
		if (!waiting) return;
		await waitUntil(
			`An empty ${waiting}`,
			async () => ((await office.rows(waiting)).length === 0 ? true : undefined),
			DRAIN_MILLISECONDS,
		);
		await office.settle();
	};
	const named = key === 'Call UUID' ? withTitles : (row: Record<string, unknown>) => row;
	const records = async () => byCall(await stored(office), key);

	beforeAll(async () => {
		office = open();
		if (service) office.doubles.replace(service);
		workflow = await office.open(file, credential ? [await credential(office)] : []);
		office.simulator.reset();
		office.simulator.setWebhook(office.urlOf(workflow));
		calls = await runMixedCalls(office.simulator, CALLS);
		await drain();
	}, 1_500_000);
	afterAll(async () => await office.close(workflow));

	it('makes one record of each call, and it says what the call was', async () => {
		expect(await records()).toEqual(byCall(calls.map(expected), key));
	});

	it(isPaced ? 'is never asked to slow down' : 'is refused nothing but for its pace', () => {
		const refused = requests()
			.map(({ status }) => status)
			.filter((status) => status >= 300);
		expect(refused.filter((status) => isPaced || status !== 429)).toEqual([]);
	});

	it('asks for nothing more, and changes nothing, when everything is delivered again', async () => {
		const everything = async () => [requests().length, await (state ? state(office) : records())];
		const before = await everything();
		expect(await replay(office.simulator, office.urlOf(workflow))).toEqual(new Set([200]));
		await drain();
		expect(await everything()).toEqual(before);
	}, 600_000);

	it('knows the contact and the agent of a call that Place Call has placed, which the trunk does not report', async () => {
		const to = destination(CALLS, '00');
		const asked = { contactId: 'contact-1042', seatId: 'seat_0481ab', clientReference: `${file}-1042` };
		const placing = placeCallByHand({ operation: 'place', from: FROM, to, ...asked });
		const { id } = await office.client.importWorkflow({ ...placing, name: `Place Call for ${file}` }, [office.trunk]);
		const run = await office.client.waitForExecution((await office.client.runManually(id, 'Start')) as string);
		expect(run.error).toBeUndefined();
		const placed = (): SimulatedCall | undefined => office.simulator.calls.find((call) => call.to === to);
		await waitUntil('The end of the call', () => placed()?.state === 'completed' || undefined);
		const call = placed() as SimulatedCall;
		const record = async () => (await stored(office)).find((one) => one[key] === call.id);
		await waitUntil('Its record', async () => {
			await drain();
			return await record();
		});
		expect(await record()).toMatchObject(named({ to_number: to, contact_id: 'contact-1042', seat_id: 'seat_0481ab' }));
	}, 300_000);

	if (waiting === 'Event Buffer') {
		it('makes one record of each call when calls that it knows come with new ones, and takes longer to write them than until its next run', async () => {
			const known = endedCall({ endedAgo: 5, talk: 60 });
			const all = [known, ...Array.from({ length: MORE_THAN_A_RUN }, () => endedCall({ endedAgo: 5, talk: 60 }))];
			const { call_uuid, from, to, direction, initiated_at } = known;
			const initiated = { event: 'call.initiated', call_uuid, from, to, direction, initiated_at };
			expect(await deliver(office.urlOf(workflow), initiated)).toBe(200);
			await drain();
			for (const call of all) expect(await deliver(office.urlOf(workflow), call)).toBe(200);
			await drain();
			const uuids = all.map((call) => call.call_uuid);
			expect(
				(await stored(office))
					.map((record) => String(record[key]))
					.filter((uuid) => uuids.includes(uuid))
					.sort(),
			).toEqual(uuids.sort());
		}, 300_000);
	}

	if (service && waiting) {
		it('keeps what an outage refuses, says why, and writes it once it is over', async () => {
			const before = (await stored(office)).length;
			const refused = () => requests().filter(({ status }) => status === 503).length;
			const missed = Array.from({ length: 5 }, () => endedCall({ endedAgo: 5, talk: 60 }));
			office.doubles.replaceAnswers(service, { status: 503, body: { error: 'down' } });
			for (const call of missed) expect(await deliver(office.urlOf(workflow), call)).toBe(200);
			await waitUntil(
				'The first attempt with each call',
				async () => ((await office.rows(waiting)).length === missed.length ? true : undefined),
				60_000,
			);
			const atFirst = refused();
			await waitUntil('Two more attempts', () => refused() >= atFirst + 2 || undefined, 120_000);
			await office.settle();
			const kept = (await office.rows(waiting)).map(({ call_uuid }) => call_uuid);
			expect(kept.sort()).toEqual(missed.map(({ call_uuid }) => call_uuid).sort());
			if (waiting === 'Unwritten Records')
				expect((await office.rows(waiting)).every(({ error }) => Boolean(error))).toBe(true);
			office.doubles.replaceAnswers(service, undefined);
			await drain();
			const written = (await stored(office)).map((record) => record[key]);
			expect(written).toHaveLength(before + missed.length);
			expect(written).toEqual(expect.arrayContaining(missed.map(({ call_uuid }) => call_uuid)));
		}, 300_000);
	}

	it('talks to nobody else', () => {
		expect(office.doubles.strangers).toEqual([]);
	});
}
