import { CALL_EVENT_NAMES } from '../../nodes/domain/call/callEvent';
import { providers } from '../../nodes/domain/trunk';
import { checkBaseUrl } from '../../nodes/domain/trunk/request/baseUrl';
import type { Delivery, TrunkProvider } from '../../nodes/domain/trunk/provider';
import { CALL_UUID, OUTBOUND_CALL, RECEIVED_AT, type ProviderFixture } from './fixture';

/** `fixtures/<registry id>/fixture.ts`: a provider without one fails here. */
const fixtureOf = (id: string): ProviderFixture =>
	(jest.requireActual(`./fixtures/${id}/fixture`) as { fixture: ProviderFixture }).fixture;

const delivery = (body: unknown, query?: Record<string, unknown>): Delivery => ({
	body,
	headers: {},
	query,
	receivedAt: RECEIVED_AT,
});

const GARBAGE: unknown[] = [
	null,
	undefined,
	42,
	'',
	'x',
	[],
	[{}],
	{},
	{ data: null },
	{ data: [] },
	JSON.parse('{"__proto__": {"event": "call.completed"}}'),
	{ constructor: 'x' },
	'<html></html>',
];

const DAY_MS = 86_400_000;

/** ISO 8601; or a date, Unix seconds, milliseconds or microseconds within a day of `instant`. */
function isTime(value: unknown, instant: string): boolean {
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	const readings = [Date.parse(String(value)), Number(value) * 1e3, Number(value), Number(value) / 1e3];
	return (
		/^\d{4}-\d\d-\d\dT/.test(String(value)) ||
		readings.some((milliseconds) => Math.abs(milliseconds - Date.parse(instant)) < DAY_MS)
	);
}

