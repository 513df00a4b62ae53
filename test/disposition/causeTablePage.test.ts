import { readFileSync } from 'node:fs';
import { CAUSES } from '../../nodes/domain/disposition/causes/findCauses';
import { CAUSE_TABLE_FILE, causeTablePage } from '../../scripts/generate-cause-table';

it('docs/reference/hangup-causes.md is what scripts/generate-cause-table.ts writes', () => {
	expect(readFileSync(CAUSE_TABLE_FILE, 'utf8')).toBe(causeTablePage());
});

it('has a line for every row of the tables', () => {
	const tables = causeTablePage().split('\n## Q.850\n')[1].split('\n## Agreement')[0];
	expect(tables.match(/^\| (?!Code|Status|Words|---)/gm)).toHaveLength(CAUSES.length);
});
