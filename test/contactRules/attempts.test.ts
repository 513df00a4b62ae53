import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { countPlaced, forgetAttempts, giveAttemptBack } from '../../nodes/domain/contactRules';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';
import { postgresSubject, redisSubject, sqliteSubject, START, type OwnSubject } from '../store/support/subject';
import { describeWith } from '../support/servers';
import { ACCOUNT, HOLD_MS, reserveFor } from './reserve';

type Subject = Pick<OwnSubject, 'here' | 'there' | 'elapse'>;
const HOUR_MS = 3_600_000;

/** What holds over every store; each test has a number of its own. */
function attemptContract(subject: () => Subject): void {
	let number = '';
	let tests = 0;
	beforeEach(() => {
		number = `+1305555${String((tests += 1)).padStart(4, '0')}`;
	});
	const reserve = async (owner: string, more: Parameters<typeof reserveFor>[3] = {}, store?: CallStore) => {
		const { verdict, count } = await reserveFor(store ?? subject().here, number, owner, more);
		return `${verdict.verdict} ${count}`;
	};

	it('gives the last attempt to one of many who ask at the same time', async () => {
		const asked = Array.from({ length: 12 }, (_, i) =>
			reserve(`owner ${i}`, { max: 3 }, i % 2 ? subject().here : subject().there),
		);
		const allowed = (await Promise.all(asked)).filter((answer) => answer.startsWith('allowed'));
		expect(allowed.sort()).toEqual(['allowed 0', 'allowed 1', 'allowed 2']);
	});

	it('gives the same owner the same answer again', async () => {
		expect([await reserve('a'), await reserve('a'), await reserve('b')]).toEqual([
			'allowed 0',
			'allowed 0',
			'notNow 1',
		]);
	});

	it('lets a reservation go that no call has followed', async () => {
		await reserve('a');
		await subject().elapse(HOLD_MS - 1);
		expect(await reserve('b')).toBe('notNow 1');
		await subject().elapse(1);
		expect(await reserve('b')).toBe('allowed 0');
	});

	it('keeps a contact waiting for no longer than the reservation lasts', async () => {
		await reserve('a');
		const { verdict } = await reserveFor(subject().here, number, 'b');
		const { now } = await subject().here.read([]);
		expect([verdict.verdict, verdict.nextAllowedAt]).toEqual(['notNow', now + HOLD_MS]);
	});

	it('is given back when nobody was called', async () => {
		await reserve('a', { max: 2 });
		await countPlaced(subject().here, ACCOUNT, number, 'call 1');
		await reserve('b', { max: 2 });
		await giveAttemptBack(subject().there, ACCOUNT, number);
		await giveAttemptBack(subject().there, ACCOUNT, number);
		expect(await reserve('c', { max: 2 })).toBe('allowed 1');
	});

	it('counts for good what Place Call placed, once', async () => {
		await reserve('a');
		await countPlaced(subject().there, ACCOUNT, number, 'call 1');
		await countPlaced(subject().here, ACCOUNT, number, 'call 1');
		await subject().elapse(23 * HOUR_MS);
		expect(await reserve('b')).toBe('notNow 1');
		expect(await reserve('b', { max: 2 })).toBe('allowed 1');
	});

	it('counts a call that came after its reservation had ended', async () => {
		await reserve('a');
		await subject().elapse(HOLD_MS + 1);
		await countPlaced(subject().here, ACCOUNT, number, 'late call');
		expect(await reserve('b')).toBe('notNow 1');
	});

	it('counts at once when nobody says whether a call was placed', async () => {
		await reserve('a', { holdMs: null });
		await subject().elapse(23 * HOUR_MS);
		expect(await reserve('b')).toBe('notNow 1');
	});

	it('adds the attempts that an item names', async () => {
		expect(await reserve('a', { others: [START - HOUR_MS] })).toBe('notNow 1');
	});

	it('keeps nothing of a number that nobody checked', async () => {
		await countPlaced(subject().here, ACCOUNT, number, 'call 1');
		expect(await reserve('a')).toBe('allowed 0');
	});

	it('keeps no number as it is, and forgets one', async () => {
		await reserve('a');
		await countPlaced(subject().here, ACCOUNT, number, 'call 1');
		const entries = await subject().here.find('attempts:test:', { limit: 100 });
		expect(JSON.stringify(entries)).not.toContain(number.slice(1));
		expect(await forgetAttempts(subject().here, ACCOUNT, number)).toBe(1);
		expect(await forgetAttempts(subject().here, ACCOUNT, number)).toBe(0);
		expect(await reserve('b')).toBe('allowed 0');
	});
}

describe('in memory', () => {
	let time = START;
	const store = memoryCallStore(() => time);
	attemptContract(() => ({ here: store, there: store, elapse: async (ms) => void (time += ms) }));
});

/** Two processes, told at the same moment, that each want the last attempt to reach every number. */
async function race(subject: OwnSubject): Promise<string[][]> {
	const numbers = Array.from({ length: 20 }, (_, i) => `+1786555${String(i).padStart(4, '0')}`).join();
	const started = ['one', 'two'].map((owner) => {
		const args = [join(__dirname, 'attemptProcess.ts'), JSON.stringify(subject.place), owner, numbers];
		return spawn(process.execPath, ['--import', 'tsx', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
	});
	await Promise.all(started.map(async ({ stdout }) => await once(stdout, 'data')));
	const answers = started.map(async ({ stdout }) => JSON.parse(await text(stdout)) as string[]);
	for (const { stdin } of started) stdin.end('go\n');
	return await Promise.all(answers);
}

function overOneStore(open: () => OwnSubject | Promise<OwnSubject>): void {
	let subject: OwnSubject;
	beforeAll(async () => {
		subject = await open();
		// SQLite lets one process alone make the file.
		await subject.here.read(['ready']);
	});
	afterAll(async () => await subject?.close());
	attemptContract(() => subject);

	it('gives the last attempt to one of two processes', async () => {
		const [one, two] = await race(subject);
		expect(one.filter((number) => two.includes(number))).toEqual([]);
		expect(one.length + two.length).toBe(20);
	}, 120_000);
}

describe('in SQLite', () => overOneStore(sqliteSubject));
describeWith('Redis', 'in a real Redis', () => overOneStore(redisSubject));
describeWith('PostgreSQL', 'in a real PostgreSQL', () => overOneStore(postgresSubject));
