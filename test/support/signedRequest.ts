import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { verifySignature, type SignatureScheme, type SignedRequest } from '../../nodes/domain/webhook/signature';

export const NOW_SECONDS = 1_700_000_000;
const BODY = '{"event":"call.completed","call_uuid":"7f2c7a1e-3d5b-4a8e-9c64-0f6f0f1f9d10"}';

/** A request that its scheme accepts; each test breaks one thing of it. */
export interface Signed {
	scheme: SignatureScheme;
	request: SignedRequest;
	secrets: string[];
	clock: { nowMs: number; toleranceSeconds: number };
}

export interface Signer {
	/** Names the scheme and its variant. */
	name: string;
	/** The header that carries the signature. */
	header: string;
	/** Whether the signature covers a timestamp, and the body. */
	signsTime: boolean;
	signsBody: boolean;
	contentType: string;
	/** @param generation of the secret: two stand for a rotation */
	sign(body: Buffer, options?: { seconds?: string; generation?: 0 | 1 }): Signed;
	/** What the header says, less what senders are free to spell in several ways. */
	meaning(value: string): string;
}

type Parts = Pick<Signed, 'scheme'> & { secret: string; headers: Record<string, string>; url?: string };

const asIs = (value: string): string => value;
const hexMeaning = (value: string): string => value.toLowerCase().replace(/^sha256=/, '');

function signer(
	facts: Omit<Signer, 'sign' | 'meaning' | 'contentType'> & Partial<Pick<Signer, 'meaning' | 'contentType'>>,
	parts: (body: Buffer, seconds: string, generation: 0 | 1) => Parts,
): Signer {
	const contentType = facts.contentType ?? 'application/json';
	return {
		meaning: asIs,
		...facts,
		contentType,
		sign(body, { seconds = String(NOW_SECONDS), generation = 0 } = {}) {
			const {
				scheme,
				secret,
				headers,
				url = 'https://n8n.example.com/webhook/call-events',
			} = parts(body, seconds, generation);
			return {
				scheme,
				secrets: [secret],
				request: { rawBody: body, url, headers: { 'content-type': contentType, ...headers } },
				clock: { nowMs: NOW_SECONDS * 1000, toleranceSeconds: 300 },
			};
		},
	};
}

const SECRETS = ['first shared secret', 'second shared secret'] as const;
const WHSEC = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] as const;

const hmacSigner = (encoding: 'hex' | 'base64', prefix: string): Signer =>
	signer(
		{
			name: `hmac ${encoding}`,
			header: 'x-signature',
			signsTime: false,
			signsBody: true,
			meaning: encoding === 'hex' ? hexMeaning : asIs,
		},
		(body, _seconds, generation) => ({
			scheme: { scheme: 'hmac', header: 'x-signature', encoding, prefix },
			secret: SECRETS[generation],
			headers: { 'x-signature': prefix + createHmac('sha256', SECRETS[generation]).update(body).digest(encoding) },
		}),
	);

const timestampedHmac = signer(
	{
		name: 'timestampedHmac',
		header: 'stripe-signature',
		signsTime: true,
		signsBody: true,
		meaning: (value) => value.toLowerCase(),
	},
	(body, seconds, generation) => ({
		scheme: { scheme: 'timestampedHmac', header: 'stripe-signature' },
		secret: SECRETS[generation],
		headers: {
			'stripe-signature': `t=${seconds},v1=${createHmac('sha256', SECRETS[generation]).update(`${seconds}.`).update(body).digest('hex')}`,
		},
	}),
);

