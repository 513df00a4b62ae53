import { compact } from '../../event/payload';

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const element = (name: string, attributes: Attributes, content: string): string => {
	const pairs = Object.entries(compact(attributes)).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	return `<${name}${pairs.join('')}>${content}</${name}>`;
};

const NOUNS: Readonly<Record<string, string>> = Object.freeze({ client: 'Client', sip: 'Sip', sips: 'Sip' });

/**
 * TwiML that connects the call with a phone, a Voice SDK client (`client:ada`) or a SIP address (`sip:ada@pbx.example`).
 * https://www.twilio.com/docs/voice/twiml/dial
 */
export function dialTwiml(party: string, dial: Attributes, leg: Attributes = {}): string {
	const [, scheme = '', rest = party] = /^(client|sips?):(.+)$/i.exec(party) ?? [];
	const noun = NOUNS[scheme.toLowerCase()] ?? 'Number';
	const address = noun === 'Sip' ? party : rest;
	return `<Response>${element('Dial', dial, element(noun, leg, escapeXml(address)))}</Response>`;
}
