import { invalid, type Invalid } from '../../result';
import type { CallOptionName, CallOptions, TrunkProvider } from '../provider';

/** As the node's options are called. */
const LABELS: Readonly<Record<CallOptionName, string>> = Object.freeze({
	ringsFirst: 'Rings First',
	machineDetection: 'Machine Detection',
	detectBeep: 'Wait for Beep',
	onMachine: 'On Machine',
	timeLimitSeconds: 'Time Limit (Seconds)',
	callerName: 'Caller Name',
	sipHeaders: 'SIP Headers',
	sendDigits: 'Send Digits',
	recordingChannels: 'Recording Channels',
});

/** The rule that the options break: an option that the trunk does not have is never dropped silently. */
export function checkCallOptions(
	options: CallOptions = {},
	{ displayName, callOptions = [], ringsFirst = [], machineDetection = [] }: TrunkProvider,
): Invalid | undefined {
	const asked = (Object.keys(options) as CallOptionName[]).filter((name) => options[name] !== undefined);
	const missing = asked.find((name) => !callOptions.includes(name));
	if (missing) return invalid(`${LABELS[missing]}: ${displayName} does not offer this. Remove the option.`);
	if (options.ringsFirst && !ringsFirst.includes(options.ringsFirst))
		return invalid(`${LABELS.ringsFirst}: ${displayName} cannot ring the ${options.ringsFirst} first.`);
	if (options.machineDetection && !machineDetection.includes(options.machineDetection))
		return invalid(`${LABELS.machineDetection}: ${displayName} does not offer this kind of detection.`);
	if ((options.detectBeep || options.onMachine === 'hangUp') && !options.machineDetection)
		return invalid(`${LABELS.machineDetection} is off: choose one, or remove Wait for Beep and On Machine.`);
	return checkValues(options);
}

const SIP_HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
/** Headers that route or authenticate the call, which a trunk sets itself (RFC 3261 section 20). */
const RESERVED_HEADER =
	/^(via|from|to|contact|call-id|cseq|max-forwards|route|record-route|authorization|proxy-.*|content-.*|p-asserted-identity|p-preferred-identity|remote-party-id|privacy|identity|diversion|reason|require|supported|allow)$/i;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function checkValues({ sipHeaders = {}, callerName, sendDigits }: CallOptions): Invalid | undefined {
	for (const [name, value] of Object.entries(sipHeaders)) {
		if (!SIP_HEADER_NAME.test(name) || RESERVED_HEADER.test(name))
			return invalid(`SIP Headers: ${name.slice(0, 64)} is not a header of your own. Use e.g. X-Campaign.`);
		if (CONTROL.test(value) || value.length > 256)
			return invalid(`SIP Headers: the value of ${name} must have at most 256 characters and no line breaks.`);
	}
	if (callerName !== undefined && !/^[\w \-~!.+]{1,128}$/.test(callerName))
		return invalid('Caller Name may have letters, digits, spaces and -_~!.+ only, at most 128 of them.');
	if (sendDigits !== undefined && !/^[0-9A-Dw*#]{1,64}$/.test(sendDigits))
		return invalid('Send Digits may have 0-9, A-D, *, # and w (a pause of half a second) only, at most 64 of them.');
	return undefined;
}
