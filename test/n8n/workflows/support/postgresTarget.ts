import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { RecordTarget } from './describeRecords';
import { expectedRecord } from './expectedRecord';

const DATABASE = 'sip_trunk_workflow_records';
const SERVER = { host: '127.0.0.1', port: 5432, user: 'postgres' };

/** The statement that the page tells the reader to run. */
const statement = (): string => {
	const page = readFileSync(join(__dirname, '../../../../docs/workflows/README.md'), 'utf8');
	return (/CREATE TABLE call_records \([\s\S]*?\n\);/.exec(page) as RegExpExecArray)[0];
};

async function query(database: string, sql: string): Promise<Array<Record<string, unknown>>> {
	const client = new Client({ ...SERVER, database });
	await client.connect();
	try {
		return (await client.query<Record<string, unknown>>(sql)).rows;
	} finally {
		await client.end();
	}
}

const asExpected = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
const NUMERIC = ['ring_seconds', 'duration_seconds'];
const filled = (row: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(row)
			.filter(([, value]) => value !== null)
			.map(([name, value]) => [name, NUMERIC.includes(name) ? Number(value) : asExpected(value)]),
	);

export async function createDatabase(): Promise<void> {
	await query('postgres', `DROP DATABASE IF EXISTS ${DATABASE}`);
	await query('postgres', `CREATE DATABASE ${DATABASE}`);
	await query(DATABASE, statement());
}

export async function dropDatabase(): Promise<void> {
	await query('postgres', `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
}

export const postgresTarget: RecordTarget = {
	file: 'call-records-postgres',
	credential: async ({ client }) =>
		await client.createCredential('postgres', 'Retool Database', {
			...SERVER,
			database: DATABASE,
			password: 'unused',
			ssl: 'disable',
			sshTunnel: false,
			maxConnections: 10,
		}),
	waiting: 'Unwritten Records',
	isPaced: true,
	stored: async () => (await query(DATABASE, 'SELECT * FROM call_records')).map(filled),
	expected: expectedRecord,
	key: 'call_uuid',
};
