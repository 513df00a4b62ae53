/** The register on each real backend: writers side by side, look-ups by number, and nothing left after Forget. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import fc from 'fast-check';
import { dialKey } from '../../nodes/domain/once/record';
import { findByNumber, readCalls } from '../../nodes/domain/register/find';
import { forget } from '../../nodes/domain/register/forget';
import { waitForEnd } from '../../nodes/domain/register/waitForEnd';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { temporaryFolder } from '../../tooling/process/temporaryFolder';
import { openStore, type Place } from '../store/support/openStore';
import { describeWith, openDatabase, openRedis, POSTGRES, REDIS } from '../support/servers';
import { registerWorld, SECRET } from './support/registerWorld';
import { TELNYX, TWILIO_AGENT_FIRST, type Story } from './support/stories';

interface Subject {
	place: Place;
	/** All that the server or the files contain, as a dump has it. */
	bytes(): Promise<string>;
	close(): Promise<void>;
	/** Processes wake each other. */
	wakesAcross: boolean;
}

function contract(open: () => Promise<Subject> | Subject): void {
	let subject: Subject;
	let processes: CallStore[];
	beforeAll(async () => {
		subject = await open();
		processes = [openStore(subject.place), openStore(subject.place)];
	});
	afterAll(async () => {
		for (const store of processes) await store.close();
		await subject.close();
	});

	const expectedOf = ({ expected }: Story) => expected;

	test.each([TELNYX, TWILIO_AGENT_FIRST])(
		'$name: writers of two processes at once, in any order and several times, end with the one record',
		async (story) => {
			const names = Object.keys(story.payloads);
			const order = fc.shuffledSubarray([...names, ...names], { minLength: names.length * 2 });
			await fc.assert(
				fc.asyncProperty(order, fc.infiniteStream(fc.boolean()), async (deliveries, sides) => {
					const here = registerWorld(processes[0], story.provider, story.settings);
					const there = here.in(processes[1]);
					const answer = await here.place(story.asked, story.placed);
					const work = deliveries.map(async (name) =>
						(sides.next().value ? here : there).deliver(story.payloads[name]),
					);
					await Promise.all([...work, answer()]);
					const [call] = await readCalls(processes[0], here.register, [story.placed.callUuid]);
					const { occurredAt: _at, receivedAt: _received, ...fields } = call?.event ?? {};
					expect(fields).toEqual(expectedOf(story));
				}),
				{ numRuns: 15 },
			);
		},
		120_000,
	);

	test('the last calls of a number come first, open attempts and inbound calls among them', async () => {
		const [store] = processes;
		const world = registerWorld(store, 'unlimCall');
		const number = '+493012345678';
		const found = async (limit?: number) =>
			(await findByNumber(store, world.register, number, limit)).map(({ event }) => event.callUuid ?? 'open');
		const pause = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 5));
		expect(await found()).toEqual([]);
		await (
			await world.place({ to: number, clientReference: 'first' }, { callUuid: 'call-1', status: '' })
		)();
		await pause();
		const body = { event: 'call.initiated', call_uuid: 'call-2', from: number, to: '+12025550143' };
		await world.deliver({ body: { ...body, direction: 'inbound' } });
		await pause();
		await world.place({ to: number, clientReference: 'second' }, { callUuid: 'call-3', status: '' });
		expect(await found(10)).toEqual(['open', 'call-2', 'call-1']);
		// What is told later does not make a call newer.
		await world.deliver({ body: { ...body, event: 'call.answered', call_uuid: 'call-1', from: '', to: '' } });
		expect(await found(2)).toEqual(['open', 'call-2']);
		expect(await findByNumber(store, world.register, '+12025550143')).toEqual([]);
	});

	test('whoever waits for the end of a call learns of it at once, from whichever process it comes', async () => {
		const [here, other] = processes;
		const there = subject.wakesAcross ? other : here;
		const world = registerWorld(here, 'unlimCall');
		const asked = { to: '+493012345678', clientReference: 'waited for' };
		await (
			await world.place(asked, { callUuid: 'call-1', status: '' })
		)();
		let looks = 0;
		const waited = waitForEnd({
			store: here,
			register: world.register,
			id: dialKey(world.register, asked.clientReference),
			forMs: 60_000,
			askEveryMs: 0,
			ask: async () => undefined,
			now: () => performance.now(),
			// Nothing but the store ends a pause.
			pause: async () => await new Promise(() => void (looks += 1)),
			isOver: () => false,
		});
		for (; looks === 0; await new Promise((resolve) => setTimeout(resolve, 5)));
		const body = { call_uuid: 'call-1', from: '+12025550143', to: asked.to, direction: 'outbound' };
		await world.in(there).deliver({ body: { ...body, event: 'call.answered' } });
		await world.in(there).deliver({ body: { ...body, event: 'call.completed', hangup_cause_code: 17 } });
		expect((await waited).call).toMatchObject({ event: 'completed', hangupCauseCode: 17 });
	});

	test('after Forget of a contact its number is nowhere', async () => {
		const [store] = processes;
		const world = registerWorld(store, 'unlimCall', {}, { events: ['completed'] });
		const [number, own] = ['+493055512121', '+12025550199'];
		const call = (uuid: string, to: string, event: string) => ({
			body: { event: `call.${event}`, call_uuid: uuid, from: own, to, direction: 'outbound' },
		});
		const asked = { from: own, to: number, contactId: 'contact-99' };
		await (
			await world.place({ ...asked, clientReference: 'a' }, { callUuid: 'kept-1', status: '' })
		)();
		await world.deliver(call('kept-1', number, 'initiated'));
		await world.deliver(call('kept-1', number, 'completed'));
		// An open attempt, an event whose run is over, and a call to the same number that no contact is known of.
		await world.place({ ...asked, clientReference: 'b' }, { callUuid: 'kept-2', status: '' });
		await world.run();
		await world.deliver(call('kept-3', number, 'answered'));
		await world.deliver(call('kept-4', '+493055500000', 'completed'));
		const digits = number.slice(1);
		expect(await subject.bytes()).toContain(digits);

		const { calls, events, references } = await forget(
			store,
			world.register.namespace,
			{ contactId: 'contact-99' },
			SECRET,
		);
		expect({ calls, events, references }).toEqual({ calls: 2, events: 1, references: 2 });
		const left = await subject.bytes();
		expect(left).not.toContain(digits);
		expect(left).not.toContain('contact-99');
		expect(left).toContain('493055500000');
	});
}

