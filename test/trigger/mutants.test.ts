/** With each of the trigger's safeguards taken away in turn, the scenarios that it is there for break, and only those. */
import { isDeepStrictEqual } from 'node:util';
import { mutants } from './mutants';
import { scenarios, setScene } from './scenarios';
import { buildTrigger } from './support/buildTrigger';

test.each(mutants.map((mutant) => [mutant.without, mutant] as const))(
	'without %s',
	async (_without, { edit, breaks }) => {
		const script = await buildTrigger(edit);
		const broken: string[] = [];
		for (const [title, { run, promised }] of Object.entries(scenarios)) {
			if (!isDeepStrictEqual(await run(setScene(script)), promised)) broken.push(title);
		}
		expect(broken).toEqual(breaks);
	},
);
