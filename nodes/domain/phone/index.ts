export { callingCodeOf, readCountry } from './country';
export { mainCountry } from './mainCountry';
export { numberType } from './numberType';
export { parseNumber, toE164OrAsIs } from './parseNumber';
export type { ParsedNumber } from './parseNumber';
export type { UnparsedNumber } from './refusal';
