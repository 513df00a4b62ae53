import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INodeExecutionData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CheckContact } from '../../nodes/CheckContact/CheckContact.node';
import { workflowOf } from '../../tooling/executeNode';
import { checkOf, CREDENTIAL, runNode } from './runNode';

const ALWAYS = { hours: 'own', ownHours: 'Mon-Sun 00:00-24:00' };
const MASSACHUSETTS = '+16175550123';

const failure = async (parameters: IDataObject, item: IDataObject = { to: MASSACHUSETTS }): Promise<string> =>
	await runNode({ ...ALWAYS, ...parameters }, [item]).then(
		() => 'It did not fail.',
		(error: Error) => error.message,
	);

describe('outputs', () => {
	it('are three, and keep the items as they are', async () => {
		const items = [
			{ to: MASSACHUSETTS, id: 1 },
			{ to: '+33142685300', id: 2 },
			{ to: '+902121234567', id: 3 },
			{ to: 'tomorrow', id: 4 },
		];
		const { allowed, notNow, never } = await runNode(ALWAYS, items);
		expect(allowed).toMatchObject([
			{ json: { id: 1 }, pairedItem: { item: 0 } },
			// Own hours stand in for the missing ones.
			{ json: { id: 3, contactCheck: { coverage: 'none' } }, pairedItem: { item: 2 } },
		]);
		expect(notNow).toEqual([]);
		expect(never).toMatchObject([
			{ json: { id: 2, contactCheck: { decidedBy: { id: 'FR-consent' } } } },
			{ json: { id: 4, contactCheck: { decidedBy: null, number: 'tomorrow', verdict: 'never' } } },
		]);
	});

	it('are empty without items', async () => {
		expect(await runNode({}, [])).toEqual({ allowed: [], notNow: [], never: [] });
	});

	it('take 1,000 items in order', async () => {
		const items = Array.from({ length: 1_000 }, (_, id) => ({ id, to: MASSACHUSETTS, doNotCall: id % 2 }));
		const { allowed, never } = await runNode({ ...ALWAYS, doNotCall: '={{ $json.doNotCall }}' }, items);
		expect(allowed.map(({ json }) => json.id)).toEqual(items.filter(({ id }) => id % 2 === 0).map(({ id }) => id));
		expect(never).toHaveLength(500);
	});

	it('give the next time in UTC and on the clock of the contact', async () => {
		const lastRefusal = '2999-12-01';
		const parameters = { ...ALWAYS, timeZone: 'Asia/Kolkata', lastRefusal, options: { restDays: 1 } };
		const { notNow } = await runNode(parameters, [{ to: MASSACHUSETTS }]);
		// More than a year away, so nobody says when.
		expect(checkOf(notNow[0])).not.toHaveProperty('nextAllowedAt');
		const today = new Date(Date.now()).toISOString();
		const soon = await runNode({ ...parameters, lastRefusal: today }, [{ to: MASSACHUSETTS }]);
		const { nextAllowedAt, nextAllowedLocal } = checkOf(soon.notNow[0]) as Record<string, string>;
		expect(nextAllowedLocal).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+05:30$/);
		expect(new Date(nextAllowedLocal).toISOString()).toBe(nextAllowedAt);
	});

	it('send an item that fails to Not Now when the workflow goes on', async () => {
		const parameters = { ...ALWAYS, timeZone: '={{ $json.zone }}' };
		const items = [
			{ to: MASSACHUSETTS, zone: 'Nowhere/Land' },
			{ to: MASSACHUSETTS, zone: '' },
		];
		const { allowed, notNow } = await runNode(parameters, items, { onError: 'continueRegularOutput' });
		expect(allowed).toHaveLength(1);
		expect(notNow).toMatchObject([
			{ json: { error: expect.stringContaining('Nowhere/Land') }, pairedItem: { item: 0 } },
		]);
	});

	it('go to a field of choice', async () => {
		const { allowed } = await runNode({ ...ALWAYS, options: { outputField: 'may call' } }, [{ to: MASSACHUSETTS }]);
		expect(allowed[0].json['may call']).toMatchObject({ verdict: 'allowed' });
	});

	it('are one for an AI agent', async () => {
		const type = new CheckContact();
		const { workflow, node } = workflowOf(type, { ...ALWAYS, doNotCall: true, options: { countAttempts: 'off' } });
		const input: INodeExecutionData[] = [{ json: { to: MASSACHUSETTS } }];
		const urls = { webhookWaitingBaseUrl: 'http://127.0.0.1/waiting', formWaitingBaseUrl: 'http://127.0.0.1/form' };
		const context = new SupplyDataContext(
			workflow,
			node,
			{ executionId: '7', ...urls } as IWorkflowExecuteAdditionalData,
			'manual',
			createRunExecutionData(),
			0,
			input,
			{ ai_tool: [input] },
			'ai_tool',
			{ node, data: { ai_tool: [input] }, source: null },
			[],
		);
		const [first, ...others] = await type.execute.call(context as never);
		expect(checkOf(first[0])).toMatchObject({ verdict: 'never' });
		expect(others).toEqual([[], []]);
	});
});

