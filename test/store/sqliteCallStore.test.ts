import { callStoreContract } from './callStoreContract';
import { callStoreModel } from './callStoreModel';
import { callStoreProcesses } from './callStoreProcesses';
import { sqliteSubject } from './support/subject';

const subject = sqliteSubject();
afterAll(async () => await subject.close());

callStoreContract(() => subject, { wakesAcross: false });
callStoreModel(() => subject, 300);
callStoreProcesses(() => subject);
