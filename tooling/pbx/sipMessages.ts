export interface SipMessage {
	/** Milliseconds since the epoch, by this machine's clock. */
	at: number;
	direction: 'received' | 'sent';
	/** The request or status line, e.g. `INVITE sip:+4930123456@127.0.0.1:5080 SIP/2.0`. */
	line: string;
	callId: string;
	text: string;
}

/** The value of a header; undefined when the message has none. */
export const headerOf = ({ text }: Pick<SipMessage, 'text'>, name: string): string | undefined =>
	new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(text)?.[1];

/** Separates the messages of `-trace_msg`: dashes, a time with microseconds (UTC from SIPp 3.7 on), how it went, the message. */
const BLOCK = /^-{20,} (\d{4}-\d\d-\d\d)[ \tT]+(\d\d:\d\d:\d\d\.\d+Z?).*$/m;

/** Reads the log that SIPp writes with `-trace_msg`. */
export function readSipMessages(log: string): SipMessage[] {
	const parts = log.split(BLOCK).slice(1);
	const messages: SipMessage[] = [];
	for (let index = 0; index + 2 < parts.length; index += 3) {
		const [, how, text = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(parts[index + 2].trim()) ?? [];
		if (!text) continue;
		messages.push({
			at: Date.parse(`${parts[index]}T${parts[index + 1]}`),
			direction: /received/i.test(how) ? 'received' : 'sent',
			line: text.split('\n', 1)[0].trim(),
			callId: headerOf({ text }, 'Call-ID') ?? '',
			text,
		});
	}
	return messages;
}
