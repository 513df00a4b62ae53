import { settleOrphans } from '../../domain/inbox/orphans';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { filingOf, type Operation } from './operation';

export const sendOrphaned: Operation = async function (index) {
	const trigger = String(this.getNodeParameter('fromTrigger', index));
	const to = String(this.getNodeParameter('toTrigger', index));
	for (const [label, name] of [
		['Orphaned Trigger', trigger],
		['Target Trigger', to],
	]) {
		if (!/^[^:]+:[^:]+$/.test(name))
			throw toRuleError(this.getNode(), `${label} is not a trigger: choose one from the list.`, index);
	}
	if (trigger === to)
		throw toRuleError(this.getNode(), 'Target Trigger is the orphaned trigger itself: choose another one.', index);
	const { sent, known, left } = await settleOrphans(await openCallStore(this), { ...filingOf(this), trigger, to });
	return { from: trigger, to, sent, known, left };
};
