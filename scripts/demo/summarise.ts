import type { Observation } from './observeCampaign';

/** What the trunk sent of one kind of event, and what the trigger made of it. */
interface EventFigures {
	deliveries: number;
	/** Deliveries beyond the first of the same event of the same call. */
	duplicateDeliveries: number;
	/** Rows in the append-only log that the workflow writes for each emitted item. */
	emitted: number;
}

/** The first five figures count completions, the events that make records; `events` has all three kinds. */
export interface Summary extends EventFigures {
	placed: number;
	records: number;
	/** Records by outcome. */
	outcomes: Record<string, number>;
	executions: number;
	events: Record<'initiated' | 'answered' | 'completed', EventFigures>;
}

function countBy<T>(things: readonly T[], keyOf: (thing: T) => string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const thing of things) counts[keyOf(thing)] = (counts[keyOf(thing)] ?? 0) + 1;
	return counts;
}

function figuresOf(event: string, { deliveries, log }: Observation): EventFigures {
	const delivered = deliveries.filter(
		(delivery) => delivery.event === `call.${event}` && delivery.state === 'delivered',
	);
	const distinct = new Set(delivered.map(({ callUuid }) => callUuid)).size;
	return {
		deliveries: delivered.length,
		duplicateDeliveries: delivered.length - distinct,
		emitted: log.filter((row) => row.event === event).length,
	};
}

/** The campaign in figures. */
export function summarise(observation: Observation): Summary {
	const events = {
		initiated: figuresOf('initiated', observation),
		answered: figuresOf('answered', observation),
		completed: figuresOf('completed', observation),
	};
	return {
		placed: observation.calls.length,
		...events.completed,
		records: observation.records.length,
		outcomes: countBy(observation.records, ({ outcome }) => String(outcome ?? 'none')),
		executions: observation.executions.length,
		events,
	};
}
