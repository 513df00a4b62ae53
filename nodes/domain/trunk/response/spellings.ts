/** How a text is written where something encodes it: in URLs, forms, JSON, HTML, base64 and hex. */

const escaped = (text: string, escape: (character: string) => string): string =>
	text.replace(/[^A-Za-z0-9]/g, (unit) => escape(unit));

const hexOf = (character: string, length: number): string => character.charCodeAt(0).toString(16).padStart(length, '0');

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters of base64 that hold nothing but the text, when it begins at the first, second or third byte of a group. */
function base64Cores(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	return [0, 1, 2].flatMap((offset) => {
		const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const first = Math.ceil((offset * 8) / 6);
		const last = Math.floor(((offset + bytes.length) * 8) / 6);
		const core = whole.slice(first, last);
		return [core, core.replace(/\+/g, '-').replace(/\//g, '_')];
	});
}

/** The text itself and its usual encodings; letter case is the reader's to ignore. */
export function spellingsOf(text: string): string[] {
	const url = encodeURIComponent(text);
	const json = JSON.stringify(text).slice(1, -1);
	return [
		text,
		url,
		encodeURIComponent(url),
		encodeURI(text),
		new URLSearchParams([['', text]]).toString().slice(1),
		json,
		json.replace(/\//g, '\\/'),
		JSON.stringify(json).slice(1, -1),
		escaped(text, (character) => `\\u${hexOf(character, 4)}`),
		escaped(text, (character) => `\\x${hexOf(character, 2)}`),
		text.replace(/[&<>"']/g, (character) => NAMED[character]),
		escaped(text, (character) => `&#${character.charCodeAt(0)};`),
		escaped(text, (character) => `&#x${hexOf(character, 2)};`),
		Buffer.from(text, 'utf8').toString('hex'),
		...base64Cores(text),
	];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const fromCode = (digits: string, radix: number): string => {
	const code = parseInt(digits, radix);
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

/** The text with one layer of escapes taken back, whichever characters were escaped. */
export function unescapeOnce(text: string): string {
	const bytes = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
		Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'),
	);
	return bytes
		.replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => fromCode(digits, 16))
		.replace(/\\x([0-9a-f]{2})/gi, (_, digits: string) => fromCode(digits, 16))
		.replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => fromCode(digits, 16))
		.replace(/&#(\d{1,7});/g, (_, digits: string) => fromCode(digits, 10))
		.replace(/&(amp|lt|gt|quot|apos);/gi, (_, name: string) => ENTITIES[name.toLowerCase()])
		.replace(/\\(["'\\/])/g, '$1');
}
