import { verifySignature } from '../../nodes/domain/webhook/signature';
import { bodyFor, check, NOW_SECONDS, SIGNERS, withHeader, type Signed } from '../support/signedRequest';

describe.each(SIGNERS)('$name', (signer) => {
	const { header } = signer;
	const body = bodyFor(signer);
	const valid = signer.sign(body);
	const value = valid.request.headers[header] as string;
	const refuses = (broken: Signed): void => expect(check(broken)).toEqual(expect.any(String));

	test('accepts what the sender signed', () => expect(check(valid)).toBeUndefined());
	test('refuses without the signature', () => refuses(withHeader(valid, header, undefined)));
	test('refuses an empty signature', () => refuses(withHeader(valid, header, '')));
	test('refuses the signature of another secret', () =>
		refuses({ ...valid, secrets: signer.sign(body, { generation: 1 }).secrets }));
	test('accepts a previous secret during a rotation', () => {
		const rotated = [...signer.sign(body, { generation: 1 }).secrets, ...valid.secrets];
		expect(check({ ...valid, secrets: rotated })).toBeUndefined();
	});
	test.each([1, 2, 4, 20])('refuses a signature that is %i characters short', (short) =>
		refuses(withHeader(valid, header, value.slice(0, -short))),
	);
	test.each([
		['before', ` ${value}`],
		['after', `${value} `],
		['inside', `${value.slice(0, -6)} ${value.slice(-6)}`],
		['a line break after', `${value}\n`],
	])('refuses extra whitespace: %s', (_where, spaced) => refuses(withHeader(valid, header, spaced)));
	test('refuses a repeated header', () => refuses(withHeader(valid, header, [value, value])));
	test('refuses a repeated header as Node joins it', () => refuses(withHeader(valid, header, `${value}, ${value}`)));
	test('refuses a header longer than any signature', () =>
		refuses(withHeader(valid, header, value + 'A'.repeat(8192))));
	test('refuses when no secret is set', () =>
		expect(check({ ...valid, secrets: ['', ''] })).toContain('No signing secret is set'));
	test('names a rule and no secret', () => {
		const rule = check(withHeader(valid, header, 'wrong')) ?? '';
		expect(rule).toMatch(/^[A-Z].*\.$/s);
		for (const secret of valid.secrets) expect(rule).not.toContain(secret);
	});
});

describe.each(SIGNERS.filter(({ signsBody }) => signsBody))('$name signs the body', (signer) => {
	test('refuses a body with one bit flipped', () => {
		const valid = signer.sign(bodyFor(signer));
		const rawBody = Buffer.from(valid.request.rawBody);
		rawBody[20] ^= 1;
		expect(check({ ...valid, request: { ...valid.request, rawBody } })).toEqual(expect.any(String));
	});
	test('refuses a body without its last byte', () => {
		const valid = signer.sign(bodyFor(signer));
		expect(check({ ...valid, request: { ...valid.request, rawBody: valid.request.rawBody.subarray(0, -1) } })).toEqual(
			expect.any(String),
		);
	});
});

describe.each(SIGNERS.filter(({ signsTime }) => signsTime))('$name signs the time', (signer) => {
	const at = (seconds: string): string | undefined => check(signer.sign(bodyFor(signer), { seconds }));

	test.each([-300, -299, 0, 299, 300])('accepts a timestamp %i s from now', (offset) =>
		expect(at(String(NOW_SECONDS + offset))).toBeUndefined(),
	);
	test.each([-301, -86_400])('calls a timestamp %i s from now too old', (offset) =>
		expect(at(String(NOW_SECONDS + offset))).toContain('more than 300 s old'),
	);
	test.each([301, 86_400])('calls a timestamp %i s from now too new', (offset) =>
		expect(at(String(NOW_SECONDS + offset))).toContain('more than 300 s in the future'),
	);
	test('counts parts of a second', () => {
		const signed = signer.sign(bodyFor(signer));
		const later = { ...signed, clock: { ...signed.clock, nowMs: NOW_SECONDS * 1000 + 300_001 } };
		expect(check(later)).toContain('old');
	});
	test('keeps to the tolerance that is set', () => {
		const signed = signer.sign(bodyFor(signer), { seconds: String(NOW_SECONDS - 11) });
		expect(check({ ...signed, clock: { ...signed.clock, toleranceSeconds: 10 } })).toContain('more than 10 s old');
	});
	// Signed as they stand, so that only the reading of the number can refuse them.
	test.each([
		`${NOW_SECONDS}abc`,
		`${NOW_SECONDS}.0`,
		`${NOW_SECONDS}000`,
		`-${NOW_SECONDS}`,
		`+${NOW_SECONDS}`,
		` ${NOW_SECONDS}`,
		`0x6553F100`,
		'17e8',
		'١٧٠٠٠٠٠٠٠٠',
		'',
	])('refuses the timestamp "%s"', (seconds) => expect(at(seconds)).toEqual(expect.any(String)));
	test('refuses a valid signature whose timestamp was exchanged for the present one', () => {
		const old = signer.sign(bodyFor(signer), { seconds: String(NOW_SECONDS - 1000) });
		const headers = Object.fromEntries(
			Object.entries(old.request.headers).map(([name, value]) => [
				name,
				String(value).replace(String(NOW_SECONDS - 1000), String(NOW_SECONDS)),
			]),
		);
		expect(check({ ...old, request: { ...old.request, headers } })).toContain('match');
	});
});

test('the scheme none accepts everything', () => {
	expect(
		verifySignature({ scheme: 'none' }, { rawBody: Buffer.alloc(0), headers: {}, url: '' }, [], {
			nowMs: 0,
			toleranceSeconds: 0,
		}),
	).toBeUndefined();
});
