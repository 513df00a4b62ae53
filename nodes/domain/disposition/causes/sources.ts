/** What the cause tables were drawn from; a row names these keys. */
export const SOURCES: Readonly<Record<string, string>> = Object.freeze({
	ast: 'Asterisk, hangup cause mappings and include/asterisk/causes.h: https://docs.asterisk.org/Configuration/Miscellaneous/Hangup-Cause-Mappings',
	fs: 'FreeSWITCH, hangup cause code table and src/include/switch_types.h: https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Troubleshooting-Debugging/Hangup-Cause-Code-Table_3964945',
	q850: 'ITU-T Q.850 cause values as listed by AudioCodes, Ribbon and Wireshark-family dissectors',
	rfc3398: 'RFC 3398, ISUP to SIP mapping: https://www.rfc-editor.org/rfc/rfc3398',
	oracle:
		'Oracle SBC, SIP and ISUP cause interworking: https://docs.oracle.com/en/industries/communications/session-border-controller/8.3.0/acliconfiguration/interworking-sip-response-isup-cause-values.html',
	iana: 'IANA, SIP response codes: https://www.iana.org/assignments/sip-parameters',
	rfc8197: 'RFC 8197, 607 Unwanted: https://www.rfc-editor.org/rfc/rfc8197',
	rfc8688: 'RFC 8688, 608 Rejected: https://www.rfc-editor.org/rfc/rfc8688',
	rfc8224: 'RFC 8224, STIR: https://www.rfc-editor.org/rfc/rfc8224',
	atis: 'ATIS-1000099, 603+ Network Blocked: https://standards.globalspec.com/std/14559261/1000099',
	telnyx: 'Telnyx call.hangup: https://developers.telnyx.com/api-reference/callbacks/call-hangup',
	twilio: 'Twilio call status values: https://www.twilio.com/docs/voice/api/call-resource',
	intellicall: 'Avyukta Intellicall click-to-call API: https://api.clouddialer.in/CRM_API/docs/index',
	camara: 'CAMARA Click to Dial r2.1: https://github.com/camaraproject/ClickToDial',
	bandwidth: 'Bandwidth voice disconnect causes: https://github.com/Bandwidth/api-docs',
	sinch: 'Sinch voice callbacks: https://developers.sinch.com/docs/voice',
	vonage: 'Vonage Voice event webhook: https://developer.vonage.com/voice/voice-api/guides/troubleshooting',
	signalwire: 'SignalWire end reasons: https://github.com/signalwire/docs',
	zadarma: 'Zadarma dispositions: https://zadarma.com/en/support/api/',
	seed: 'UnlimCall, syncing call outcomes to a CRM: https://unlimcall.com/blog/syncing-call-outcomes-to-crm-sip-webhooks/',
});
