export { parseNumber, toE164OrAsIs } from './parseNumber';
export type { ParsedNumber, PhoneResult, UnparsedNumber } from './parseNumber';
