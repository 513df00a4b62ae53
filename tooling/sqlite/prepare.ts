import { buildSqlite } from './buildSqlite';

/** Once for all test files. */
export default async function prepare(): Promise<void> {
	await buildSqlite((line) => process.stderr.write(`${line}\n`));
}
