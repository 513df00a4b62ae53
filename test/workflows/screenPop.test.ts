/** The link of the screen pop, for the address of each CRM on its page. */
import { readPage } from '../support/readPage';
import { files } from './readFiles';

const text = String(
	files.find(({ file }) => file === 'screen-pop.json')?.nodes.find(({ name }) => name === 'Show the Contact')
		?.parameters.text,
);
const expression = /\{\{((?:(?!\{\{).)*)\}\}$/.exec(text)?.[1] ?? '';
/** The expression is JavaScript. */
const linkFor = (contactUrl: string, contactId?: string): unknown =>
	(new Function('$', '$json', `return ${expression}`) as (settings: unknown, json: unknown) => unknown)(
		() => ({ first: () => ({ json: { settings: { contactUrl } } }) }),
		{ contact_id: contactId },
	);
const addresses = new Map(
	[...readPage('docs/workflows/screen-pop.md').matchAll(/^\| ([^|]+) \| `(https:[^`]+)` \|$/gm)].map(
		([, crm, address]) => [crm, address],
	),
);

it.each([
	['Odoo 18, 19', '7', 'https://yourcompany.odoo.com/odoo/contacts/7'],
	['Odoo 17 and older', '7', 'https://yourcompany.odoo.com/web#id=7&model=res.partner&view_type=form'],
	[
		'SuiteCRM 7',
		'a3f7-1',
		'https://suitecrm.yourcompany.com/index.php?module=Contacts&action=DetailView&record=a3f7-1',
	],
	['SuiteCRM 8', 'a3f7-1', 'https://suitecrm.yourcompany.com/#/contacts/record/a3f7-1'],
	['vtiger', '12x7', 'https://vtiger.yourcompany.com/index.php?module=Contacts&view=Detail&record=7'],
	['Pipedrive', '7', 'https://yourcompany.pipedrive.com/person/7'],
	['Zoho CRM', '7', 'https://crm.zoho.com/crm/org000000000/tab/Contacts/7'],
])('%s', (crm, id, link) => {
	expect(linkFor(addresses.get(crm) ?? '', id)).toBe(link);
});

it('is the ID alone without an address, and nothing without an ID', () => {
	expect([linkFor('', '7'), linkFor('', undefined), linkFor('https://x/{id}', undefined)]).toEqual(['7', '', '']);
});

it('has an address for no CRM that the test does not have', () => {
	expect(addresses.size).toBe(7);
});
