import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import { CAUSES, scenarioFor, type HangupCause, type Scenario } from './scenarios';

export type Moment = 'initiated' | 'ringing' | 'answered' | 'completed';

interface Leg {
	party: 'agent' | 'customer';
	/** E.164 number or seat. */
	address: string;
	state: 'ringing' | 'up' | 'down';
}

interface CallRequest {
	/** In the trunk's own style; a UUID when it has none. */
	id?: string;
	trunk: string;
	from: string;
	to: string;
	/** Who is rung on our side: a seat, a user name or a phone. */
	agent?: string;
	/** Agent first: the customer is rung once the agent has answered. */
	agentFirst?: boolean;
	ringTimeoutSeconds?: number;
	/** Where this call's events go instead of the account's webhook. */
	sink?: string;
	/** What the API's caller sent along, for the trunk to echo in its own way. */
	sent: Readonly<Record<string, unknown>>;
}

export interface SimulatedCall extends CallRequest {
	id: string;
	scenario: Scenario;
	state: Moment;
	legs: Leg[];
	initiatedAt: Date;
	ringingAt?: Date;
	answeredAt?: Date;
	endedAt?: Date;
	cause?: HangupCause;
}

export interface Exchange {
	readonly calls: SimulatedCall[];
	place(request: CallRequest): SimulatedCall;
	find(trunk: string, id: string): SimulatedCall | undefined;
	/** Ends every leg that is still up. @returns false when the call had ended before */
	hangUp(call: SimulatedCall): boolean;
	clear(): void;
}

/** An agent's phone or softphone picks up after this long (a softphone answers by itself). */
const AGENT_RING_SECONDS = 1;

/**
 * Where calls live: each runs through its scenario's timeline, and every moment is told to `onMoment`.
 * Timestamps follow the scenario, counted from the real moment of initiation, whatever the time scale.
 */
export function createExchange(clock: Clock, onMoment: (call: SimulatedCall, moment: Moment) => void): Exchange {
	const calls: SimulatedCall[] = [];
	const byId = new Map<string, SimulatedCall>();

	const enter = (call: SimulatedCall, moment: Moment): void => {
		call.state = moment;
		onMoment(call, moment);
	};
	const setLegs = (call: SimulatedCall, state: Leg['state'], party?: Leg['party']): void => {
		for (const leg of call.legs) if (!party || leg.party === party) leg.state = state;
	};
	const end = (call: SimulatedCall, endedAt: Date, cause: HangupCause): void => {
		setLegs(call, 'down');
		Object.assign(call, { endedAt, cause });
		enter(call, 'completed');
	};
	const isOver = (call: SimulatedCall): boolean => call.state === 'completed' || !byId.has(call.id);
	/** Runs `act` this long after `since` in the call's own time, unless the call is over by then. */
	const later = (call: SimulatedCall, since: Date, seconds: number, act: (moment: Date) => void): void =>
		clock.after(seconds, () => {
			if (!isOver(call)) act(new Date(since.getTime() + seconds * 1000));
		});

	const ring = (call: SimulatedCall): void => {
		const { scenario, ringTimeoutSeconds = 30, initiatedAt } = call;
		const ringFrom = call.agentFirst ? AGENT_RING_SECONDS : 0;
		const givesUp = scenario.ringSeconds > ringTimeoutSeconds;
		const rings = Math.min(scenario.ringSeconds, ringTimeoutSeconds);
		later(call, initiatedAt, 0, () => enter(call, 'initiated'));
		later(call, initiatedAt, ringFrom + Math.min(1, rings / 2), (ringingAt) => {
			call.ringingAt = ringingAt;
			setLegs(call, 'up', 'agent');
			enter(call, 'ringing');
		});
		later(call, initiatedAt, ringFrom + rings, (moment) => {
			if (scenario.talkSeconds === undefined || givesUp) end(call, moment, givesUp ? CAUSES.noAnswer : scenario.cause);
			else answer(call, moment);
		});
	};
	const answer = (call: SimulatedCall, answeredAt: Date): void => {
		const { talkSeconds, agentLostAfterSeconds, cause } = call.scenario;
		call.answeredAt = answeredAt;
		setLegs(call, 'up');
		enter(call, 'answered');
		if (agentLostAfterSeconds !== undefined)
			later(call, answeredAt, agentLostAfterSeconds, () => setLegs(call, 'down', 'agent'));
		if (typeof talkSeconds === 'number') later(call, answeredAt, talkSeconds, (moment) => end(call, moment, cause));
	};

	return {
		calls,
		place(request) {
			const call: SimulatedCall = {
				...request,
				id: request.id ?? randomUUID(),
				scenario: scenarioFor(request.to),
				state: 'initiated',
				legs: [
					...(request.agent ? [{ party: 'agent' as const, address: request.agent, state: 'ringing' as const }] : []),
					{ party: 'customer', address: request.to, state: 'ringing' },
				],
				initiatedAt: new Date(),
			};
			calls.push(call);
			byId.set(call.id, call);
			ring(call);
			return call;
		},
		find(trunk, id) {
			const call = byId.get(id);
			return call?.trunk === trunk ? call : undefined;
		},
		hangUp(call) {
			if (isOver(call)) return false;
			const elapsedMs = (Date.now() - call.initiatedAt.getTime()) * clock.timeScale;
			end(
				call,
				new Date(call.initiatedAt.getTime() + elapsedMs),
				call.answeredAt ? CAUSES.normalClearing : CAUSES.originatorCancel,
			);
			return true;
		},
		clear() {
			calls.length = 0;
			byId.clear();
		},
	};
}
