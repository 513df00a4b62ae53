/** The agent first, over real SIP: what SIPp's phones received and sent. */
import { headerOf, type SipMessage } from '../../tooling/pbx/sipMessages';
import { waitUntil } from '../../tooling/process/pause';
import { mapWith } from '../disposition/mapWith';
import { usePbx } from './support/usePbx';

const harness = usePbx();

/** What the agents' phones answer to is a number of their own (`tooling/pbx/conf/pjsip.conf`). */
const AGENT = { hangsUp: '101200', waits: '102201', busy: '103486', silent: '104180' };

const first = (messages: SipMessage[], word: string, direction: SipMessage['direction']): SipMessage | undefined =>
	messages.find((message) => message.direction === direction && message.line.startsWith(word));

/** Of the last call to an agent. */
function agentLeg(number: string): SipMessage[] {
	const messages = harness.agents.messages();
	const invites = messages.filter(({ line }) => line.startsWith(`INVITE sip:${number}@`));
	return messages.filter(({ callId }) => callId === invites[invites.length - 1]?.callId);
}
const contactLeg = (number: string): SipMessage[] => harness.leg(harness.carrier, number);

const place = async (seatId: string, to: string, options = {}): Promise<string> =>
	await harness.place({ to, seatId, options });

test('rings the contact only once the agent has answered, from the caller ID, and shows the agent whom', async () => {
	const callUuid = await place('102', '+12025551200', {
		callerName: 'Acme Sales',
		sipHeaders: { header: [{ name: 'X-Campaign', value: 'spring; a=1, "b"' }] },
	});
	const event = await harness.event(callUuid);
	const answered = first(agentLeg(AGENT.waits), 'SIP/2.0 200', 'sent') as SipMessage;
	const invite = contactLeg('+12025551200')[0];
	expect(invite.at).toBeGreaterThanOrEqual(answered.at);
	expect(headerOf(invite, 'From')).toMatch(/^"Acme Sales" <sip:\+12025550143@/);
	expect(headerOf(invite, 'P-Asserted-Identity')).toMatch(/^"Acme Sales" <sip:\+12025550143@/);
	expect(headerOf(invite, 'X-Campaign')).toBe('spring; a=1, "b"');
	expect(headerOf(agentLeg(AGENT.waits)[0], 'From')).toMatch(/^<sip:\+12025551200@/);
	expect(event).toMatchObject({ from: '+12025550143', to: '+12025551200', seatId: '102', hangupSource: 'contact' });
});

test.each([
	['busy', '103', '+12025552201', 'caller_busy'],
	['silent', '104', '+12025553201', 'caller_no_answer'],
] as const)('an agent who is %s rings nobody else', async (_how, seatId, to, providerStatus) => {
	const callUuid = await place(seatId, to, { ringTimeout: 2 });
	const event = await harness.event(callUuid);
	expect(event).toMatchObject({ providerStatus, durationSeconds: 0, to, seatId });
	expect(event.answeredAt).toBeUndefined();
	expect(mapWith(event).outcome).toBe('canceled');
	expect(contactLeg(to)).toEqual([]);
});

test.each([
	['agent', '101', '+12025554201', AGENT.hangsUp],
	['contact', '102', '+12025554200', AGENT.waits],
] as const)('when the %s hangs up, the other leg gets its BYE within a second', async (who, seatId, to, agent) => {
	const callUuid = await place(seatId, to);
	const event = await harness.event(callUuid);
	const legs = { agent: agentLeg(agent), contact: contactLeg(to) };
	const other = who === 'agent' ? 'contact' : 'agent';
	const sent = first(legs[who], 'BYE', 'sent') as SipMessage;
	const received = await waitUntil('The BYE of the other leg', () =>
		first(who === 'agent' ? contactLeg(to) : agentLeg(agent), 'BYE', 'received'),
	);
	expect(received.at - sent.at).toBeLessThan(1_000);
	expect(legs[other]).not.toEqual([]);
	expect(event.hangupSource).toBe(who);
	expect(event.durationSeconds).toBeGreaterThan(1);
});

test('a busy contact ends the call, and the agent gets a BYE', async () => {
	const callUuid = await place('102', '+12025555486');
	const event = await harness.event(callUuid);
	expect(mapWith(event).outcome).toBe('busy');
	expect(event).toMatchObject({ sipStatus: 486, hangupCauseCode: 17, durationSeconds: 0 });
	await waitUntil('The BYE of the agent', () => first(agentLeg(AGENT.waits), 'BYE', 'received'));
});