describe('values', () => {
	it.each([
		[true, 'allowed'],
		['yes', 'allowed'],
		['Express', 'allowed'],
		['written', 'allowed'],
		[[true], 'allowed'],
		[false, 'never'],
		['', 'never'],
		[null, 'never'],
		['presumed', 'never'],
		['none', 'never'],
	])('consent %j for a German consumer: %s', async (consent, verdict) => {
		const parameters = { ...ALWAYS, consent: '={{ $json.consent }}' };
		const { allowed, never } = await runNode(parameters, [{ to: '+4930123456', consent }]);
		expect([...allowed, ...never].map((item) => checkOf(item).verdict)).toEqual([verdict]);
	});

	it.each([
		[{ doNotCall: 'maybe' }, 'Do Not Call must be yes or no, not “maybe”.'],
		[{ doNotCall: '={{ {"a": 1} }}' }, 'Do Not Call must be yes or no, not “{"a":1}”.'],
		[{ consent: 'perhaps' }, 'Consent must be none, presumed, express, written, yes or no, not “perhaps”.'],
		[{ purpose: 'fun' }, 'Purpose must be sales, energy, service, collection, not “fun”.'],
		[{ lastRefusal: '05.10.2026' }, 'Last Refusal must be a date such as 2026-10-05'],
		[{ area: 'Atlantis' }, 'Area: “Atlantis” is not a state or province'],
		[{ timeZone: 'CET+1' }, 'Time Zone: “CET+1” is not a time zone'],
		[{ ownHours: 'always' }, 'Own Hours: “always” does not begin with a day of the week'],
		[{ ownHours: 'Mon 9-17' }, 'Own Hours: “9-17” is not a time from and to of one day'],
		[{ ownHours: 'Mon 17:00-09:00' }, 'Own Hours: “17:00-09:00” is not a time'],
		[{ ownHours: '' }, 'Own Hours: No hours are given'],
		[{ options: { ownHolidays: 'Easter' } }, 'The holiday “Easter” is not a date'],
		[{ options: { maxAttempts: 'many' } }, 'Max Attempts must be a whole number'],
		[{ options: { registered: 'who knows' } }, 'Registered must be yes, no or a date, not “who knows”.'],
		[{ options: { earlierAttempts: '2026-11-20T09:30:00Z, then' } }, 'Earlier Attempts must be a date'],
		[{ options: { dialing: 'smoke' } }, 'Dialing must be person, automatic, recorded'],
		[{ options: { countAttempts: 'twice' } }, 'Count Attempts must be placed, checked, off'],
	])('%j is refused', async (parameters, sentence) => {
		expect(await failure(parameters)).toContain(sentence);
	});

	it.each([[{}], [{ to: null }], [{ to: {} }], [{ to: true }], [{ to: [] }]])('number %j is Never', async (item) => {
		const { never } = await runNode(ALWAYS, [item]);
		expect(checkOf(never[0])).toMatchObject({ verdict: 'never', decidedBy: null });
	});

	it.each(['US-FL', 'us-fl', 'FL', 'Florida', 'florida'])('area %s is Florida', async (area) => {
		const { allowed } = await runNode({ ...ALWAYS, area, options: { dialing: 'person' } }, [{ to: MASSACHUSETTS }]);
		expect(checkOf(allowed[0])).toMatchObject({
			area: 'US-FL',
			timeZones: ['America/New_York', 'America/Chicago'],
		});
	});
});

it.each([
	['+4930123456', 'Bayern', 'Europe/Berlin'],
	['+61291234567', 'WA', 'Australia/Sydney'],
	['+995322123456', 'Georgia', 'Asia/Tbilisi'],
	['+4930123456', 'US-FL', 'America/New_York'],
])('%s in %s is in %s', async (to, area, timeZone) => {
	const { allowed } = await runNode({ ...ALWAYS, area, consent: 'written' }, [{ to }]);
	expect(checkOf(allowed[0])).toMatchObject({ timeZone });
});

describe('counting', () => {
	const capped = (more: IDataObject = {}): IDataObject => ({
		...ALWAYS,
		options: { countAttempts: 'checked', maxAttempts: 2, ...more },
	});

	it('gives two of five items of one number an attempt', async () => {
		const items = Array.from({ length: 5 }, () => ({ to: '+16175550142' }));
		const { allowed, notNow } = await runNode(capped(), items, { credentials: CREDENTIAL });
		expect(allowed.map((item) => checkOf(item).attempts)).toEqual([0, 1]);
		expect(notNow.map((item) => checkOf(item).decidedBy)).toMatchObject(Array(3).fill({ id: 'own-cap' }));
	});

	it('needs a credential, and says where it counts', async () => {
		expect(await failure(capped())).toContain('counted in the call store of a SIP Trunk API credential');
	});

	it('needs none where nothing limits attempts', async () => {
		const { allowed } = await runNode({ ...ALWAYS, options: { countAttempts: 'placed' } }, [{ to: MASSACHUSETTS }]);
		expect(allowed).toHaveLength(1);
	});

	it('counts what the item names', async () => {
		const earlierAttempts = [new Date(Date.now() - 1_000), new Date(Date.now() - 2_000)].map((at) => at.toISOString());
		const options = { countAttempts: 'off', maxAttempts: 2, earlierAttempts: '={{ $json.earlier }}' };
		const { notNow } = await runNode({ ...ALWAYS, options }, [{ to: MASSACHUSETTS, earlier: earlierAttempts }]);
		expect(checkOf(notNow[0])).toMatchObject({ decidedBy: { id: 'own-cap' } });
	});
});

it('says in its text what it does not know', () => {
	const { description, properties } = new CheckContact().description;
	for (const text of [description, properties[0].displayName])
		expect(text).toMatch(
			/rules you choose.*no national register that you have not imported.*not say that a call is lawful/,
		);
});
