/** The report's metrics and its page, of calls as the register knows them. */
import { createHash } from 'node:crypto';
import type { CallEvent } from '../../nodes/domain/call/callEvent';
import type { KnownCall } from '../../nodes/domain/register/find';
import { maskNumber } from '../../nodes/domain/report/maskNumber';
import { toPage, type Report } from '../../nodes/domain/report/page';
import { summarize } from '../../nodes/domain/report/summarize';
import { zoneOffset, type ZoneOffset } from '../../nodes/domain/time/zone';

const NOW = Date.parse('2026-06-04T12:00:00Z');
const HOUR = 3_600_000;
const utc: ZoneOffset = () => 0;
let serial = 0;

function known(fields: Partial<CallEvent> = {}, { startedAgo = HOUR, live = false } = {}): KnownCall {
	const at = new Date(NOW - startedAgo).toISOString();
	const event: CallEvent = {
		...{ provider: 'unlimCall', event: live ? 'ringing' : 'completed', callUuid: `call-${(serial += 1)}` },
		...{ from: '+12025550143', fromValid: true, to: '+14155550102', toValid: true },
		...{ occurredAt: at, receivedAt: at, initiatedAt: at },
		...(!live && { endedAt: at, durationSeconds: 0, hangupCauseCode: 19 }),
		...fields,
	};
	return { told: { facts: {}, legs: {} }, event, since: NOW - startedAgo, ...(!live && { ended: NOW - startedAgo }) };
}
const answered: Partial<CallEvent> = { durationSeconds: 90, hangupCauseCode: 16 };

const reportOf = (calls: readonly KnownCall[], changes: Partial<Report> = {}): Report => ({
	...summarize(calls, NOW, utc),
	...{ title: 'Report', days: 7, timeZone: 'UTC', madeAt: '2026-06-04 12:00' },
	events: { waiting: 3, failed: 2, dead: 1 },
	...changes,
});

it('counts outbound calls by outcome, and which were answered', () => {
	const calls = [known(answered), known(answered), known(), known({ hangupCauseCode: 17 })];
	expect(summarize(calls, NOW, utc)).toMatchObject({
		...{ outbound: 4, inbound: 0, answered: 2, live: 0 },
		outcomes: [
			{ outcome: 'connected', title: 'Connected', calls: 2 },
			{ outcome: 'noAnswer', title: 'No Answer', calls: 1 },
			{ outcome: 'busy', title: 'Busy', calls: 1 },
		],
	});
});

it('counts an answer that has a time but no talk time', () => {
	const call = known({ answeredAt: '2026-06-04T11:00:05Z', durationSeconds: undefined, hangupCauseCode: 16 });
	expect(summarize([call], NOW, utc).answered).toBe(1);
});

it('counts inbound calls apart', () => {
	const { outbound, inbound, callerIds } = summarize([known({ direction: 'inbound', ...answered })], NOW, utc);
	expect({ outbound, inbound, callerIds }).toEqual({ outbound: 0, inbound: 1, callerIds: [] });
});

it('takes a call for live as long as its end is not known, but no longer than four hours', () => {
	const calls = [
		known({}, { live: true }),
		known({ direction: 'inbound' }, { live: true }),
		known({}, { live: true, startedAgo: 4 * HOUR }),
	];
	expect(summarize(calls, NOW, utc).live).toBe(2);
});

it('counts by caller ID and country, the most first, and what is not a number as Other', () => {
	const calls = [
		known({ to: '+4930233123' }),
		known({ to: '+4930233124', ...answered }),
		known({ from: '+442079460123' }),
		known({ from: '<script>', fromValid: false, to: 'sip:ada@example.com', toValid: false }),
	];
	const { callerIds, countries } = summarize(calls, NOW, utc);
	expect(callerIds).toEqual([
		{ label: '+1202•••••43', calls: 2, answered: 1 },
		{ label: 'Other', calls: 1, answered: 0 },
		{ label: '+4420••••••23', calls: 1, answered: 0 },
	]);
	expect(countries).toEqual([
		{ label: 'DE', calls: 2, answered: 1 },
		{ label: 'Other', calls: 1, answered: 0 },
		{ label: 'US', calls: 1, answered: 0 },
	]);
});

it('counts by the hour of the report’s zone in which a call began', () => {
	const { hours } = summarize([known(answered)], NOW, zoneOffset('Asia/Kolkata') as ZoneOffset);
	expect(hours.filter(({ calls }) => calls > 0)).toEqual([{ label: '16', calls: 1, answered: 1 }]);
	expect(hours).toHaveLength(24);
});

it.each([
	['+12025550143', '+1202•••••43'],
	['+4930123', '+4930•••23'],
])('masks %s', (number, masked) => expect(maskNumber(number)).toBe(masked));

it('escapes every text', () => {
	const page = toPage(reportOf([], { title: `<script>alert("1")</script>'&`, timeZone: '<b>' }));
	expect(page).toContain('<h1>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;</h1>');
	expect(page).not.toMatch(/<script|<b>/);
});

it('is drawn with its own style sheet and nothing else', () => {
	const page = toPage(reportOf([known()]));
	const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
	const hash = createHash('sha256').update(style).digest('base64');
	const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
	expect(policy.replaceAll('&#39;', "'")).toBe(
		`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
	);
	expect(page).not.toMatch(/ style=|<script|<link|<img|<a |url\(/);
});

it('adds up what is beyond twenty rows', () => {
	const calls = Array.from({ length: 25 }, (_, index) => known({ from: `+120255501${10 + index}`, ...answered }));
	const page = toPage(reportOf(calls));
	expect(page).toContain('6 more');
	expect(page).toContain('6 of 6');
});

it('shows a period without calls', () => {
	expect(toPage(reportOf([]))).toContain('answered (–)');
});
