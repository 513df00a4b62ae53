import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import { agentScenarioFor, CAUSES, scenarioFor, type HangupCause, type Scenario } from './scenarios';

export type Moment = 'initiated' | 'ringing' | 'answered' | 'completed';
/** What happens beside the four moments: the agent rung first, who picked up, a machine's beep, the recording at hand. */
export type Notice = 'agentRinging' | 'detected' | 'beep' | 'recorded';

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
	/** Of an agent's own telephone, for example; by the destination's digits otherwise. */
	scenario?: Scenario;
	/** The leg that this one is connected with: when one of the two ends, so does the other. */
	partner?: string;
	/** When nobody answers this leg, its partner stays up. */
	leavesPartner?: boolean;
	/** When the leg was dialed, in the call's own time; now unless it is given. */
	initiatedAt?: Date;
	/** What the trunk does as soon as this leg is answered, such as to dial the other one. */
	onAnswer?: (call: SimulatedCall) => void;
	/** The trunk is to detect who picked up. */
	detects?: boolean;
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
	/** Of the real clock. */
	placedAtMs: number;
	ringingAt?: Date;
	answeredAt?: Date;
	endedAt?: Date;
	cause?: HangupCause;
	/** Whose doing the end was, when it was not the customer's. */
	endedBy?: 'agent' | 'api';
}

export interface Exchange {
	readonly calls: SimulatedCall[];
	place(request: CallRequest): SimulatedCall;
	find(trunk: string, id: string): SimulatedCall | undefined;
	/** The moment that it is now in the call's own time. */
	nowOf(call: SimulatedCall): Date;
	/** Ends every leg that is still up. @returns false when the call had ended before */
	hangUp(call: SimulatedCall): boolean;
	clear(): void;
}

const DEFAULT_RING_SECONDS = 30;
/** How long a detection listens, how long a machine's greeting is, and how long a recording takes to be at hand. */
const DETECTION_SECONDS = 4;
const GREETING_SECONDS = 15;
const RECORDING_SECONDS = 5;

const causeOfStopping = ({ answeredAt }: SimulatedCall): HangupCause =>
	answeredAt ? CAUSES.normalClearing : CAUSES.originatorCancel;

/**
 * Where calls live: each runs through its scenario's timeline, and every moment is told to `onMoment`.
 * Timestamps follow the scenario, counted from the real moment of initiation, whatever the time scale.
 */
