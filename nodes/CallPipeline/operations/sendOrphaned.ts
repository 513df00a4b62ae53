import { settleOrphans } from '../../domain/inbox/orphans';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { filingOf, type Operation } from './operation';

export const sendOrphaned: Operation = async (context, index) => {
	const trigger = String(context.getNodeParameter('fromTrigger', index));
	const to = String(context.getNodeParameter('toTrigger', index));
	for (const [label, name] of [
		['Orphaned Trigger', trigger],
		['Target Trigger', to],
	]) {
		if (!/^[^:]+:[^:]+$/.test(name))
			throw toRuleError(context.getNode(), `${label} is not a trigger: choose one from the list.`, index);
	}
	if (trigger === to)
		throw toRuleError(context.getNode(), 'Target Trigger is the orphaned trigger itself: choose another one.', index);
	const { sent, known, left } = await settleOrphans(await openCallStore(context), {
		...filingOf(context),
		trigger,
		to,
	});
	return { from: trigger, to, sent, known, left };
};
