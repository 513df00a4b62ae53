import { findCauses } from '../../nodes/domain/disposition/causes/findCauses';
import { keyOf, pairsOfSwitches } from '../../scripts/causeTable/agreement';
import { ASTERISK_ALIASES, ASTERISK_CAUSES } from '../../scripts/causeTable/asterisk';
import { DISAGREEMENTS } from '../../scripts/causeTable/disagreements';
import { FREESWITCH_CAUSES } from '../../scripts/causeTable/freeswitch';

const outcomeOf = (cause: unknown): string | undefined => findCauses(cause)[0]?.outcome;

it.each(ASTERISK_CAUSES)('Asterisk’s %i %s “%s” is one cause in every spelling', (code, name, text) => {
	const outcome = outcomeOf(code);
	expect(outcome).toBeDefined();
	const spellings = [
		String(code),
		name,
		`AST_CAUSE_${name}`,
		...(text === 'Unknown' ? [] : [text, `${code} - ${text}`]),
	];
	expect(spellings.map((spelling) => [spelling, outcomeOf(spelling)])).toEqual(
		spellings.map((spelling) => [spelling, outcome]),
	);
});

it.each(ASTERISK_ALIASES)('Asterisk’s alias %s is %i', (alias, code) => {
	expect([outcomeOf(alias), outcomeOf(`AST_CAUSE_${alias}`)]).toEqual([outcomeOf(code), outcomeOf(code)]);
});

it.each(FREESWITCH_CAUSES)('FreeSWITCH’s %i %s is one cause in every spelling', (code, name) => {
	const outcome = outcomeOf(code);
	expect(outcome).toBeDefined();
	expect([String(code), name, `SWITCH_CAUSE_${name}`].map(outcomeOf)).toEqual([outcome, outcome, outcome]);
});

it('each disagreement with the switches’ maps has its reason, and nothing else has', () => {
	const differing = pairsOfSwitches().filter(({ sipOutcome, causeOutcome }) => sipOutcome !== causeOutcome);
	expect(differing.map(keyOf).sort()).toEqual(Object.keys(DISAGREEMENTS).sort());
});
