/** docs/systems.md: what becomes of every system that a team may bring along. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPage } from '../support/readPage';

const DOCS = join(__dirname, '../../docs');
const rows = readPage('docs/systems.md')
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
	.filter(([name]) => !['System', '---'].includes(name));

/** Those that guides to connecting a SIP trunk with a CRM name. */
const SYSTEMS = [
	...['Airtable', 'Notion', 'Retool', 'HubSpot', 'Salesforce', 'GoHighLevel', 'Odoo', 'SuiteCRM', 'vtiger'],
	...['A CRM of your own', 'UnlimCall', 'Avyukta Intellicall', 'Cloudflare Worker', 'Redis'],
	...['Zoiper', 'Bria', 'Linphone', 'JsSIP', 'SIP.js', 'Salesforce CTI adapter'],
];

it('has one row for each system', () => {
	expect(rows.map(([name]) => name).sort()).toEqual([...SYSTEMS].sort());
});

it.each(rows)('%s works through a page, or one sentence says why not', (_name, works, how) => {
	const pages = [...how.matchAll(/\]\(([^)#]+)/g)].map(([, page]) => page);
	expect(['yes', 'no']).toContain(works);
	if (works === 'no') expect(how).toMatch(/^[A-Z][^.]+\.$/);
	else expect(pages.length).toBeGreaterThan(0);
	expect(pages.filter((page) => !existsSync(join(DOCS, page)))).toEqual([]);
});

const workflows = rows.flatMap(([, , how]) => [...how.matchAll(/workflows\/([\w-]+)\.md/g)].map(([, name]) => name));
it.each(workflows)('%s is a workflow to import', (workflow) => {
	expect(existsSync(join(DOCS, '../workflows', `${workflow}.json`))).toBe(true);
});
