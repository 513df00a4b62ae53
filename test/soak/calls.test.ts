import { EVENTS_PER_CALL, isOutOfOrder, stepsOf } from '../../bench/soak/calls';

const CALLS = Array.from({ length: 27 }, (_, call) => stepsOf(call, 1_800_000));

it('delivers each event of a call twice', () => {
	for (const steps of CALLS) {
		const events = steps.map(({ event }) => event);
		expect(events.filter((event, index) => events.indexOf(event) !== index)).toHaveLength(EVENTS_PER_CALL);
		expect(steps).toHaveLength(2 * EVENTS_PER_CALL);
	}
});

it('comes through every combination of order and distance of the repeats', () => {
	const manners = CALLS.map((steps) => JSON.stringify(steps.map(({ event, afterMs }) => [event, afterMs])));
	// Three orders, and five distances: none, a second, and three long ones.
	expect(new Set(manners).size).toBe(15);
});

it('delivers two calls in three out of order', () => {
	const endsEarly = CALLS.map((steps) => {
		const [completed, answered] = ['completed', 'answered'].map(
			(name) => steps.find(({ event }) => event === name)!.afterMs,
		);
		return completed <= answered;
	});
	expect(CALLS.map((_, call) => isOutOfOrder(call))).toEqual(endsEarly);
	expect(endsEarly.filter(Boolean)).toHaveLength(18);
});

it('repeats a third of the events minutes later', () => {
	const late = CALLS.flat().filter(({ kind }) => kind === 'late');
	expect(late).toHaveLength((CALLS.length * EVENTS_PER_CALL) / 3);
	expect(new Set(late.map(({ afterMs }) => Math.floor(afterMs / 60_000)))).toEqual(new Set([3, 6, 9]));
});
