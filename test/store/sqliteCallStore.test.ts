import { openSqlite, temporaryFile } from '../support/openSqlite';
import { callStoreContract, type Subject } from './callStoreContract';

let time = 1_800_000_000_000;
const file = temporaryFile();
const subject: Subject = {
	here: openSqlite(file, { now: () => time }),
	there: openSqlite(file, { now: () => time }),
	async elapse(ms) {
		time += ms;
	},
};
afterAll(async () => {
	await subject.here.close();
	await subject.there.close();
});

callStoreContract(() => subject, { wakesAcross: false });
