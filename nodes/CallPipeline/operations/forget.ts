import { normalizeCallUuid } from '../../domain/call/callUuid';
import { forgetAttempts } from '../../domain/contactRules';
import { settleOrphans } from '../../domain/inbox/orphans';
import { numberKey } from '../../domain/numberHealth/record';
import { parseNumber } from '../../domain/phone';
import { readText } from '../../domain/readText';
import { forget, type Subject } from '../../domain/register/forget';
import { invalid, isInvalid, type Invalid } from '../../domain/result';
import { orThrow } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import type { IExecuteFunctions } from 'n8n-workflow';
import { filingOf, type Operation } from './operation';

type ReadSubject = (context: IExecuteFunctions, index: number) => Subject | Invalid;

const subjects: Readonly<Record<string, ReadSubject>> = {
	call(context, index) {
		const callUuid = normalizeCallUuid(context.getNodeParameter('callUuid', index));
		return callUuid ? { callUuid } : invalid('Call UUID must be the UUID of a call at the trunk.');
	},
	contact(context, index) {
		const contactId = readText(context.getNodeParameter('contactId', index), 'Contact ID');
		if (isInvalid(contactId)) return contactId;
		return contactId === undefined ? invalid('Contact ID is empty: enter the contact to forget.') : { contactId };
	},
	number(context, index) {
		const number = parseNumber(context.getNodeParameter('number', index));
		return isInvalid(number) ? invalid(`Number: ${number.rule}`) : { number: number.e164 };
	},
};

const dropOrphaned: Operation = async (context, index) => {
	const trigger = String(context.getNodeParameter('fromTrigger', index));
	const { dropped } = await settleOrphans(await openCallStore(context), { ...filingOf(context), trigger });
	return { trigger, forgotten: dropped };
};

export const forgetSubject: Operation = async (context, index) => {
	const kind = context.getNodeParameter('forget', index) as string;
	if (kind === 'orphaned') return await dropOrphaned(context, index);
	const subject = orThrow(context, subjects[kind](context, index), index);
	const store = await openCallStore(context);
	const { namespace } = filingOf(context);
	const secret = context.getInstanceId();
	const { events, calls, references, numbers } = await forget(store, namespace, subject, secret);
	if ('number' in subject) await store.commit([[{ key: numberKey(namespace, secret, subject.number) }]]);
	let attempts = 0;
	for (const number of numbers) attempts += await forgetAttempts(store, { namespace, secret }, number);
	return { ...subject, forgotten: events, calls, references, attempts };
};
