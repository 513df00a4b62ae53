import { randomBytes } from 'node:crypto';
import type { SimulatedCall } from '../../exchange';
import { agentScenarioFor } from '../../scenarios';
import type { Account } from '../trunk';

type Attributes = Readonly<Record<string, string | undefined>>;

/** `<Response><Dial …><Number …>+49…</Number></Dial></Response>`, taken apart. */
export interface Dial {
	dial: Attributes;
	leg: Attributes;
	/** As the resource names it: `+49…`, `client:ada` or `sip:…`. */
	to: string;
}

const unescapeXml = (text: string): string =>
	text.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code))).replace(/&amp;/g, '&');

const attributesOf = (text: string): Attributes =>
	Object.fromEntries([...text.matchAll(/ (\w+)="([^"]*)"/g)].map(([, name, value]) => [name, unescapeXml(value)]));

export function readDial(twiml: string | null): Dial | undefined {
	const [, dial, noun, leg, address] =
		/<Dial([^>]*)><(Number|Client|Sip)([^>]*)>([^<]+)<\/\2><\/Dial>/.exec(twiml ?? '') ?? [];
	if (noun === undefined) return undefined;
	const to = unescapeXml(address);
	return { dial: attributesOf(dial), leg: attributesOf(leg), to: noun === 'Client' ? `client:${to}` : to };
}

export const newSid = (): string => `CA${randomBytes(16).toString('hex')}`;

/** An agent's telephone behaves as such; anything else is a customer's. */
export const scenarioOfParty = (to: string, { agents }: Account) =>
	/^(client|sips?):/i.test(to) || agents.some(({ phone }) => phone === to) ? agentScenarioFor(to) : undefined;

/** What `<Dial>` does once its call is answered: it dials the other leg, which has a SID and callbacks of its own. */
export function dialLeg(parent: SimulatedCall, { dial, leg, to }: Dial, account: Account): SimulatedCall {
	return account.exchange.place({
		trunk: parent.trunk,
		id: newSid(),
		from: dial.callerId ?? parent.from,
		to,
		initiatedAt: parent.answeredAt,
		scenario: scenarioOfParty(to, account),
		ringTimeoutSeconds: Number(dial.timeout ?? 30),
		partner: parent.id,
		detects: leg.machineDetection !== undefined,
		sink: leg.statusCallback,
		sent: {
			events: leg.statusCallbackEvent?.split(' ') ?? [],
			detection: leg.machineDetection,
			detectionUrl: leg.amdStatusCallback,
			record: dial.record?.startsWith('record-from') ?? false,
			recordingUrl: dial.recordingStatusCallback,
			recordingSource: 'DialVerb',
		},
	});
}