const standardWebhooks = signer(
	{ name: 'standardWebhooks', header: 'webhook-signature', signsTime: true, signsBody: true },
	(body, seconds, generation) => {
		const key = Buffer.from(WHSEC[generation].slice('whsec_'.length), 'base64');
		const digest = createHmac('sha256', key).update(`msg_1.${seconds}.`).update(body).digest('base64');
		return {
			scheme: { scheme: 'standardWebhooks' },
			secret: WHSEC[generation],
			headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${digest}` },
		};
	},
);

/** As trunks show them: an Ed25519 key as its 32 bytes in base64, an RSA key as PEM. */
const ed25519Keys = [0, 1].map(() => generateKeyPairSync('ed25519'));
const rsaKeys = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));

const ed25519 = signer(
	{ name: 'publicKey ed25519', header: 'telnyx-signature-ed25519', signsTime: true, signsBody: true },
	(body, seconds, generation) => {
		const { privateKey, publicKey } = ed25519Keys[generation];
		return {
			scheme: {
				scheme: 'publicKey',
				algorithm: 'ed25519',
				header: 'telnyx-signature-ed25519',
				timestampHeader: 'telnyx-timestamp',
			},
			secret: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
			headers: {
				'telnyx-timestamp': seconds,
				'telnyx-signature-ed25519': sign(null, Buffer.concat([Buffer.from(`${seconds}|`), body]), privateKey).toString(
					'base64',
				),
			},
		};
	},
);

const rsa = signer(
	{ name: 'publicKey rsa-sha256', header: 'x-wh-signature', signsTime: false, signsBody: true },
	(body, _seconds, generation) => {
		const { privateKey, publicKey } = rsaKeys[generation];
		return {
			scheme: { scheme: 'publicKey', algorithm: 'rsa-sha256', header: 'x-wh-signature' },
			secret: publicKey.export({ format: 'pem', type: 'spki' }) as string,
			headers: { 'x-wh-signature': sign('sha256', body, privateKey).toString('base64') },
		};
	},
);

const sharedToken = signer(
	{ name: 'sharedToken', header: 'authorization', signsTime: false, signsBody: false },
	(_body, _seconds, generation) => ({
		scheme: { scheme: 'sharedToken', header: 'authorization', prefix: 'Bearer ' },
		secret: SECRETS[generation],
		headers: { authorization: `Bearer ${SECRETS[generation]}` },
	}),
);

const twilioDigest = (secret: string, signed: string): string =>
	createHmac('sha1', secret).update(signed).digest('base64');

const twilioForm = signer(
	{
		name: 'twilio form',
		header: 'x-twilio-signature',
		signsTime: false,
		signsBody: true,
		contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
	},
	(body, _seconds, generation) => {
		const url = 'https://n8n.example.com/webhook/call-events?foo=1';
		const byName = new Map<string, Set<string>>();
		for (const [name, value] of new URLSearchParams(body.toString()))
			byName.set(name, (byName.get(name) ?? new Set()).add(value));
		const fields = [...byName.keys()]
			.sort()
			.flatMap((name) => [...(byName.get(name) ?? [])].sort().map((value) => name + value));
		return {
			scheme: { scheme: 'twilio' },
			secret: SECRETS[generation],
			headers: { 'x-twilio-signature': twilioDigest(SECRETS[generation], url + fields.join('')) },
			url,
		};
	},
);

const twilioJson = signer(
	{ name: 'twilio JSON', header: 'x-twilio-signature', signsTime: false, signsBody: true },
	(body, _seconds, generation) => {
		const url = `https://n8n.example.com/webhook/call-events?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
		return {
			scheme: { scheme: 'twilio' },
			secret: SECRETS[generation],
			headers: { 'x-twilio-signature': twilioDigest(SECRETS[generation], url) },
			url,
		};
	},
);

export const SIGNERS: readonly Signer[] = [
	hmacSigner('hex', 'sha256='),
	hmacSigner('base64', ''),
	timestampedHmac,
	standardWebhooks,
	ed25519,
	rsa,
	sharedToken,
	twilioForm,
	twilioJson,
];

export const bodyFor = ({ contentType }: Signer): Buffer =>
	Buffer.from(
		contentType.startsWith('application/x-www-form') ? 'CallSid=CA123&CallStatus=completed&From=%2B14155550100' : BODY,
	);

export const check = ({ scheme, request, secrets, clock }: Signed): string | undefined =>
	verifySignature(scheme, request, secrets, clock);

export const withHeader = (signed: Signed, name: string, value: string | string[] | undefined): Signed => ({
	...signed,
	request: { ...signed.request, headers: { ...signed.request.headers, [name]: value } },
});
