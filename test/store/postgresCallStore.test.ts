import { describeWith } from '../support/servers';
import { callStoreContract } from './callStoreContract';
import { callStoreModel } from './callStoreModel';
import { callStoreProcesses } from './callStoreProcesses';
import { postgresSubject, type OwnSubject } from './support/subject';

describeWith('PostgreSQL', 'postgresCallStore on a real PostgreSQL', () => {
	let subject: OwnSubject;
	beforeAll(async () => {
		subject = await postgresSubject();
	});
	afterAll(async () => await subject.close());

	callStoreContract(() => subject, { wakesAcross: true });
	callStoreModel(() => subject, 150);
	callStoreProcesses(() => subject);
});