test('a contact who does not answer is no answer', async () => {
	const callUuid = await place('102', '+12025556180', { ringTimeout: 2 });
	const event = await harness.event(callUuid);
	expect(mapWith(event).outcome).toBe('noAnswer');
	expect(first(contactLeg('+12025556180'), 'CANCEL', 'received')).toBeDefined();
});

test('Hang Up ends both legs of a call under way', async () => {
	const callUuid = await place('102', '+12025557201');
	await harness.event(callUuid, 'answered');
	await expect(harness.run({ operation: 'get', callUuid })).resolves.toMatchObject({
		event: 'answered',
		from: '+12025550143',
		to: '+12025557201',
	});
	await harness.run({ operation: 'hangUp', callUuid });
	const event = await harness.event(callUuid);
	expect(event.answeredAt).toBeDefined();
	for (const leg of [() => contactLeg('+12025557201'), () => agentLeg(AGENT.waits)])
		await waitUntil('The BYE', () => first(leg(), 'BYE', 'received'));
});

test('Hang Up while the contact rings cancels the contact and ends the agent', async () => {
	const callUuid = await place('102', '+12025558180');
	await waitUntil('Ringing', () => first(contactLeg('+12025558180'), 'SIP/2.0 180', 'sent'));
	await expect(harness.run({ operation: 'get', callUuid })).resolves.toMatchObject({ event: 'ringing' });
	await harness.run({ operation: 'hangUp', callUuid });
	expect(mapWith(await harness.event(callUuid)).outcome).toBe('canceled');
	await waitUntil('The CANCEL', () => first(contactLeg('+12025558180'), 'CANCEL', 'received'));
	await waitUntil('The BYE', () => first(agentLeg(AGENT.waits), 'BYE', 'received'));
});

test('a time limit ends the call', async () => {
	const callUuid = await place('102', '+12025559201', { timeLimit: 2 });
	const event = await harness.event(callUuid);
	expect(event.durationSeconds).toBeGreaterThan(1.5);
	expect(event.durationSeconds).toBeLessThan(4);
});

test('Transfer leads the contact to another number, and it stays one call', async () => {
	const callUuid = await place('102', '+12125551201');
	await harness.event(callUuid, 'answered');
	await expect(harness.run({ operation: 'transfer', callUuid, to: '+12125552200' })).resolves.toMatchObject({
		transferredTo: '+12125552200',
	});
	const invite = await waitUntil('The call to the new number', () => contactLeg('+12125552200')[0]);
	expect(headerOf(invite, 'From')).toMatch(/<sip:\+12025550143@/);
	await waitUntil('The BYE of the agent', () => first(agentLeg(AGENT.waits), 'BYE', 'received'));
	const event = await harness.event(callUuid);
	expect(first(contactLeg('+12125552200'), 'BYE', 'sent')).toBeDefined();
	expect(event).toMatchObject({ to: '+12125551201', from: '+12025550143' });
	expect(event.durationSeconds).toBeGreaterThan(2);
	expect(harness.receiver.of(callUuid).map((one) => one.event)).toEqual(['answered', 'completed']);
});

test('the contact first: the agent is rung once the contact has answered', async () => {
	const callUuid = await place('101', '+12125553201', { ringsFirst: 'contact' });
	const event = await harness.event(callUuid);
	const answered = first(contactLeg('+12125553201'), 'SIP/2.0 200', 'sent') as SipMessage;
	expect(agentLeg(AGENT.hangsUp)[0].at).toBeGreaterThanOrEqual(answered.at);
	expect(event).toMatchObject({ seatId: '101', to: '+12125553201' });
	await waitUntil('The BYE', () => first(contactLeg('+12125553201'), 'BYE', 'received'));
});

test('a recording is there once the call is over', async () => {
	const callUuid = await place('102', '+12125554200', { record: true });
	await harness.event(callUuid, 'answered');
	await expect(harness.run({ resource: 'recording', operation: 'get', callUuid })).resolves.toMatchObject({
		recordingStatus: 'absent',
	});
	await harness.event(callUuid);
	const recording = await waitUntil('The recording', async () => {
		const item = await harness.run({ resource: 'recording', operation: 'get', callUuid, binaryPropertyName: 'audio' });
		return item.recordingStatus === 'ready' ? item : undefined;
	});
	expect(recording).toMatchObject({ mimeType: 'audio/wav' });
	// SIPp's phones are silent, so it is little more than the header of a WAV file.
	expect(recording.fileSizeBytes).toBeGreaterThanOrEqual(44);
});
