/** Checks a store as another user of the system: `tsx checkProcess.ts '<Place as JSON>'` prints what is wrong. */
import { openStore, type Place } from './openStore';

const store = openStore(JSON.parse(process.argv[2]) as Place);
void store.check().then(
	() => process.stdout.write('ok\n'),
	(error: Error) => process.stdout.write(`${error.constructor.name}: ${error.message}\n`),
);
