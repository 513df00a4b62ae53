export const countryOfAreaCode = (_code: string): string => 'US';
