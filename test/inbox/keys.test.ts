/** Names in the call store: they can be read back, and nothing else is taken for one. */
import {
	collisionKey,
	eventKey,
	isCollision,
	readEventKey,
	readTriggerName,
	siblingsOf,
	triggerName,
} from '../../nodes/domain/inbox/eventKey';
import { namespaceOf, pseudonym } from '../../nodes/domain/inbox/fingerprint';
import { listOf, readListName } from '../../nodes/domain/inbox/record';

const SCOPE = { namespace: 'ns', workflowId: 'work:flow', webhookId: 'web/hook %' };
const KEY = eventKey(SCOPE, { credentialId: 'cred:1', callUuid: 'a:b~c', event: 'completed' });

it('an event key is read back, whatever characters its parts have', () => {
	expect(readEventKey(KEY)).toEqual({
		text: KEY,
		trigger: triggerName(SCOPE),
		workflowId: 'work:flow',
		webhookId: 'web/hook %',
		credentialId: 'cred:1',
		callUuid: 'a:b~c',
		event: 'completed',
	});
	expect(readTriggerName(triggerName(SCOPE))).toEqual({ workflowId: 'work:flow', webhookId: 'web/hook %' });
});

it.each([
	['no text', 7],
	['a part too few', 'w:h:c:completed'],
	['a part too many', `${KEY}:x`],
	['an empty part', 'w::c:u:completed'],
	['another event', 'w:h:c:u:transferred'],
	['an encoding that is none', 'w:h:c:%E0%A4%A:completed'],
])('is not an event key: %s', (_title, text) => {
	expect(readEventKey(text)).toBeUndefined();
});

it('the key of a collision is told from others, and belongs to no call', () => {
	const collided = collisionKey(KEY, 'digest');
	expect([isCollision(KEY), isCollision(collided)]).toEqual([false, true]);
	expect(readEventKey(collided)).toMatchObject({ callUuid: 'a:b~c', event: 'completed~digest' });
	expect(siblingsOf(collided)).toEqual([collided]);
});

it("the keys of a call's four events come in the order of its life", () => {
	const siblings = siblingsOf(KEY);
	expect(siblings.map((key) => readEventKey(key)?.event)).toEqual(['initiated', 'ringing', 'answered', 'completed']);
	expect(siblings[3]).toBe(KEY);
	expect(readEventKey(siblings[0])?.callUuid).toBe('a:b~c');
});

it('a list is read back', () => {
	const list = listOf('ns', triggerName(SCOPE), 'waiting');
	expect(readListName('ns', list)).toEqual({ trigger: triggerName(SCOPE), state: 'waiting' });
});

it('a namespace and a pseudonym are 16 hexadecimal digits that do not show what they stand for', () => {
	// SHA-256 of "abc": https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
	expect(namespaceOf('abc')).toBe('ba7816bf8f01cfea');
	// HMAC-SHA-256, test case 2 of https://www.rfc-editor.org/rfc/rfc4231#section-4.3
	expect(pseudonym('Jefe', 'what do ya want for nothing?')).toBe('5bdcc146bf60754e');
});
