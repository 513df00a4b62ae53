/**
 * What a call's register says after a provider's own payloads, in every order and with any one of them missing, against
 * records that were written by hand from the vendors' pages.
 */
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import { canonicalJson } from '../../nodes/domain/canonicalJson';
import { readCalls } from '../../nodes/domain/register/find';
import { memoryCallStore } from '../store/memoryCallStore';
import {
	ASTERISK,
	CAMARA,
	CUSTOM,
	INTELLICALL,
	TELNYX,
	TELNYX_AGENT_FIRST,
	TWILIO,
	TWILIO_AGENT_FIRST,
	UNLIM_CALL,
	type Story,
} from './support/stories';
import { registerWorld } from './support/registerWorld';

function* ordersOf<T>(things: readonly T[]): Generator<T[]> {
	if (things.length < 2) yield [...things];
	for (const [index, thing] of things.entries())
		for (const rest of ordersOf([...things.slice(0, index), ...things.slice(index + 1)])) yield [thing, ...rest];
}

async function recordAfter(story: Story, order: readonly string[]): Promise<Partial<CallEvent> | undefined> {
	const store = memoryCallStore(() => Date.parse('2026-06-04T09:20:00.000Z'));
	const world = registerWorld(store, story.provider, story.settings);
	// Place Call has said what it asks for before anything can be told.
	const answer = await world.place(story.asked, story.placed);
	for (const name of order) await (name === 'placed' ? answer() : world.deliver(story.payloads[name]));
	const [call] = await readCalls(store, world.register, [story.placed.callUuid]);
	return call?.event;
}

/** Without what is about the last delivery, and what a missing payload alone would have told. */
function expectedOf({ expected, without }: Story, missing?: string): Partial<CallEvent> {
	const changes = missing === undefined ? {} : (without[missing] ?? {});
	const fields = Object.entries({ ...expected, ...changes }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(fields) as Partial<CallEvent>;
}

const STORIES = [
	UNLIM_CALL,
	TELNYX,
	TELNYX_AGENT_FIRST,
	TWILIO,
	TWILIO_AGENT_FIRST,
	CAMARA,
	INTELLICALL,
	CUSTOM,
	ASTERISK,
];

// Up to 5,040 orders each.
jest.setTimeout(180_000);

describe.each(STORIES)('$name', (story) => {
	const names = ['placed', ...Object.keys(story.payloads)];
	const compare = async (told: readonly string[], missing?: string): Promise<void> => {
		const orders = new Map<string, readonly string[]>();
		for (const order of ordersOf(told)) {
			const { occurredAt: _at, receivedAt: _received, ...fields } = (await recordAfter(story, order)) ?? {};
			const text = canonicalJson(fields);
			if (!orders.has(text)) orders.set(text, order);
		}
		const expected = expectedOf(story, missing);
		// One record, whatever the order; an order that leads to another one is shown.
		expect([...orders].map(([text, order]) => [JSON.parse(text), order])).toEqual([[expected, expect.anything()]]);
	};

	test('in every order', async () => await compare(names));

	test.each(names)('without %s, in every order', async (missing) => {
		await compare(
			names.filter((name) => name !== missing),
			missing,
		);
	});
});
