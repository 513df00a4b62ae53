import type { Outcome } from '../outcome';

/** A CRM's words for the outcomes; an outcome without a word leaves the CRM's field empty. */
export interface CrmVocabulary {
	/** The word as a person reads it in the CRM. */
	words: Readonly<Partial<Record<Outcome, string>>>;
	/** What the CRM's field holds in place of the word, by word. */
	ids?: Readonly<Record<string, string>>;
	/** The CRM's own call status beside the disposition. */
	statuses?: Readonly<Partial<Record<Outcome, string>>>;
}

export function crmVocabulary(vocabulary: CrmVocabulary): Readonly<CrmVocabulary> {
	for (const table of Object.values(vocabulary)) Object.freeze(table);
	return Object.freeze(vocabulary);
}
