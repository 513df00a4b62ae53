export { neighborsOf, overlaysOf } from './areaCodes';
export { callingCodeOf, readCountry } from './country';
export { mainCountry } from './mainCountry';
export { numberType } from './numberType';
export { parseNumber, toE164OrAsIs } from './parseNumber';
export type { NumberReading, ParsedNumber, ParseOptions } from './parseNumber';
export { areaCodeLength } from './plan';
export type { WithoutPlus } from './readWithoutPlus';
export type { UnparsedNumber } from './refusal';
