import { pseudonym } from '../../nodes/domain/inbox/fingerprint';
import { dialKey, transferKey } from '../../nodes/domain/once/record';
import { forget } from '../../nodes/domain/register/forget';
import type { CallStore } from '../../nodes/domain/store/callStore';
import { memoryCallStore } from '../store/memoryCallStore';

const NUMBER = '+4930123456789';
const account = { namespace: 'n8n-1', credentialId: 'trunk', secret: 'secret' };
const record = (number: string, callUuid: string): object => ({
	state: 'done',
	subject: pseudonym('secret', number),
	result: { callUuid, status: 'initiated' },
});

let store: CallStore;
beforeEach(async () => {
	store = memoryCallStore(() => 0);
	const others = Array.from({ length: 1_200 }, (_, serial) => ({
		key: dialKey(account, `other-${serial}`),
		value: record(`+49301${String(serial).padStart(6, '0')}`, `other-${serial}`),
	}));
	const writes = [
		...others,
		{ key: dialKey(account, 'contact-7-attempt-1'), value: record(NUMBER, 'call-1') },
		{ key: transferKey(account, 'call-9', NUMBER), value: { ...record(NUMBER, ''), result: true } },
		{ key: dialKey({ ...account, namespace: 'n8n-2' }, 'contact-7-attempt-1'), value: record(NUMBER, 'call-1') },
	];
	await store.commit(writes.map((write) => [write]));
});

test.each([
	['a number', { number: NUMBER }, 2, 1_201],
	['a call', { callUuid: 'call-1' }, 1, 1_201],
	['a contact, of which nothing is kept', { contactId: 'contact-7' }, 0, 1_202],
])('forgets %s, and nothing of another n8n', async (_what, subject, removed, left) => {
	const forgotten = async (): Promise<number> => (await forget(store, 'n8n-1', subject, 'secret')).references;
	expect(await forgotten()).toBe(removed);
	expect(await forgotten()).toBe(0);
	expect(await store.find('dial:', { limit: 2_000 })).toHaveLength(left);
});

test('the store has neither the number nor the reference', async () => {
	const entries = JSON.stringify(await store.find('', { limit: 2_000 }));
	expect(entries).not.toContain('30123456789');
	expect(entries).not.toContain('contact-7');
});
