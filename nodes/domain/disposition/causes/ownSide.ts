import { causeTable, type CauseRow } from './causeRow';

/**
 * What a trunk says when our own account or line did not place the call. Neither the contact nor the caller ID has to
 * do with it, whatever status it comes with: Telnyx sends 403, which others send for a contact's refusal.
 */
export const OWN_SIDE_WORDS = causeTable('provider', [
	{
		words: ['account_limit', 'line_limit', 'channel_limit_exceeded', 'no_limit', 'no_day_limit'],
		meaning: 'our own limit of calls or lines is reached',
		outcome: 'congestion',
		ownSide: true,
		sources: 'bandwidth zadarma telnyxcodes',
	},
	{
		words: ['no_money', 'no_money_no_limit', 'nocreditpartner', 'insufficient_funds', 'insufficient_balance'],
		meaning: 'our own account has no credit',
		outcome: 'unreachable',
		ownSide: true,
		sources: 'zadarma sinch',
	},
	{
		words: ['invalidargs', 'account_disabled', 'account_suspended', 'invalid_caller_id', 'unverified_caller_id'],
		meaning: 'our own account or caller ID is not allowed to place this call',
		outcome: 'unreachable',
		ownSide: true,
		sources: 'telnyxcodes ast',
	},
]);

const [LIMIT, CREDIT, ACCOUNT] = OWN_SIDE_WORDS;

/** In reason phrases and texts, whose punctuation may have become underscores on the way. */
const TEXTS: ReadonlyArray<readonly [RegExp, CauseRow]> = [
	[/(?:^|[^a-z])(?:channel|line|capacity|cps|rate|account)s?[\s_-]*(?:calls?[\s_-]*)?limit/i, LIMIT],
	[/concurren.*limit|limit.*concurren/i, LIMIT],
	[/insufficient[\s_-]*(?:funds|balance|credit)|spen[dt][\s_-]*limit/i, CREDIT],
	[/(?:account|connection|profile)[\s_-]*is[\s_-]*(?:disabled|blocked|suspended|inactive)/i, ACCOUNT],
	[/(?:caller[\s_-]*id|originat\w*[\s_-]*number).*(?:invalid|unverified|unauthorized|restricted)/i, ACCOUNT],
	[/(?:invalid|unverified|unauthorized|restricted)[\s_-]*(?:caller|originat)/i, ACCOUNT],
	[/whitelisted[\s_-]*countries|no[\s_-]*international[\s_-]*permission/i, ACCOUNT],
];

/**
 * Telnyx ends its reason phrases with a code of its own, as in `403 User channel limit exceeded D1`. Those that are
 * about our own account: https://support.telnyx.com/en/articles/4409457-telnyx-sip-response-codes
 */
const TELNYX_CODE = /(?:^|[\s_])D(\d{1,2})"?$/i;
const TELNYX_LIMITS: ReadonlySet<number> = new Set([1, 2, 3, 9, 10, 22, 39]);
const TELNYX_ACCOUNT: ReadonlySet<number> = new Set([
	7, 8, 12, 13, 15, 16, 17, 18, 19, 24, 25, 26, 29, 30, 31, 34, 35, 36, 37, 38, 41, 44, 46, 49, 51, 53, 54, 57, 58, 60,
	63, 64,
]);

function rowOfTelnyxCode(text: string): CauseRow | undefined {
	const code = Number(TELNYX_CODE.exec(text)?.[1]);
	if (TELNYX_LIMITS.has(code)) return LIMIT;
	return TELNYX_ACCOUNT.has(code) ? ACCOUNT : undefined;
}

/** The row of a text that says that our own side did not place the call. */
export function findOwnSide(text: string): CauseRow | undefined {
	return rowOfTelnyxCode(text) ?? TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}
