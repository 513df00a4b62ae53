import { addBusinessDays, type BusinessCalendar } from './calendar/businessCalendar';
import type { NextAction, Outcome, Verdict } from './outcome';
import type { AnsweredCall } from './readCall';
import { toIso } from '../time/readTime';
import type { Thresholds } from './thresholds';

/**
 * What happens after each outcome: the four workflows of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/ ,
 * and a number that does not exist is not dialed again.
 */
export const DEFAULT_NEXT_ACTIONS: Readonly<Record<Outcome, NextAction>> = Object.freeze({
	connected: 'managerReview',
	voicemail: 'suppressRedial',
	noAnswer: 'smsFollowUp',
	busy: 'none',
	rejected: 'none',
	screened: 'redial',
	invalidNumber: 'stopDialing',
	unreachable: 'none',
	congestion: 'none',
	canceled: 'none',
	unknown: 'none',
	inProgress: 'none',
	screenedByAssistant: 'smsFollowUp',
});

export interface NextStepSettings {
	nextActions: Readonly<Record<Outcome, NextAction>>;
	thresholds: Thresholds;
	calendar: BusinessCalendar;
	callbackBusinessDays: number;
	suppressHours: number;
	redialDelayMinutes: number;
	maxAttempts: number;
}

/** The next action and what it needs; a time is missing only when the event has none to count from. */
export interface NextStep {
	nextAction: NextAction;
	nextActionReason?: 'attemptsUsedUp';
	/** When the contact is next to be touched: the one time below that applies. */
	nextActionAt?: string;
	/** smsFollowUp: when to call again. */
	callbackAt?: string;
	/** suppressRedial: until when not to call. */
	suppressUntil?: string;
	/** redial: when to call again, … */
	redialAt?: string;
	/** … from a number other than these, … */
	excludeCallerIds?: string[];
	/** … and which attempt that is. */
	nextAttempt?: number;
	/** managerReview: when the agent's time to enter a disposition is over. */
	reviewAt?: string;
}

/**
 * Works out the next step of a call with this verdict; every time counts from the call's end, never from now.
 * @param chosen by the user's own rule, in place of the settings' action
 */
export function planNextStep(
	call: AnsweredCall,
	verdict: Pick<Verdict, 'outcome' | 'reason'>,
	settings: NextStepSettings,
	chosen?: NextAction,
): NextStep {
	if (chosen) return PLANS[chosen](call, settings);
	const action = settings.nextActions[verdict.outcome];
	return PLANS[isDue(action, call, verdict, settings.thresholds) ? action : 'none'](call, settings);
}

/** Whether an action that follows an outcome has reason to. */
function isDue(
	action: NextAction,
	call: AnsweredCall,
	{ outcome, reason }: Pick<Verdict, 'outcome' | 'reason'>,
	{ reviewOverSeconds }: Thresholds,
): boolean {
	// Only a long call that no agent has commented on needs a manager.
	if (outcome === 'connected' && action === 'managerReview')
		return !call.agentDisposition && (call.talkSeconds ?? 0) > reviewOverSeconds;
	// Who was told outright that the call is unwanted or blocked (607, 608, 603+) does not try again from another number.
	if (outcome === 'screened' && action === 'redial') return reason !== 'blockingMarker';
	return true;
}

type Plan = (call: AnsweredCall, settings: NextStepSettings) => NextStep;

const PLANS: Readonly<Record<NextAction, Plan>> = Object.freeze<Record<NextAction, Plan>>({
	none: () => ({ nextAction: 'none' }),
	stopDialing: () => ({ nextAction: 'stopDialing' }),
	smsFollowUp: (call, { callbackBusinessDays, calendar }) => {
		const callbackAt = toIso(
			call.at === undefined ? undefined : addBusinessDays(call.at, callbackBusinessDays, calendar),
		);
		return { nextAction: 'smsFollowUp', nextActionAt: callbackAt, callbackAt };
	},
	suppressRedial: (call, { suppressHours }) => {
		const suppressUntil = minutesAfter(call, suppressHours * 60);
		return { nextAction: 'suppressRedial', nextActionAt: suppressUntil, suppressUntil };
	},
	redial: (call, { redialDelayMinutes, maxAttempts }) => {
		const { attempt = 1 } = call;
		if (attempt >= maxAttempts) return { nextAction: 'stopDialing', nextActionReason: 'attemptsUsedUp' };
		const redialAt = minutesAfter(call, redialDelayMinutes);
		return {
			nextAction: 'redial',
			nextActionAt: redialAt,
			redialAt,
			excludeCallerIds: [...call.usedCallerIds],
			nextAttempt: attempt + 1,
		};
	},
	managerReview: (call, { thresholds }) => {
		const reviewAt = minutesAfter(call, thresholds.reviewAfterMinutes);
		return { nextAction: 'managerReview', nextActionAt: reviewAt, reviewAt };
	},
});

function minutesAfter({ at }: AnsweredCall, minutes: number): string | undefined {
	return toIso(at === undefined ? undefined : at + minutes * 60_000);
}
