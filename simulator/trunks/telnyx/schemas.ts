import { e164, integer, text, type Schema } from '../../schema';

const base64 = text(/^[A-Za-z0-9+/]+={0,2}$/, 'base64');

const url = text(/^https?:\/\/\S+$/, 'a URL');
const id = text(/^.{1,256}$/, 'an id');
const oneOf = (...words: string[]) => text(new RegExp(`^(?:${words.join('|')})$`), `one of ${words.join(', ')}`);
/** https://developers.telnyx.com/api-reference/call-commands/dial: a number in E.164 or a SIP URI. */
const party = text(/^(?:\+[1-9]\d{4,14}|sips?:\S+)$/, 'a number in E.164 or a SIP URI');

/** What Dial and Transfer have in common, as the vendor's library declares it. */
const LEG = {
	timeout_secs: integer(5, 600),
	time_limit_secs: integer(30, 14_400),
	client_state: base64,
	command_id: id,
	answering_machine_detection: oneOf('premium', 'detect', 'detect_beep', 'detect_words', 'greeting_end', 'disabled'),
	custom_headers: (value: unknown) => (Array.isArray(value) ? undefined : 'must be a list'),
	from_display_name: text(/^[\w \-~!.+]{1,128}$/, 'a display name'),
	send_digits_on_answer: text(/^[0-9A-D*#wW]{1,64}$/, 'digits'),
	record: oneOf('record-from-answer'),
	record_channels: oneOf('single', 'dual'),
	webhook_url: url,
	webhook_url_method: oneOf('POST', 'GET'),
};
/** https://developers.telnyx.com/api-reference/call-commands/dial */
export const DIAL: Schema = {
	required: { connection_id: text(/^\d+$/, 'an id'), from: e164, to: party },
	optional: {
		...LEG,
		// Transfer does not take the detection of iOS call screening.
		answering_machine_detection: (value: unknown) =>
			value === 'premium_ios_call_screening_detection' ? undefined : LEG.answering_machine_detection(value),
	},
};
/** https://developers.telnyx.com/api-reference/call-commands/transfer-call */
const TRANSFER: Schema = {
	required: { to: party },
	optional: { ...LEG, from: e164, target_leg_client_state: base64 },
};
const HANG_UP: Schema = { required: {}, optional: { client_state: base64, command_id: id } };
/** https://developers.telnyx.com/api-reference/call-commands/recording-start */
const RECORD: Schema = {
	required: { channels: oneOf('single', 'dual'), format: oneOf('wav', 'mp3') },
	optional: { client_state: base64, command_id: id },
};
export const COMMANDS: Readonly<Record<string, Schema>> = {
	hangup: HANG_UP,
	transfer: TRANSFER,
	record_start: RECORD,
};
