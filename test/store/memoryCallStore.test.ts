import { callStoreContract, type Subject } from './callStoreContract';
import { memoryCallStore } from './memoryCallStore';

let time = 1_800_000_000_000;
const store = memoryCallStore(() => time);
const subject: Subject = {
	here: store,
	there: store,
	async elapse(ms) {
		time += ms;
	},
};

callStoreContract(() => subject, { wakesAcross: true });
