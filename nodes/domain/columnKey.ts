/** One spelling for a table's column: `call_uuid`, `Call UUID` and `callUuid` are the same. */
export const columnKey = (column: string): string => column.toLowerCase().replace(/[^a-z0-9]/g, '');
