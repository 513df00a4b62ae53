import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../process/freePort';
import { lastLines, startProcess } from '../process/startProcess';
import { UserError } from '../process/userError';
import { packedCommand } from './runPacked';

interface InboundCall {
	/** The From header as it is sent, without its tag: a name, and the address in angle brackets. */
	from: string;
	to: string;
	sipPort: number;
}

const SDP = `v=0
o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000`;

const request = (method: string, target: string, { from, to }: InboundCall, rest: string): string => `<![CDATA[
${method} ${target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: ${from};tag=[pid]SIPpTag00[call_number]
${method === 'INVITE' ? `To: <sip:${to}@[remote_ip]:[remote_port]>` : '[last_To:]'}
Call-ID: [call_id]
CSeq: 1 ${method}
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
${rest}]]>`;

const scenario = (call: InboundCall): string => `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="a call comes in">
<send retrans="500">${request('INVITE', `sip:${call.to}@[remote_ip]:[remote_port]`, call, `Content-Type: application/sdp\nContent-Length: [len]\n\n${SDP}\n`)}</send>
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rrs="true"/>
<send>${request('ACK', '[next_url]', call, 'Content-Length: 0\n\n')}</send>
<recv request="BYE"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
`;

/**
 * Lets SIPp call Asterisk once, and answer its BYE.
 * @param root of the unpacked packages
 * @returns when the call is over
 * @throws UserError with the end of SIPp's log when it did not go as a call goes
 */
export async function callIn(root: string, folder: string, call: InboundCall): Promise<void> {
	const [port, mediaPort] = [await freePort(), await freePort()];
	const file = join(folder, `in-${port}.xml`);
	writeFileSync(file, scenario(call));
	const listen = ['-i', '127.0.0.1', '-mi', '127.0.0.1', '-p', String(port), '-mp', String(mediaPort), '-nostdin'];
	const args = ['-sf', file, ...listen, '-m', '1', '-timeout', '30', `127.0.0.1:${call.sipPort}`];
	const logFile = join(folder, `in-${port}.log`);
	const status = await startProcess(...packedCommand(root, 'bin/sipp', args), { cwd: folder, logFile }).ended;
	if (status !== 0) throw new UserError(`SIPp's call to ${call.to} ended with status ${status}. ${lastLines(logFile)}`);
}
