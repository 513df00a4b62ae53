/** What SIPp's phones do, as its XML: https://sipp.readthedocs.io/en/latest/scenarios/ownscenarios.html */

const HEADERS = `[last_Via:]
[last_From:]
[last_To:];tag=[pid]SIPpTag01[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>`;

const SDP = `v=0
o=sipp 53655765 2353687637 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000`;

const message = (line: string, headers: string, sdp?: string): string =>
	`<![CDATA[\n${line}\n${headers}\n${sdp ? `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp}\n` : 'Content-Length: 0\n\n'}]]>`;

const reply = (line: string, { sdp, again = false }: { sdp?: string; again?: boolean } = {}): string =>
	`<send${again ? ' retrans="500"' : ''}>${message(`SIP/2.0 ${line}`, HEADERS, sdp)}</send>`;

const pause = (milliseconds: number): string => `<pause milliseconds="${milliseconds}"/>`;
const END = 'next="99"';

const answer = reply('200 OK', { sdp: SDP, again: true });
const bye = `<send retrans="500">${message(
	'BYE [next_url] SIP/2.0',
	`Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$localParty]
To: [$remoteParty]
[last_Call-ID:]
CSeq: 1 BYE
Max-Forwards: 70`,
)}</send><recv response="200" ${END}/>`;

const acknowledged = `<recv request="ACK"><action>
<ereg regexp="From: *([^\\r\\n]*)" search_in="msg" assign_to="m1,remoteParty"/>
<ereg regexp="To: *([^\\r\\n]*)" search_in="msg" assign_to="m2,localParty"/>
</action></recv><Reference variables="m1,m2"/>`;

/** Asterisk may tell of a changed party with another INVITE. @param label of its own in the scenario */
const answeredUntilBye = (label: number): string =>
	`${answer}<recv request="ACK"/><label id="${label}"/><recv request="INVITE" optional="true" next="${label + 1}"/>
<recv request="BYE"/>${reply('200 OK')}<nop ${END}/>
<label id="${label + 1}"/>${answer}<recv request="ACK" next="${label}"/>`;

/** Final statuses that a phone or a carrier answers at once, by the last three digits of the number. */
const REFUSALS: Readonly<Record<string, string>> = {
	403: 'Forbidden',
	404: 'Not Found',
	408: 'Request Timeout',
	410: 'Gone',
	480: 'Temporarily Unavailable',
	484: 'Address Incomplete',
	486: 'Busy Here',
	487: 'Request Terminated',
	488: 'Not Acceptable Here',
	500: 'Server Internal Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
	600: 'Busy Everywhere',
	603: 'Decline',
	607: 'Unwanted',
	608: 'Rejected',
};

/** By the last three digits of the number that is called. */
const BEHAVIORS: Readonly<Record<string, string>> = {
	// Answers, and hangs up after two seconds.
	200: `${reply('180 Ringing')}${pause(500)}${answer}${acknowledged}${pause(2000)}${bye}`,
	// Answers, and waits for the other side to hang up.
	201: `${reply('180 Ringing')}${pause(400)}${answeredUntilBye(60)}`,
	// Rings for longer than a screening does, answers, and hangs up after two seconds.
	203: `${reply('180 Ringing')}${pause(3500)}${answer}${acknowledged}${pause(2000)}${bye}`,
	// The same, and waits for the other side to hang up.
	202: `${reply('180 Ringing')}${pause(3500)}${answeredUntilBye(62)}`,
	// Early media, then answers.
	183: `${reply('183 Session Progress', { sdp: SDP })}${pause(3500)}${answeredUntilBye(64)}`,
	// Rings until it is canceled.
	180: `${reply('180 Ringing')}<recv request="CANCEL"/>${reply('200 OK')}<send retrans="500">${message(
		'SIP/2.0 487 Request Terminated',
		HEADERS.replace('[last_CSeq:]', 'CSeq: [$cseq] INVITE'),
	)}</send><recv request="ACK" ${END}/>`,
	// 603 as analytics send it (ATIS-1000099).
	693: `${reply('603 Network Blocked', { again: true })}<recv request="ACK" ${END}/>`,
	...Object.fromEntries(
		Object.entries(REFUSALS).map(([code, phrase]) => [
			code,
			`${pause(150)}${reply(`${code} ${phrase}`, { again: true })}<recv request="ACK" ${END}/>`,
		]),
	),
};

/** A phone or carrier whose behavior is chosen by the number that is called. Other numbers answer and wait. */
export function phoneScenario(): string {
	const digits = Object.keys(BEHAVIORS);
	const tests = digits.map(
		(code) => `<ereg regexp="${code}$" search_in="var" variable="number" assign_to="is${code}"/>`,
	);
	const jumps = digits.map((code, index) => `<nop next="${index + 1}" test="is${code}"/>`);
	const parts = Object.values(BEHAVIORS).map((part, index) => `<label id="${index + 1}"/>${part}`);
	const variables = ['m0', 'number', 'm3', 'cseq', ...digits.map((code) => `is${code}`)];
	return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="phones">
<recv request="INVITE" rrs="true"><action>
<ereg regexp="^INVITE sip:([^@;>]*)" search_in="msg" assign_to="m0,number"/>
<ereg regexp="CSeq: *([0-9]+)" search_in="msg" assign_to="m3,cseq"/>
${tests.join('\n')}
</action></recv>
<Reference variables="${variables.join(',')}"/>
${reply('100 Trying')}
${jumps.join('\n')}
<nop next="${digits.indexOf('201') + 1}"/>
${parts.join('\n')}
<label id="99"/><timewait milliseconds="500"/>
</scenario>
`;
}
