import { describeWith } from '../support/servers';
import { callStoreContract } from './callStoreContract';
import { callStoreModel } from './callStoreModel';
import { callStoreProcesses } from './callStoreProcesses';
import { redisSubject, type OwnSubject } from './support/subject';

describeWith('Redis', 'redisCallStore on a real Redis', () => {
	let subject: OwnSubject;
	beforeAll(async () => {
		subject = await redisSubject();
	});
	afterAll(async () => await subject.close());

	callStoreContract(() => subject, { wakesAcross: true });
	callStoreModel(() => subject, 150);
	callStoreProcesses(() => subject);
});
