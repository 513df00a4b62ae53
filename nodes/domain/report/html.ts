const ENTITIES: Readonly<Record<string, string>> = Object.freeze({
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
});

/** Text that is HTML already, so it is not escaped again. */
class Html {
	constructor(readonly text: string) {}
	toString(): string {
		return this.text;
	}
}

type Value = string | number | Html | readonly Html[];

const toText = (value: Value): string => {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(String).join('');
	return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
};

/** HTML from a template. Every value in it is escaped, unless it is HTML from a template itself. */
export const html = (texts: TemplateStringsArray, ...values: Value[]): Html =>
	new Html(texts.map((text, index) => text + (index < values.length ? toText(values[index]) : '')).join(''));

/** A text of this package as it is, for the style sheet. */
export const trusted = (text: string): Html => new Html(text);
