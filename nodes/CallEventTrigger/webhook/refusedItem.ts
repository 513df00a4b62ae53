import type { INodeExecutionData } from 'n8n-workflow';

/** A delivery that was refused while the editor listened. */
interface Refusal {
	rule: string;
	description: string;
}

/** In no event's fields, so that nothing a trunk sends is taken for it. */
const FIELD = 'refusedDelivery';

/** What the editor's run gets in the place of the event, so that it can show why there is none. */
export const refusedItem = (status: number, rule: string): INodeExecutionData => ({
	json: { [FIELD]: { rule, description: `The delivery was answered with status ${status}.` } },
});

export function refusalOf(items: readonly INodeExecutionData[]): Refusal | undefined {
	return items[0]?.json[FIELD] as Refusal | undefined;
}
