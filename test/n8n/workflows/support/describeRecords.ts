import type { Credential, Workflow } from '../../../../tooling/n8n/types';
import { pause, waitUntil } from '../../../../tooling/process/pause';
import { releaseAll } from '../../../../tooling/process/release';
import type { SimulatedCall } from '../../../../simulator/exchange';
import type { Double } from '../../../doubles/double';
import { deliver, replay, runMixedCalls } from './calls';
import { byCall } from './expectedRecord';
import { openOffice, type Office } from './office';
import { endedCall } from './payloads';

export interface RecordTarget {
	/** Of the workflow, without `.json`. */
	file: string;
	/** The double; none where the real server runs. */
	service?: Double;
	credential(office: Office): Promise<Credential>;
	/** The Data Table that must be empty once everything is written. */
	waiting: 'Unwritten Records' | 'Event Buffer';
	/** Whether the service must never say that it is asked too often. */
	isPaced: boolean;
	/** What the service holds, one object per record. */
	stored(): Array<Record<string, unknown>> | Promise<Array<Record<string, unknown>>>;
	/** What it should hold of a call. */
	expected(call: SimulatedCall): Record<string, unknown>;
	/** The column of the call UUID. */
	key: string;
}

const CALLS = 200;
const DRAIN_MILLISECONDS = 900_000;
/** Long enough for the workflow to have tried again in vain. */
const OUTAGE_MILLISECONDS = 65_000;
/** New calls that take a writer longer than the 15 seconds until its next run: Notion's takes 0.4 s for each. */
const MORE_THAN_A_RUN = 60;

/** The same proof for every target: each call once, equal to what it was, and nothing more after a full replay. */
export function describeRecords({
	file,
	service,
	credential,
	waiting,
	isPaced,
	stored,
	expected,
	key,
}: RecordTarget): void {
	describe(file, () => {
		let office: Office;
		let workflow: Workflow;
		let calls: readonly SimulatedCall[];

		const requests = () => (service ? office.doubles.requestsTo(service) : []);
		const drain = async (): Promise<void> => {
			await waitUntil(
				`An empty ${waiting}`,
				async () => ((await office.rows(waiting)).length === 0 ? true : undefined),
				DRAIN_MILLISECONDS,
			);
			await office.settle();
		};

		beforeAll(async () => {
			office = await openOffice(service ? [service] : [], { duplicates: 2, shuffleSeed: 7 });
			workflow = await office.open(file, [await credential(office)]);
			office.simulator.setWebhook(office.urlOf(workflow));
			calls = await runMixedCalls(office.simulator, CALLS);
			await office.settle();
			await drain();
		}, 1_500_000);
		afterAll(async () => {
			await office?.simulator.stop();
			await releaseAll();
		});

		it('makes one record of each call, and it says what the call was', async () => {
			expect(byCall(await stored(), key)).toEqual(byCall(calls.map(expected), key));
		});

		it(isPaced ? 'is never asked to slow down' : 'is refused nothing but for its pace', () => {
			const refused = requests()
				.map(({ status }) => status)
				.filter((status) => status >= 300);
			expect(new Set(refused)).toEqual(new Set(isPaced ? [] : refused.filter((status) => status === 429)));
		});

		it('asks for nothing more, and changes nothing, when everything is delivered again', async () => {
			const before = [requests().length, byCall(await stored(), key)];
			expect(await replay(office.simulator, office.urlOf(workflow))).toEqual(new Set([200]));
			await office.settle();
			await drain();
			expect([requests().length, byCall(await stored(), key)]).toEqual(before);
		}, 600_000);

		if (waiting === 'Event Buffer') {
			it('makes one record of each call when calls that it knows come with new ones, and takes longer to write them than until its next run', async () => {
				const known = endedCall({ endedAgo: 5, talk: 60 });
				const all = [known, ...Array.from({ length: MORE_THAN_A_RUN }, () => endedCall({ endedAgo: 5, talk: 60 }))];
				const { call_uuid, from, to, direction, initiated_at } = known;
				expect(
					await deliver(office.urlOf(workflow), {
						event: 'call.initiated',
						call_uuid,
						from,
						to,
						direction,
						initiated_at,
					}),
				).toBe(200);
				await office.settle();
				await drain();
				for (const call of all) expect(await deliver(office.urlOf(workflow), call)).toBe(200);
				await office.settle();
				await drain();
				const uuids = all.map((call) => call.call_uuid);
				expect(
					(await stored())
						.map((record) => String(record[key]))
						.filter((uuid) => uuids.includes(uuid))
						.sort(),
				).toEqual(uuids.sort());
			}, 300_000);
		}

		if (service) {
			it('keeps what an outage refuses, says why, and writes it once it is over', async () => {
				const before = (await stored()).length;
				const missed = Array.from({ length: 5 }, () => endedCall({ endedAgo: 5, talk: 60 }));
				office.doubles.replaceAnswers(service, { status: 503, body: { error: 'down' } });
				for (const call of missed) expect(await deliver(office.urlOf(workflow), call)).toBe(200);
				await pause(OUTAGE_MILLISECONDS);
				const kept = (await office.rows(waiting)).map(({ call_uuid }) => call_uuid);
				expect(kept.sort()).toEqual(missed.map(({ call_uuid }) => call_uuid).sort());
				if (waiting === 'Unwritten Records')
					expect((await office.rows(waiting)).every(({ error }) => Boolean(error))).toBe(true);
				office.doubles.replaceAnswers(service, undefined);
				await drain();
				const written = (await stored()).map((record) => record[key]);
				expect(written).toHaveLength(before + missed.length);
				expect(written).toEqual(expect.arrayContaining(missed.map(({ call_uuid }) => call_uuid)));
			}, 300_000);
		}

		it('talks to nobody else', () => {
			expect(office.doubles.strangers).toEqual([]);
		});
	});
}
