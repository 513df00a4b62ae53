import type { IDataObject } from 'n8n-workflow';
import { inboxOverview } from '../../domain/inbox/overview';
import { listCalls } from '../../domain/register/find';
import { toPage } from '../../domain/report/page';
import { summarize } from '../../domain/report/summarize';
import { zoneOffset } from '../../domain/time/zone';
import { toRuleError } from '../../n8n/items/errors';
import { openCallStore } from '../../n8n/store/openCallStore';
import { accountOf } from './getFreeLines';
import type { Operation } from './operation';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

/** What happened to the calls of the last days, as figures and as a page. */
export const getReport: Operation = async (context, index) => {
	const days = Number(context.getNodeParameter('days', index));
	if (!(days > 0 && days <= MOST_DAYS))
		throw toRuleError(context.getNode(), `Days must be a number from 1 to ${MOST_DAYS}.`, index);
	const timeZone = String(context.getNodeParameter('timeZone', index, '')).trim() || context.getTimezone();
	const offset = zoneOffset(timeZone);
	if (!offset)
		throw toRuleError(
			context.getNode(),
			`Time Zone: “${timeZone.slice(0, 40)}” is not a time zone: use an IANA name such as Europe/Berlin.`,
			index,
		);
	const store = await openCallStore(context);
	const account = accountOf(context);
	const { now } = await store.read([]);
	const from = new Date(now - days * DAY_MS).toISOString();
	const [calls, { events }] = await Promise.all([
		listCalls(store, account, { from }),
		inboxOverview(store, account.namespace),
	]);
	const report = {
		...summarize(calls, now, offset),
		title: String(context.getNodeParameter('title', index, '')).trim() || 'Campaign report',
		days,
		timeZone,
		madeAt: new Date(now + offset(now)).toISOString().slice(0, 16).replace('T', ' '),
		events: { waiting: events.waiting, failed: events.failed, dead: events.dead },
	};
	return { ...report, html: toPage(report) } as unknown as IDataObject;
};
