import type { CallStore } from '../store/callStore';
import { entryKey } from './eventKey';
import type { EventRecord } from './record';

interface Flight {
	emission: string;
	/** When it was started, by the pump's clock. */
	startedAt: number;
	/** Not known to be over. */
	eventKeys: Set<string>;
}

/** The executions that a pump has started and does not know to be over. */
export interface Flights {
	readonly size: number;
	/** @returns names the flight */
	add(emission: string, eventKeys: readonly string[], startedAt: number): number;
	remove(flight: number): void;
	/** Events whose run is over, as this process saw itself. */
	settle(eventKeys: readonly string[]): void;
	/**
	 * Learns from the store what is over: ends elsewhere are not told.
	 * @param startedBefore younger flights are not asked about
	 * @returns whether anything has begun
	 */
	refresh(store: CallStore, namespace: string, startedBefore: number): Promise<boolean>;
}

export function createFlights(): Flights {
	const flights = new Map<number, Flight>();
	const flightOf = new Map<string, number>();
	let added = 0;

	const settle = (eventKey: string): void => {
		const flight = flightOf.get(eventKey);
		flightOf.delete(eventKey);
		const open = flight === undefined ? undefined : flights.get(flight)?.eventKeys;
		open?.delete(eventKey);
		if (flight !== undefined && open?.size === 0) flights.delete(flight);
	};

	return {
		get size() {
			return flights.size;
		},
		add(emission, eventKeys, startedAt) {
			eventKeys.forEach(settle);
			added += 1;
			flights.set(added, { emission, startedAt, eventKeys: new Set(eventKeys) });
			for (const eventKey of eventKeys) flightOf.set(eventKey, added);
			return added;
		},
		remove(flight) {
			for (const eventKey of flights.get(flight)?.eventKeys ?? []) flightOf.delete(eventKey);
			flights.delete(flight);
		},
		settle: (eventKeys) => eventKeys.forEach(settle),
		async refresh(store, namespace, startedBefore) {
			const open = [...flights.values()]
				.filter(({ startedAt }) => startedAt <= startedBefore)
				.flatMap(({ emission, eventKeys }) => [...eventKeys].map((eventKey) => ({ emission, eventKey })));
			if (open.length === 0) return false;
			const { entries } = await store.read(open.map(({ eventKey }) => entryKey(namespace, eventKey)));
			let hasBegun = false;
			for (const [index, { emission, eventKey }] of open.entries()) {
				const record = entries[index]?.value as EventRecord | undefined;
				const isOurs = record?.emission === emission;
				const isUnderWay = isOurs && (record.state === 'emitted' || record.state === 'begun');
				hasBegun ||= isOurs && record.state !== 'emitted' && record.state !== 'waiting';
				if (!isUnderWay) settle(eventKey);
			}
			return hasBegun;
		},
	};
}
