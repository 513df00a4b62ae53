/** What holds for an option that is not set; the form imports it. */
export const DEFAULT_OUTPUT_FIELD = 'contactCheck';
export const DEFAULT_RESERVATION_MINUTES = 15;
export const DEFAULT_DIALING = 'automatic';
export const DEFAULT_COUNTING = 'placed';
export const DEFAULT_CAP_HOURS = 24;