export function createExchange(
	clock: Clock,
	onMoment: (call: SimulatedCall, moment: Moment | Notice) => void,
): Exchange {
	const calls: SimulatedCall[] = [];
	const byId = new Map<string, SimulatedCall>();

	const enter = (call: SimulatedCall, moment: Moment): void => {
		call.state = moment;
		onMoment(call, moment);
	};
	/** The legs that this one is connected with and that are still there. */
	const partnersOf = (call: SimulatedCall): SimulatedCall[] =>
		calls.filter((other) => (other.id === call.partner || other.partner === call.id) && !isOver(other));
	const setLegs = (call: SimulatedCall, state: Leg['state'], party?: Leg['party']): void => {
		for (const leg of call.legs) if (!party || leg.party === party) leg.state = state;
	};
	const end = (call: SimulatedCall, endedAt: Date, cause: HangupCause, endedBy?: SimulatedCall['endedBy']): void => {
		setLegs(call, 'down');
		Object.assign(call, { endedAt, cause, endedBy });
		enter(call, 'completed');
		if (call.answeredAt)
			clock.after(RECORDING_SECONDS, () => {
				if (byId.has(call.id)) onMoment(call, 'recorded');
			});
		if (call.leavesPartner && !call.answeredAt) return;
		for (const partner of partnersOf(call)) end(partner, endedAt, causeOfStopping(partner));
	};
	const isOver = (call: SimulatedCall): boolean => call.state === 'completed' || !byId.has(call.id);
	/** Runs `act` this long after `since` in the call's own time, unless the call is over by then. */
	const later = (call: SimulatedCall, since: Date, seconds: number, act: (moment: Date) => void): void =>
		clock.after(seconds, () => {
			if (!isOver(call)) act(new Date(since.getTime() + seconds * 1000));
		});

	/** Agent first, in a call whose trunk connects both legs by itself. */
	const ringAgent = (call: SimulatedCall): void => {
		const { initiatedAt, agent = '', ringTimeoutSeconds = DEFAULT_RING_SECONDS } = call;
		const { ringSeconds, talkSeconds, cause } = agentScenarioFor(agent);
		later(call, initiatedAt, 0, () => onMoment(call, 'agentRinging'));
		later(call, initiatedAt, Math.min(ringSeconds, ringTimeoutSeconds), (moment) => {
			if (talkSeconds === undefined) return end(call, moment, cause, 'agent');
			setLegs(call, 'up', 'agent');
			ring(call, ringSeconds);
			if (typeof talkSeconds === 'number')
				later(call, moment, talkSeconds, (left) => end(call, left, causeOfStopping(call), 'agent'));
		});
	};
	/** @param from seconds after the initiation */
	const ring = (call: SimulatedCall, from = 0): void => {
		const { scenario, ringTimeoutSeconds = DEFAULT_RING_SECONDS, initiatedAt } = call;
		const givesUp = scenario.ringSeconds > ringTimeoutSeconds;
		const rings = Math.min(scenario.ringSeconds, ringTimeoutSeconds);
		later(call, initiatedAt, from + Math.min(1, rings / 2), (ringingAt) => {
			call.ringingAt = ringingAt;
			setLegs(call, 'up', 'agent');
			enter(call, 'ringing');
		});
		later(call, initiatedAt, from + rings, (moment) => {
			if (scenario.talkSeconds === undefined || givesUp) end(call, moment, givesUp ? CAUSES.noAnswer : scenario.cause);
			else answer(call, moment);
		});
	};
	const answer = (call: SimulatedCall, answeredAt: Date): void => {
		const { talkSeconds, agentLostAfterSeconds, cause } = call.scenario;
		call.answeredAt = answeredAt;
		setLegs(call, 'up');
		enter(call, 'answered');
		call.onAnswer?.(call);
		if (call.detects) detect(call, answeredAt);
		if (agentLostAfterSeconds !== undefined)
			later(call, answeredAt, agentLostAfterSeconds, (moment) => loseAgent(call, moment));
		if (typeof talkSeconds === 'number') later(call, answeredAt, talkSeconds, (moment) => end(call, moment, cause));
	};
	const detect = (call: SimulatedCall, answeredAt: Date): void => {
		const { talkSeconds, answeredBy } = call.scenario;
		const talk = typeof talkSeconds === 'number' ? talkSeconds : Infinity;
		later(call, answeredAt, Math.min(DETECTION_SECONDS, talk / 2), () => onMoment(call, 'detected'));
		if (answeredBy === 'machine')
			later(call, answeredAt, Math.min(GREETING_SECONDS, talk * 0.75), () => onMoment(call, 'beep'));
	};
	/** A leg that the trunk holds in one call is lost without a word; one of its own ends, and its partner with it. */
	const loseAgent = (call: SimulatedCall, moment: Date): void => {
		const [agent] = partnersOf(call);
		if (agent) end(agent, moment, CAUSES.normalClearing, 'agent');
		else setLegs(call, 'down', 'agent');
	};

	const nowOf = ({ initiatedAt, placedAtMs }: SimulatedCall): Date =>
		new Date(initiatedAt.getTime() + (Date.now() - placedAtMs) * clock.timeScale);

	return {
		calls,
		place(request) {
			const call: SimulatedCall = {
				...request,
				id: request.id ?? randomUUID(),
				scenario: request.scenario ?? scenarioFor(request.to),
				state: 'initiated',
				legs: [
					...(request.agent ? [{ party: 'agent' as const, address: request.agent, state: 'ringing' as const }] : []),
					{ party: 'customer', address: request.to, state: 'ringing' },
				],
				initiatedAt: request.initiatedAt ?? new Date(),
				placedAtMs: Date.now(),
			};
			calls.push(call);
			byId.set(call.id, call);
			later(call, call.initiatedAt, 0, () => enter(call, 'initiated'));
			if (call.agentFirst) ringAgent(call);
			else ring(call);
			return call;
		},
		find(trunk, id) {
			const call = byId.get(id);
			return call?.trunk === trunk ? call : undefined;
		},
		hangUp(call) {
			if (isOver(call)) return false;
			end(call, nowOf(call), causeOfStopping(call), 'api');
			return true;
		},
		nowOf,
		clear() {
			calls.length = 0;
			byId.clear();
		},
	};
}
