/** Area code and exchange of the North American Numbering Plan: neither begins with 0 or 1, and no area code is N11. */
const WELL_FORMED = /^(?![2-9]11)[2-9]\d{2}[2-9]\d{6}$/;

/**
 * Whether a national number under +1 can exist. New area codes come every few months, before the phone library knows
 * them: https://www.nanpa.com/resources/area-code-map
 */
export const isNanpNumber = (nationalNumber: string): boolean => WELL_FORMED.test(nationalNumber);
