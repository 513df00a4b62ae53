import { normalizeCallUuid } from '../../domain/call/callUuid';
import { forget, type Subject } from '../../domain/inbox/forget';
import { settleOrphans } from '../../domain/inbox/orphans';
import { parseNumber } from '../../domain/phone';
import { readText } from '../../domain/readText';
import { isInvalid } from '../../domain/result';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import type { IExecuteFunctions } from 'n8n-workflow';
import { filingOf, type Operation } from './operation';

type ReadSubject = (context: IExecuteFunctions, index: number) => Subject | string;

/** Each is a subject, or the sentence that says what is wrong. */
const subjects: Readonly<Record<string, ReadSubject>> = {
	call(context, index) {
		const callUuid = normalizeCallUuid(context.getNodeParameter('callUuid', index));
		return callUuid ? { callUuid } : 'Call UUID must be the UUID of a call at the trunk.';
	},
	contact(context, index) {
		const contactId = readText(context.getNodeParameter('contactId', index), 'Contact ID');
		if (isInvalid(contactId)) return contactId.rule;
		return contactId === undefined ? 'Contact ID is empty: enter the contact to forget.' : { contactId };
	},
	number(context, index) {
		const number = parseNumber(context.getNodeParameter('number', index));
		return isInvalid(number) ? `Number: ${number.rule}` : { number: number.e164 };
	},
};

const dropOrphaned: Operation = async function (index) {
	const trigger = String(this.getNodeParameter('fromTrigger', index));
	const { dropped } = await settleOrphans(await openCallStore(this), { ...filingOf(this), trigger });
	return { trigger, forgotten: dropped };
};

export const forgetSubject: Operation = async function (index) {
	const kind = this.getNodeParameter('forget', index) as string;
	if (kind === 'orphaned') return await dropOrphaned.call(this, index);
	const subject = subjects[kind](this, index);
	if (typeof subject === 'string') throw toRuleError(this.getNode(), subject, index);
	const store = await openCallStore(this);
	const events = await forget(store, filingOf(this).namespace, subject, this.getInstanceId());
	return { ...subject, forgotten: events };
};
