export { checkNumber } from './checkNumber';
export { checkText } from './checkText';
export type { DialPolicy } from './policy';
export { readParty } from './readParty';
export { SPECIAL_NUMBERS, type SpecialNumber } from './specialNumber';
