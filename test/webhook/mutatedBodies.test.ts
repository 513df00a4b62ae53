import fc from 'fast-check';
import { isIgnored, isInvalid } from '../../nodes/domain/result';
import { normalizeCallUuid } from '../../nodes/domain/call/callUuid';
import { CALL_EVENT_NAMES } from '../../nodes/domain/call/callEvent';
import { eventKey } from '../../nodes/domain/inbox/eventKey';
import { fingerprint } from '../../nodes/domain/inbox/fingerprint';
import { providers } from '../../nodes/domain/trunk';
import { readBody } from '../../nodes/domain/webhook/readBody';
import { bodyFor, check, SIGNERS } from '../support/signedRequest';

const RUNS = { seed: 20_261_121, numRuns: 10_000 };

const SEEDS = [
	{
		event: 'call.completed',
		call_uuid: '7f2c7a1e-3d5b-4a8e-9c64-0f6f0f1f9d10',
		from: '+442079460958',
		to: '+14155550100',
		ended_at: '2026-11-20T10:00:00Z',
		duration_seconds: 12.5,
		hangup_cause: 'NORMAL_CLEARING',
		metadata: { contact: { id: 7 }, tags: ['a', 'b'] },
	},
	{ event: 'call.initiated', call_uuid: 'CA0123456789', from: '1001', to: 'sip:1002@pbx.example', metadata: null },
].map((event) => JSON.stringify(event));

/** Texts that have broken parsers and stores before. */
const poison = fc.constantFrom(
	...[
		'"__proto__":{"a":1},',
		'"constructor":',
		'null',
		'[]',
		'{}',
		'""',
		'1e999',
		'-0',
		'9007199254740993',
		'"\\ud800"',
		'\\u0000',
		'\0',
		'\uFEFF',
		'\u202E',
	],
	...[
		'"call_uuid":"__proto__",',
		'"call_uuid":"undefined",',
		'"call_uuid":["a"],',
		'"event":"toString",',
		'"event":"constructor",',
		'"event":{},',
	],
	...[
		`"deep":${'['.repeat(200)}${']'.repeat(200)},`,
		`"from":"${'9'.repeat(5000)}",`,
		'"to":442079460958,',
		'}{',
		',',
		':',
		'"',
	],
);

const at = fc.nat(5_000);
type Step = (bytes: Buffer) => Buffer;
const step = fc.oneof(
	fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([index, mask]): Step => (bytes) => {
		const flipped = Buffer.from(bytes);
		if (flipped.length > 0) flipped[index % flipped.length] ^= mask;
		return flipped;
	}),
	fc.tuple(at, poison).map(([index, text]): Step => (bytes) => {
		const where = index % (bytes.length + 1);
		return Buffer.concat([bytes.subarray(0, where), Buffer.from(text), bytes.subarray(where)]);
	}),
	// Where a field begins, so that the result is often still well-formed.
	poison.map(
		(text): Step =>
			(bytes) =>
				Buffer.from(bytes.toString().replace('{', `{${text}`)),
	),
	fc.tuple(fc.nat(20), poison).map(([index, text]): Step => (bytes) => {
		let seen = 0;
		return Buffer.from(
			bytes.toString().replace(/"[^"]*"(?=[,}])|\d+(?=[,}])/g, (value) => (seen++ === index % 6 ? text : value)),
		);
	}),
	at.map(
		(index): Step =>
			(bytes) =>
				bytes.subarray(0, index % (bytes.length + 1)),
	),
	fc.tuple(at, at).map(
		([from, to]): Step =>
			(bytes) =>
				Buffer.concat([bytes, bytes.subarray(from % (bytes.length + 1), to % (bytes.length + 1))]),
	),
	fc.uint8Array({ maxLength: 300 }).map(
		(random): Step =>
			() =>
				Buffer.from(random),
	),
	fc.json({ maxDepth: 6 }).map(
		(text): Step =>
			() =>
				Buffer.from(text),
	),
	fc.constantFrom<BufferEncoding>('latin1', 'utf16le').map(
		(encoding): Step =>
			(bytes) =>
				Buffer.from(bytes.toString(), encoding),
	),
);

