import { causeKey } from './causes/causeKey';
import type { Invalid } from '../result';
import { planNextStep, type NextStep, type NextStepSettings } from './nextStep';
import type { NextAction, Outcome, OutcomeReason, Verdict } from './outcome';
import { readCall, type CallFacts } from './readCall';
import { readOutcome, type OutcomeSettings } from './readOutcome';
import type { DurationUnit } from './readSeconds';
import type { CallRecord } from './record/callRecord';
import { toRecord } from './record/toRecord';
import { withoutEmpty } from './record/withoutEmpty';
import type { Vocabulary } from './vocabulary/compileVocabulary';

export interface MapSettings extends Omit<OutcomeSettings, 'agentWords'>, NextStepSettings {
	durationUnit: DurationUnit;
	vocabulary: Vocabulary;
	/** By outcome; `{attempt}` stands for the attempt's number. */
	tags: Readonly<Partial<Record<Outcome, string>>>;
}

/** What a user's own rule decides; what it leaves out is decided as usual. */
export interface UserRule {
	name: string;
	outcome?: Outcome;
	disposition?: string;
	nextAction?: NextAction;
	tag?: string;
}

export interface MappedCall extends NextStep {
	/** The team's word: the agent's when there is one, else the vocabulary's. Empty when the vocabulary has none. */
	disposition: string;
	/** What the CRM's field holds in place of the word, e.g. HubSpot's GUID. */
	dispositionId?: string;
	/** The CRM's own call status, where its vocabulary has one. */
	callStatus?: string;
	outcome: Outcome;
	outcomeReason: OutcomeReason;
	outcomeDetail: string;
	tag?: string;
	record: CallRecord;
}

/** The seeds' tags. */
export const DEFAULT_TAGS: Readonly<Partial<Record<Outcome, string>>> = Object.freeze({
	noAnswer: 'call-attempt-{attempt}',
	voicemail: 'voicemail-left',
});

/**
 * From one call event to the team's words and the next step. Pure and total: the same item and settings always give
 * the same answer, and no item makes it throw.
 * @param item a CallEvent, or a call record like one
 * @param rule the user's rule that applies to the item, if any
 */
export function mapCall(item: Readonly<Record<string, unknown>>, settings: MapSettings, rule?: UserRule): MappedCall | Invalid {
	const call = readCall(item, settings.durationUnit);
	if ('kind' in call) return call;
	const verdict = decide(call, settings, rule);
	const disposition = rule?.disposition || call.agentDisposition || settings.vocabulary.words[verdict.outcome];
	const step = planNextStep(call, verdict.outcome, settings, rule?.nextAction);
	const mapped = withoutEmpty({
		dispositionId: settings.vocabulary.ids.get(causeKey(disposition)),
		callStatus: settings.vocabulary.statuses[verdict.outcome],
		outcome: verdict.outcome,
		outcomeReason: verdict.reason,
		outcomeDetail: verdict.detail,
		...step,
		tag: (rule?.tag || settings.tags[verdict.outcome])?.replace('{attempt}', String(call.attempt)),
	});
	const record = toRecord(item, call);
	if (call.event === 'completed') addVerdict(record, disposition, mapped);
	return { disposition, ...mapped, record };
}

function decide(call: CallFacts, settings: MapSettings, rule: UserRule | undefined): Verdict {
	if (rule?.outcome) return { outcome: rule.outcome, reason: 'userRule', detail: `Rule “${rule.name}”` };
	return readOutcome(call, { ...settings, agentWords: settings.vocabulary.agentWords });
}

function addVerdict(record: CallRecord, disposition: string, mapped: Omit<MappedCall, 'disposition' | 'record'>): void {
	const { outcome, outcomeReason, nextAction, nextActionAt, tag } = mapped;
	Object.assign(record, withoutEmpty({ outcome, outcomeReason, disposition, nextAction, nextActionAt, tag }));
}
