import { callStoreContract } from './callStoreContract';
import { memoryCallStore } from './memoryCallStore';
import { START, type Subject } from './support/subject';

let time = START;
const store = memoryCallStore(() => time);
const subject: Subject = {
	here: store,
	there: store,
	async elapse(ms) {
		time += ms;
	},
};

callStoreContract(() => subject, { wakesAcross: true });