describe('embedded', () => {
	contract(() => {
		const folder = temporaryFolder('register');
		const files = () => readdirSync(folder).map((name) => readFileSync(joinPath(folder, name)).toString('latin1'));
		return {
			place: { kind: 'sqlite', file: joinPath(folder, 'store.sqlite') },
			wakesAcross: false,
			bytes: async () => files().join('\n'),
			close: async () => undefined,
		};
	});
});

describeWith('PostgreSQL', 'in PostgreSQL', () => {
	contract(async () => {
		const database = await openDatabase();
		const { config } = database;
		const to = ['-h', POSTGRES.host, '-p', String(POSTGRES.port), '-U', POSTGRES.user];
		return {
			place: { kind: 'postgres', server: config, table: 'call_store' },
			wakesAcross: true,
			bytes: async () =>
				execFileSync('pg_dump', [...to, '--data-only', String(config.database)], { encoding: 'latin1' }),
			close: database.close,
		};
	});
});

describeWith('Redis', 'in Redis', () => {
	contract(() => {
		const redis = openRedis();
		return {
			place: { kind: 'redis', server: REDIS, prefix: redis.prefix },
			wakesAcross: true,
			// Its own dumps are compressed.
			async bytes() {
				const { client } = redis;
				const keys = await client.keys(`*${redis.prefix}*`);
				const values = keys.map(async (key) => {
					const type = await client.type(key);
					if (type === 'hash') return await client.hgetall(key);
					return type === 'zset' ? await client.zrange(key, 0, -1) : await client.get(key);
				});
				return JSON.stringify([keys, await Promise.all(values)]);
			},
			close: redis.close,
		};
	});
});
