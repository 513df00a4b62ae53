import { readFileSync } from 'node:fs';
import { callingRulesPage, CALLING_RULES_FILE } from '../../scripts/generate-calling-rules';

it('docs/reference/calling-rules.md is what scripts/generate-calling-rules.ts writes', () => {
	expect(readFileSync(CALLING_RULES_FILE, 'utf8')).toBe(callingRulesPage());
});
