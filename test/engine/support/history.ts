import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

/** n8n's own history keeps entries in its database; this one keeps them for the life of the test file. */
export function useHistory(): void {
	const known = new Set<DeduplicationItemTypes>();
	const deduplicator: Pick<IDataDeduplicator, 'checkProcessedAndRecord'> = {
		async checkProcessedAndRecord(items) {
			const fresh = items.filter((item) => !known.has(item));
			for (const item of fresh) known.add(item);
			return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
		},
	};
	void DataDeduplicationService.init(deduplicator as IDataDeduplicator);
}