const contentType = fc.constantFrom(
	...[
		undefined,
		'application/json',
		'application/json; charset=latin1',
		'application/json; charset=utf-16le',
		'text/plain',
		'application/x-www-form-urlencoded',
	],
	...[
		'application/cloudevents+json',
		'multipart/form-data; boundary=x',
		'application/json; charset=klingon',
		'; charset=',
		'text/xml',
	],
);

const signers = SIGNERS.filter(({ signsBody }) => signsBody);

/** What may leave the parser: one plain object without a way to a prototype, that can be printed and copied. */
function expectWellFormed(body: Record<string, unknown>): void {
	expect(typeof body).toBe('object');
	expect(Array.isArray(body)).toBe(false);
	let printed = '';
	JSON.stringify(body, (key, value: unknown) => {
		if (key === '__proto__') printed = key;
		return value;
	});
	expect(printed).toBe('');
	expect(structuredClone({ ...body })).toEqual({ ...body });
}

/** What may leave a provider: an event that has a key of its own, or one sentence. */
function expectAnswer(read: ReturnType<(typeof providers)[string]['readEvent']>): 'event' | 'none' {
	if (isInvalid(read)) expect(read.rule).toMatch(/\.$/);
	if (isIgnored(read)) expect(read.reason).not.toBe('');
	if (read.kind !== 'event') return 'none';
	expect(CALL_EVENT_NAMES).toContain(read.event.event);
	expect(normalizeCallUuid(read.event.callUuid)).toBe(read.event.callUuid);
	const scope = { namespace: 'n', workflowId: 'w', webhookId: 'h' };
	expect(eventKey(scope, { ...read.event, credentialId: 'c' })).toMatch(/^[\x21-\x7e]{1,900}$/);
	expect(fingerprint(read.event)).toMatch(/^[\w-]{43}$/);
	for (const time of [read.event.occurredAt, read.event.receivedAt]) expect(new Date(time).toISOString()).toBe(time);
	return 'event';
}

test('10,000 mutated bodies, half of them signed again: nothing throws, and only well-formed objects and events come out', () => {
	const seen = { refused: 0, invalid: 0, body: 0, event: 0 };
	fc.assert(
		fc.property(
			fc.constantFrom(...SEEDS),
			fc.array(step, { minLength: 1, maxLength: 4 }),
			contentType,
			fc.constantFrom(...signers),
			fc.boolean(),
			(seed, steps, type, signer, signedAgain) => {
				const mutated = steps.reduce<Buffer>((bytes, apply) => apply(bytes), Buffer.from(seed));
				const original = signer.sign(bodyFor(signer));
				if (!signedAgain) {
					fc.pre(!mutated.equals(original.request.rawBody));
					expect(check({ ...original, request: { ...original.request, rawBody: mutated } })).toEqual(
						expect.any(String),
					);
					seen.refused += 1;
					return;
				}
				expect(check(signer.sign(mutated))).toBeUndefined();
				const reading = readBody({ rawBody: mutated, contentType: type });
				if (isInvalid(reading)) {
					expect(reading.rule).toMatch(/^[A-Z].*\.$/);
					seen.invalid += 1;
					return;
				}
				seen.body += 1;
				expectWellFormed(reading.body);
				for (const provider of Object.values(providers)) {
					const read = provider.readEvent({
						body: reading.body,
						headers: { 'content-type': type },
						receivedAt: new Date(1_700_000_000_000),
					});
					if (expectAnswer(read) === 'event') seen.event += 1;
				}
			},
		),
		RUNS,
	);
	// The mutations reach every stage, or the test above would prove little.
	for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
	expect(seen.refused + seen.invalid + seen.body).toBe(10_000);
});
