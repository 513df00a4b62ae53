/**
 * The limits of the rules that look at times; the figures of https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/
 * unless a comment says otherwise.
 */
export interface Thresholds {
	/** An answered outbound call with a talk time in this window, both ends included, counts as voicemail. */
	voicemailFromSeconds: number;
	voicemailToSeconds: number;
	/** Answered in less than this … */
	fastAnswerSeconds: number;
	/** … and talked for no longer than this: a screening service, not a person. Our figure: the source says only "disconnects". */
	fastTalkSeconds: number;
	/** Rang for at least this long: the phone rang, rather than the network timing out. Ours, above usual post-dial delays. */
	rangFromSeconds: number;
	/** A connected call longer than this, without an agent's disposition, … */
	reviewOverSeconds: number;
	/** … goes to a manager this long after its end. */
	reviewAfterMinutes: number;
}

export const DEFAULT_THRESHOLDS: Readonly<Thresholds> = Object.freeze({
	voicemailFromSeconds: 20,
	voicemailToSeconds: 45,
	fastAnswerSeconds: 3,
	fastTalkSeconds: 5,
	rangFromSeconds: 10,
	reviewOverSeconds: 30,
	reviewAfterMinutes: 5,
});
