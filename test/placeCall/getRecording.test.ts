/** All recordings of a call: those at hand, not yet, never. The trunks' answers are those of their references. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PlaceCall } from '../../nodes/PlaceCall/PlaceCall.node';
import { fakeContext } from './fakeContext';
import { credentialOf, startFakeTrunk, type FakeTrunk } from './fakeTrunk';

const WAV = Buffer.from('RIFF\0\0\0\0WAVEfmt ');
let trunk: FakeTrunk;
let answer: { status: number; body: unknown };

beforeAll(async () => {
	trunk = await startFakeTrunk((request, response) => {
		if (/\.wav$/.test(request.url ?? '')) response.writeHead(200, { 'content-type': 'audio/wav' }).end(WAV);
		else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
	});
});
afterAll(() => trunk.stop());
beforeEach(() => (trunk.requests.length = 0));

async function get(id: string, body: unknown, status = 200): Promise<INodeExecutionData[]> {
	answer = { status, body };
	const parameters: IDataObject = {
		resource: 'recording',
		operation: 'get',
		callUuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		binaryPropertyName: 'audio',
	};
	const run = { credential: credentialOf(id, trunk.baseUrl), items: [{}], parameters };
	return (await new PlaceCall().execute.call(fakeContext(run)))[0];
}
const statuses = async (id: string, body: unknown, status?: number): Promise<unknown[]> =>
	(await get(id, body, status)).map(({ json }) => json.recordingStatus);

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
const twilio = (...rows: Array<[sid: string, status: string]>) => ({
	recordings: rows.map(([sid, status]) => ({ sid, status, channels: 2, source: 'DialVerb' })),
	next_page_uri: null,
});

test('each recording of a call is an item of its own', async () => {
	const items = await get('twilio', twilio(['RE1', 'completed'], ['RE2', 'processing'], ['RE3', 'completed']));
	expect(items.map(({ json }) => json.recordingStatus)).toEqual(['ready', 'ready']);
	expect(items.map(({ binary }) => binary?.audio.fileName)).toEqual([
		'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2.wav',
		'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2-2.wav',
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	expect(trunk.requests.filter((request) => request.includes('.wav'))).toEqual([
		expect.stringContaining('/Recordings/RE1.wav'),
		expect.stringContaining('/Recordings/RE3.wav'),
	]);
});

const CALL = { call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2', from: '+12025550143', to: '+4930123456789' };
const OVER = { ...CALL, ended_at: '2026-06-04T09:17:45Z' };
const RECORD = { call_id: CALL.call_uuid, customer_number: '9876543210', start_time: '2026-06-04T09:14:22Z' };

test.each<[string, string, unknown, string[]]>([
	['twilio', 'is being written', twilio(['RE1', 'in-progress']), ['pending']],
	['twilio', 'is being processed', twilio(['RE1', 'processing']), ['pending']],
	['twilio', 'never was', twilio(), ['absent']],
	['twilio', 'had nothing in it', twilio(['RE1', 'absent']), ['absent']],
	['telnyx', 'never was', { data: [], meta: {} }, ['absent']],
	['unlimCall', 'may still come, as the call is under way', CALL, ['pending']],
	['unlimCall', 'never was', OVER, ['absent']],
	['custom', 'may still come, as the call is under way', CALL, ['pending']],
	['custom', 'never was', OVER, ['absent']],
	['intellicall', 'may still come, as the call is under way', { ...RECORD, status: 'ANSWER' }, ['pending']],
	['intellicall', 'never was', { ...RECORD, status: 'BUSY' }, ['absent']],
])('%s: a recording that %s', async (id, _what, body, expected) => {
	const items = await get(id, body);
	expect(items.map(({ json }) => json.recordingStatus)).toEqual(expected);
	expect(items.every(({ binary }) => binary === undefined)).toBe(true);
});

test('CAMARA answers 404 for a call without a recording', async () => {
	expect(await statuses('camara', { status: 404, code: 'NOT_FOUND', message: 'not found' }, 404)).toEqual(['absent']);
});

test('elsewhere a call that the trunk does not know is an error', async () => {
	await expect(get('twilio', { code: 20404 }, 404)).rejects.toThrow(/knows no such call/);
});
