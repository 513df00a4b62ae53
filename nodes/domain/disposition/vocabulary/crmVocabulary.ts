import type { Outcome } from '../outcome';

/** A CRM's words for the outcomes; an outcome without a word leaves the CRM's field empty. */
export interface CrmVocabulary {
	/** The word as a person reads it in the CRM. */
	words: Readonly<Partial<Record<Outcome, string>>>;
	/** What the CRM's field takes, by word; missing where it takes any text. */
	values?: Readonly<Record<string, string>>;
	/** The CRM's own call status beside the disposition. */
	statuses?: Readonly<Partial<Record<Outcome, string>>>;
}

export function crmVocabulary(vocabulary: CrmVocabulary): Readonly<CrmVocabulary> {
	for (const table of Object.values(vocabulary)) Object.freeze(table);
	return Object.freeze(vocabulary);
}

/** A CRM whose field takes the words themselves, and nothing else. */
export function closedVocabulary(words: CrmVocabulary['words']): Readonly<CrmVocabulary> {
	return crmVocabulary({ words, values: Object.fromEntries(Object.values(words).map((word) => [word, word])) });
}
