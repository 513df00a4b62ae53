import { isInvalid, type Invalid } from '../result';
import { causeKey } from '../call/causeKey';
import { planNextStep, type NextStep, type NextStepSettings } from './nextStep';
import type { NextAction, Outcome, OutcomeReason, Verdict } from './outcome';
import { readCall } from './readCall';
import { readOutcome, type OutcomeSettings } from './readOutcome';
import type { DurationUnit } from '../time/readSeconds';
import type { CallRecord } from './record/callRecord';
import { readRecord } from './record/readRecord';
import { toRecord } from './record/toRecord';
import type { Vocabulary } from './vocabulary/compileVocabulary';

export interface MapSettings extends OutcomeSettings, NextStepSettings {
	durationUnit: DurationUnit;
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
	/** What the CRM's field takes where it does not take any text, e.g. HubSpot's GUID. */
	crmDisposition?: string;
	/** The CRM's own call status, where its vocabulary has one. */
	callStatus?: string;
	outcome: Outcome;
	outcomeReason: OutcomeReason;
	/** The evidence in words, e.g. `Q.850 17 user busy`. */
	outcomeDetail: string;
	tag?: string;
	record: CallRecord;
}

/** https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/ */
export const DEFAULT_TAGS: Readonly<Partial<Record<Outcome, string>>> = Object.freeze({
	noAnswer: 'call-attempt-{attempt}',
	voicemail: 'voicemail-left',
});

/**
 * From one call event to the team's words and the next step. Pure and total: the same item and settings always give
 * the same answer, and no item makes it throw.
 * @param item a CallEvent, or a row of call records under any column names that are ours
 * @param rule the user's rule that applies to the item, if any
 */
export function mapCall(
	item: Readonly<Record<string, unknown>>,
	settings: MapSettings,
	rule?: UserRule,
): MappedCall | Invalid {
	const fields = 'callUuid' in item ? item : readRecord(item);
	const facts = readCall(fields, settings.durationUnit);
	if (isInvalid(facts)) return facts;
	const { call, verdict } = readOutcome(facts, settings);
	const { outcome, reason, detail } = ruledBy(rule) ?? verdict;
	const { vocabulary } = settings;
	const disposition = rule?.disposition || call.agentDisposition || vocabulary.words[outcome];
	const mapped: MappedCall = {
		disposition,
		outcome,
		outcomeReason: reason,
		outcomeDetail: detail,
		...planNextStep(call, { outcome, reason }, settings, rule?.nextAction),
		record: toRecord(fields, call),
	};
	const crmDisposition = vocabulary.values && acceptedWord(disposition, outcome, vocabulary);
	if (crmDisposition) mapped.crmDisposition = crmDisposition;
	const callStatus = vocabulary.statuses[outcome];
	if (callStatus) mapped.callStatus = callStatus;
	const tag = rule?.tag || settings.tags[outcome];
	if (tag) mapped.tag = tag.replace('{attempt}', String(call.attempt ?? 1));
	if (call.event === 'completed') addVerdict(mapped);
	return mapped;
}

const ruledBy = (rule: UserRule | undefined): Verdict | undefined =>
	rule?.outcome && { outcome: rule.outcome, reason: 'userRule', detail: `Rule “${rule.name}”` };

/** A CRM that takes its own words only gets the one of the outcome when it does not know the agent's or the team's. */
function acceptedWord(disposition: string, outcome: Outcome, { values, crmWords }: Vocabulary): string | undefined {
	return values?.get(causeKey(disposition)) ?? values?.get(causeKey(crmWords[outcome] ?? ''));
}

/** Only a finished call has a verdict to record: a late `answered` must not overwrite it. */
function addVerdict({ record, outcome, outcomeReason, disposition, nextAction, nextActionAt, tag }: MappedCall): void {
	Object.assign(record, { outcome, outcomeReason, nextAction });
	if (disposition) record.disposition = disposition;
	if (nextActionAt) record.nextActionAt = nextActionAt;
	if (tag) record.tag = tag;
}
