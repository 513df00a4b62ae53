import type { Clock } from './clock';
import type { Deliveries } from './deliveries';
import type { Moment, Notice, SimulatedCall } from './exchange';
import { seededRandom, shuffled } from './random';
import type { Account, TrunkDouble, TrunkEvent } from './trunks/trunk';

interface Policy {
	duplicates: number;
	shuffleSeed?: number;
}

/** The second copy of the duplicate-delivery scenario comes this many simulated seconds after the first. */
const DUPLICATE_DELAY_SECONDS = 1;

/**
 * Turns moments of calls into deliveries: to whom, how often and in which order.
 * Calls whose order is changed have their events held back until the last one is there.
 */
export function createDispatcher(clock: Clock, deliveries: Deliveries, { duplicates, shuffleSeed }: Policy) {
	const held = new Map<string, Array<() => void>>();
	const random = shuffleSeed === undefined ? undefined : seededRandom(shuffleSeed);

	function post(trunk: TrunkDouble, account: Account, call: SimulatedCall, moment: Moment | Notice): Array<() => void> {
		const { id, retryDelaysSeconds, sinkOnly } = trunk;
		const urlsOf = ({ sink = call.sink }: TrunkEvent): string[] =>
			sink ? [sink] : sinkOnly ? [] : [...new Set(account.webhooks)];
		const dispatch = ({ name, sign }: TrunkEvent, url: string, copy: number) =>
			deliveries.send({ trunk: id, callUuid: call.id, event: name, url, copy, retryDelaysSeconds, sign });
		const events = [trunk.event(call, moment, account) ?? []].flat();
		return events.flatMap((event) =>
			urlsOf(event).map((url) => () => {
				for (let copy = 1; copy <= duplicates; copy += 1) dispatch(event, url, copy);
				if (call.scenario.delivery === 'duplicate')
					clock.after(DUPLICATE_DELAY_SECONDS, () => dispatch(event, url, duplicates + 1));
			}),
		);
	}

	return (trunk: TrunkDouble, account: Account, call: SimulatedCall, moment: Moment | Notice): void => {
		const posts = post(trunk, account, call, moment);
		const reversed = call.scenario.delivery === 'reversed';
		const isAfterTheEnd = call.state === 'completed' && moment !== 'completed';
		if ((!random && !reversed) || isAfterTheEnd) return posts.forEach((send) => send());
		const waiting = [...(held.get(call.id) ?? []), ...posts];
		held.set(call.id, waiting);
		if (moment !== 'completed') return;
		held.delete(call.id);
		const ordered = random ? shuffled(waiting, random) : waiting.reverse();
		// One simulated second apart, so that the changed order is the order of arrival too.
		ordered.forEach((send, index) => clock.after(index, send));
	};
}
