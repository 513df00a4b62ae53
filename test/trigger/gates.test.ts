/** The two gates, with the part of n8n played by the test and its clock: what each is there for. */
import { scenarios, setScene } from './scenarios';
import { buildTrigger } from './support/buildTrigger';

let script: string;
beforeAll(async () => {
	script = await buildTrigger();
});

test.each(Object.entries(scenarios))('%s', async (_title, { run, promised }) => {
	expect(await run(setScene(script))).toEqual(promised);
});
