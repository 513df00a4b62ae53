/**
 * A Cloudflare Worker between FreeSWITCH's mod_json_cdr and the Call Event Trigger.
 * Secrets: PBX_PASSWORD, SIGNING_SECRET. Variable: TRIGGER_URL, the trigger's production URL.
 */
const encoder = new TextEncoder();

/** FreeSWITCH percent-encodes its variables. A caller's name may be in no UTF-8: each byte is then its own character. */
function text(value) {
	if (value === undefined) return undefined;
	try {
		return decodeURIComponent(value);
	} catch {
		return value.replace(/%([0-9a-f]{2})/gi, (_code, byte) => String.fromCharCode(parseInt(byte, 16)));
	}
}

/** It counts microseconds; 0 stands for a moment that never came. */
const time = (microseconds) =>
	Number(microseconds) > 0 ? new Date(Number(microseconds) / 1000).toISOString() : undefined;

/** The names that the Custom HTTP trunk reads without any mapping. */
const toEvent = (v) => ({
	event: 'call.completed',
	call_uuid: text(v.uuid),
	direction: text(v.direction),
	from: text(v.effective_caller_id_number ?? v.caller_id_number),
	to: text(v.destination_number),
	initiated_at: time(v.start_uepoch),
	answered_at: time(v.answer_uepoch),
	ended_at: time(v.end_uepoch),
	duration_seconds: Number(v.billsec ?? 0),
	hangup_cause: text(v.hangup_cause)?.toLowerCase(),
	hangup_cause_code: Number(v.hangup_cause_q850),
});

async function sign(body, secret) {
	const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
		'sign',
	]);
	const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(body)));
	return [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares signatures of both instead of the passwords: how long that takes tells nothing. */
async function isFromPbx(request, { PBX_PASSWORD, SIGNING_SECRET }) {
	const expected = `Basic ${btoa(`freeswitch:${PBX_PASSWORD}`)}`;
	return (
		(await sign(request.headers.get('authorization') ?? '', SIGNING_SECRET)) === (await sign(expected, SIGNING_SECRET))
	);
}

export default {
	async fetch(request, env) {
		if (request.method !== 'POST') return new Response('Post a CDR.', { status: 405 });
		if (!(await isFromPbx(request, env)))
			return new Response('The password is not the one of this worker.', { status: 401 });
		const cdr = await request.json().catch(() => undefined);
		if (!cdr?.variables) return new Response('The body is no CDR of mod_json_cdr.', { status: 400 });
		const body = JSON.stringify(toEvent(cdr.variables));
		const headers = {
			'content-type': 'application/json',
			'x-signature': `sha256=${await sign(body, env.SIGNING_SECRET)}`,
		};
		const answer = await fetch(env.TRIGGER_URL, { method: 'POST', headers, body });
		// The trigger's own answer, so that FreeSWITCH keeps and repeats what was not taken.
		return new Response(await answer.text(), { status: answer.status });
	},
};
