import { installPbx, pbxSuite } from '../../../tooling/pbx/installPbx';
import prepareSqlite from '../../../tooling/sqlite/prepare';

/** Once for all test files: Asterisk and SIPp in the cache folder, and the SQLite of the embedded call store. */
export default async function prepare(): Promise<void> {
	await installPbx(pbxSuite(), (line) => process.stderr.write(`${line}\n`));
	await prepareSqlite();
}
