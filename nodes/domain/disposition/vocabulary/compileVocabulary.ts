import { causeKey } from '../../call/causeKey';
import { invalid, isInvalid, type Invalid } from '../../result';
import { OUTCOMES, OUTCOME_TITLES, type Outcome } from '../outcome';
import type { CrmVocabulary } from './crmVocabulary';
import { hubSpot } from './hubSpot';
import { VOCABULARIES, type VocabularyName } from './presets';

/** A team's vocabulary, ready to look up. */
export interface Vocabulary {
	words: Readonly<Record<Outcome, string>>;
	/** What the CRM's field takes, by `causeKey` of the word; undefined where it takes any text. */
	values?: ReadonlyMap<string, string>;
	/** The CRM's own words, for outcomes whose renamed or agent's word its field does not take. */
	crmWords: Readonly<Partial<Record<Outcome, string>>>;
	statuses: Readonly<Partial<Record<Outcome, string>>>;
	/** The outcome that a word stands for when an agent says it, by `causeKey`. */
	agentWords: ReadonlyMap<string, Outcome>;
}

/** Words that agents use for outcomes, beside those of the vocabulary in use. */
const COMMON_AGENT_WORDS: ReadonlyArray<readonly [Outcome, string]> = Object.freeze([
	...(Object.entries(OUTCOME_TITLES) as Array<[Outcome, string]>),
	...(Object.entries(hubSpot.words) as Array<[Outcome, string]>),
	['canceled', 'Cancelled'],
	['connected', 'Left live message'],
	['connected', 'Answered'],
	['voicemail', 'Left message'],
	['voicemail', 'Answering machine'],
	['invalidNumber', 'Bad number'],
]);

/** Not said by agents of a finished call, so such a word tells no more than any other. */
const NEVER_SAID: ReadonlySet<Outcome> = new Set(['unknown', 'inProgress']);

/**
 * @param renames the team's own words; an empty one means none
 * @param portalDispositions HubSpot's `GET /calling/v1/dispositions`, `[{id, label}]`, when the portal's own list counts
 */
export function compileVocabulary(
	name: VocabularyName,
	renames: ReadonlyArray<{ outcome: Outcome; word: string }> = [],
	portalDispositions?: unknown,
): Vocabulary | Invalid {
	const preset: CrmVocabulary = VOCABULARIES[name];
	const portalValues = portalDispositions === undefined ? undefined : readPortalValues(portalDispositions);
	if (isInvalid(portalValues)) return portalValues;
	const renamed = new Map(renames.map(({ outcome, word }) => [outcome, word.trim()]));
	const wordOf = (outcome: Outcome): string => renamed.get(outcome) ?? preset.words[outcome] ?? '';
	const words = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, wordOf(outcome)])) as Record<Outcome, string>;
	const values = portalValues ?? (preset.values && Object.entries(preset.values));
	return {
		words,
		values: values && new Map(values.map(([word, value]) => [causeKey(word), value])),
		crmWords: preset.words,
		statuses: preset.statuses ?? {},
		agentWords: agentWordsOf(words, values ?? []),
	};
}

function readPortalValues(dispositions: unknown): Array<[string, string]> | Invalid {
	const rows = Array.isArray(dispositions) ? dispositions : undefined;
	const pairs = rows?.map((row) => [row?.label, row?.id]);
	if (
		!pairs?.every((pair): pair is [string, string] => pair.every((part) => typeof part === 'string' && part !== ''))
	) {
		return invalid(
			'HubSpot Dispositions must be the list that GET /calling/v1/dispositions answers: [{"id": "…", "label": "…"}].',
		);
	}
	return pairs;
}

/** The first meaning of a word counts: the team's own before the common ones. */
function agentWordsOf(
	words: Readonly<Record<Outcome, string>>,
	values: ReadonlyArray<readonly [string, string]>,
): Map<string, Outcome> {
	const meanings = new Map<string, Outcome>();
	const learn = (word: string, outcome: Outcome | undefined): void => {
		const key = causeKey(word);
		if (key && outcome && !NEVER_SAID.has(outcome) && !meanings.has(key)) meanings.set(key, outcome);
	};
	for (const outcome of OUTCOMES) learn(words[outcome], outcome);
	for (const [outcome, word] of COMMON_AGENT_WORDS) learn(word, outcome);
	// HubSpot hands an agent's disposition on as its GUID.
	for (const [word, value] of values) learn(value, meanings.get(causeKey(word)));
	return meanings;
}