describe.each(Object.entries(providers))('%s', (id, provider: TrunkProvider) => {
	const fixture = fixtureOf(id);
	const { settings } = fixture;

	test('is registered under its own id, with a base URL that may be saved', () => {
		expect(provider.id).toBe(id);
		expect(provider.displayName).not.toBe('');
		if (provider.baseUrl.default) expect(checkBaseUrl(provider.baseUrl.default, false).kind).toBe('url');
	});

	test('presents the secret as documented', () => {
		expect(provider.authorize(settings)).toEqual(fixture.authorization);
	});

	test('takes for a refusal what its documents define so', () => {
		for (const answer of fixture.refusals)
			expect([answer, provider.refuses?.(answer, settings)]).toEqual([answer, true]);
	});

	test('takes nothing else for a refusal: not another status, not another code, not the page of a proxy', () => {
		for (const { status, body } of fixture.refusals) {
			const unknownCode = JSON.parse(
				JSON.stringify(body).replace(/(?<=:)("[^"]*"|\d+)(?=[,}])/g, '"NEW_CODE"'),
			) as unknown;
			const others = [
				...[302, 408, 409, 425, 504].map((other) => ({ status: other, body })),
				...[...GARBAGE, { message: 'No.' }, { errors: [] }, unknownCode].map((other) => ({ status, body: other })),
			];
			for (const answer of others) expect([answer, provider.refuses?.(answer, settings)]).toEqual([answer, false]);
		}
	});

	test('forgives the spaces that come along when a secret is pasted', () => {
		expect(provider.authorize({ ...settings, accessToken: ` ${String(settings.accessToken)}\n` })).toEqual(
			fixture.authorization,
		);
	});

	test('proves the credential with a request that changes nothing', () => {
		expect(provider.probe(settings)).toMatchObject({ ...fixture.probe, method: 'GET' });
	});

	test('asks for a call as documented', () => {
		expect(provider.placeCall(OUTBOUND_CALL, settings)).toEqual(fixture.placeRequest);
	});

	test('leaves out what the call does not have', () => {
		const { from, to, clientReference, callUuid, seatId } = OUTBOUND_CALL;
		const request = provider.placeCall({ from, to, clientReference, callUuid, seatId }, settings);
		expect(JSON.stringify(request)).not.toMatch(/undefined|null/);
	});

	test('sends the access token in the header alone', () => {
		expect(JSON.stringify(provider.placeCall(OUTBOUND_CALL, settings))).not.toContain(String(settings.accessToken));
	});

	test('reads the call UUID from the answer', () => {
		expect(provider.readPlaced(fixture.placeAnswer, settings)).toEqual(fixture.placed);
	});

	test.each([...fixture.unreadableAnswers, ...GARBAGE].map((body) => [body]))(
		'does not take %j for a placed call',
		(body) => {
			expect(provider.readPlaced(body, settings)).toMatchObject({
				kind: 'invalid',
				rule: expect.stringMatching(/\.$/),
			});
		},
	);

	test.each(fixture.events.map((event) => [event.name, event] as const))(
		'reads the event: %s',
		(_name, { body, query, expected }) => {
			expect(provider.readEvent(delivery(body, query), settings)).toStrictEqual({ kind: 'event', event: expected });
		},
	);

	test('covers the end of a call with a fixture', () => {
		const names = fixture.events.map(({ expected }) => expected.event);
		expect(names).toContain('completed');
		expect(names.every((name) => CALL_EVENT_NAMES.includes(name))).toBe(true);
	});

	test('gives every event a moment in ISO 8601 UTC', () => {
		for (const { body, query } of fixture.events) {
			const reading = provider.readEvent(delivery(body, query), settings);
			if (reading.kind !== 'event') throw new Error(reading.kind);
			const { occurredAt, initiatedAt, answeredAt, endedAt } = reading.event;
			for (const instant of [occurredAt, initiatedAt, answeredAt, endedAt]) {
				if (instant !== undefined) expect(new Date(instant).toISOString()).toBe(instant);
			}
		}
	});

	test('takes the moment of receipt for an event without a readable time', () => {
		const [{ body, expected }] = fixture.events;
		const withoutTimes = JSON.parse(JSON.stringify(body), (_name, value: unknown) =>
			isTime(value, expected.occurredAt) ? 'yesterday' : value,
		) as unknown;
		expect(provider.readEvent(delivery(withoutTimes), settings)).toMatchObject({
			kind: 'event',
			event: { occurredAt: RECEIVED_AT.toISOString() },
		});
	});

	test('is not disturbed by a field that is new', () => {
		const [{ body, query, expected }] = fixture.events;
		expect(
			provider.readEvent(delivery({ ...(body as object), brandNew: { field: 1 } }, query), settings),
		).toStrictEqual({ kind: 'event', event: expected });
	});

	for (const { name, body, expected } of fixture.updates ?? []) {
		test(`joins ${name} to its call`, () => {
			const reading = provider.readEvent(delivery(body), settings);
			expect(reading).toMatchObject({ kind: 'callUpdate', name, update: { provider: id, ...expected } });
		});
	}

	for (const body of fixture.ignored) {
		test(`ignores ${JSON.stringify(body)}`, () => {
			expect(provider.readEvent(delivery(body), settings)).toMatchObject({
				kind: 'ignored',
				reason: expect.stringMatching(/\.$/),
			});
		});
	}

	test.each(fixture.invalid.map(({ body, names }) => [names, body] as const))(
		'refuses a delivery with a bad %s',
		(names, body) => {
			const reading = provider.readEvent(delivery(body), settings);
			expect(reading).toMatchObject({ kind: 'invalid', rule: expect.stringMatching(/\.$/) });
			expect((reading as { rule: string }).rule).toContain(names);
		},
	);

	test.each(GARBAGE.map((body) => [body]))('never takes %j for an event', (body) => {
		expect(['invalid', 'ignored']).toContain(provider.readEvent(delivery(body), settings).kind);
	});

	test('builds the requests around a call as documented', () => {
		expect(provider.hangUp?.(CALL_UUID, settings)).toEqual(fixture.hangUpRequest);
		expect(provider.getCall?.request(CALL_UUID, settings)).toEqual(fixture.getRequest);
	});

	const { getCall } = provider;
	if (getCall) {
		test('reads a call that was looked up', () => {
			const read = getCall.read(fixture.getAnswer?.body, RECEIVED_AT, settings);
			const expected = { ...fixture.getAnswer?.expected, provider: id, receivedAt: RECEIVED_AT.toISOString() };
			expect(read).toMatchObject(expected);
		});

		test.each(GARBAGE.map((body) => [body]))('does not take %j for a looked-up call', (body) => {
			expect(getCall.read(body, RECEIVED_AT, settings)).toMatchObject({ kind: 'invalid' });
		});

		test('keeps a call UUID from leaving its place in the path', () => {
			const request = getCall.request('a/../b?c#d', settings);
			expect(request).toMatchObject({ path: expect.stringContaining('a%2F..%2Fb%3Fc%23d') });
		});
	}

	test('signs its deliveries in a way that is on by default', () => {
		expect(provider.signature.scheme).not.toBe('none');
	});
});

test('no two providers share a field of the credential', () => {
	const names = Object.values(providers).flatMap(({ baseUrl, credentialFields = [] }) =>
		[baseUrl, ...credentialFields].map(({ name }) => name),
	);
	const shared = [
		'provider',
		'accessToken',
		'signingSecret',
		'previousSigningSecret',
		'allowPrivateHost',
		'allowedIps',
	];
	expect(new Set([...names, ...shared]).size).toBe(names.length + shared.length);
});
