import { callKey } from '../../../nodes/domain/register/keys';
import type { Write } from '../../../nodes/domain/store/callStore';

export const ACCOUNT = { namespace: 'n8n', credentialId: 'trunk', secret: 'secret' };

/** What the register keeps of a call that has ended, as far as lines want to know. */
export const endOf = (callUuid: string, ended: number): Write => ({
	key: callKey(ACCOUNT, callUuid),
	value: { facts: {}, legs: {}, since: 0, ended },
});
