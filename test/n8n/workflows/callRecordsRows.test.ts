import { dataTableTarget } from './support/dataTableTarget';
import { describeRecords } from './support/describeRecords';
import { createDatabase, dropDatabase, postgresTarget } from './support/postgresTarget';
import { retoolTarget } from './support/retoolTarget';

beforeAll(createDatabase);
afterAll(dropDatabase);

describeRecords(postgresTarget, retoolTarget, dataTableTarget);
