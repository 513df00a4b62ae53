import { parseNumber } from '../../nodes/domain/phone';
import { toAscii } from '../../nodes/domain/phone/toAscii';
import { isInvalid } from '../../nodes/domain/result';

/** Every decimal digit that this engine's Unicode knows, in code point order. */
const decimalDigits = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint)
	.filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
	.map((codePoint) => String.fromCodePoint(codePoint))
	.filter((character) => /^\p{Nd}$/u.test(character));

/** Unicode keeps each script's digits together and in order, from zero to nine. */
const scripts = Array.from({ length: decimalDigits.length / 10 }, (_, i) => decimalDigits.slice(i * 10, i * 10 + 10));

describe("every script's decimal digits", () => {
	it('become 0 to 9', () => {
		expect(scripts.length).toBeGreaterThan(60);
		expect(scripts.map((digits) => toAscii(digits.join('')))).toEqual(scripts.map(() => '0123456789'));
	});

	it('agree with the digits that Intl writes', () => {
		const systems = Intl.supportedValuesOf('numberingSystem');
		const written = systems
			.map((system) => new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9876543210))
			.filter((text) => /^\p{Nd}{10}$/u.test(text));
		expect(written.length).toBeGreaterThan(50);
		expect(written.map(toAscii)).toEqual(written.map(() => '9876543210'));
	});

	it('make a number in each of them', () => {
		const numbers = scripts.map((digits) =>
			parseNumber(`+${[...'442079460958'].map((d) => digits[Number(d)]).join('')}`),
		);
		expect(numbers.map((number) => !isInvalid(number) && number.e164)).toEqual(scripts.map(() => '+442079460958'));
	});
});
