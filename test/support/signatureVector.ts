import { verifySignature, type SignatureScheme } from '../../nodes/domain/webhook/signature';

/** A signature that somebody else made, and what it is checked against. */
export interface Vector {
	scheme: SignatureScheme;
	secret: string;
	body: string | Buffer;
	headers: Record<string, string>;
	url?: string;
	seconds?: number;
}

export const checkVector = ({ scheme, secret, body, headers, url = '', seconds = 0 }: Vector): string | undefined =>
	verifySignature(scheme, { rawBody: Buffer.from(body), headers, url }, [secret], {
		nowMs: seconds * 1000,
		toleranceSeconds: 300,
	});

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
