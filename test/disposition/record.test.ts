import type { IDataObject } from 'n8n-workflow';
import { toColumns, toCrmRecord, type CrmName } from '../../nodes/domain/disposition';
import { CALL_RECORD_FIELDS } from '../../nodes/domain/disposition/record/callRecord';
import { otherColumns } from '../../nodes/domain/disposition/record/toColumns';
import { readRecord } from '../../nodes/domain/disposition/record/readRecord';
import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { mapWith, settingsWith } from './mapWith';

const FULL = completedCall({
	clientReference: 'ref_1',
	contactId: 'contact_42',
	agentId: 'agent_7',
	attempt: 2,
	sipStatus: 200,
	providerStatus: 'completed',
	answeredBy: 'human',
	recordingUrl: 'https://trunk.example/rec/1.mp3',
	agentDisposition: 'Interested',
	agentNotes: 'Call back next Thursday',
	agentNextStep: 'Send the offer',
	agentDispositionAt: '2026-06-04T09:19:00.000Z',
});

describe('the record', () => {
	it('has every field of the published data model, in snake case', () => {
		expect(toColumns(mapWith(FULL).record, 'snakeCase')).toEqual({
			call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
			client_reference: 'ref_1',
			provider: 'unlimCall',
			direction: 'outbound',
			contact_id: 'contact_42',
			agent_id: 'agent_7',
			seat_id: 'seat_0481ab',
			did_id: 'did_de_1092',
			from_number: '+12025551234',
			to_number: '+4930123456789',
			attempt: 2,
			initiated_at: '2026-06-04T09:14:22.000Z',
			answered_at: '2026-06-04T09:14:29.000Z',
			ended_at: '2026-06-04T09:17:45.000Z',
			ring_seconds: 7,
			duration_seconds: 196,
			hangup_cause: 'normal_clearing',
			hangup_cause_code: 16,
			sip_status: 200,
			provider_status: 'completed',
			answered_by: 'human',
			recording_url: 'https://trunk.example/rec/1.mp3',
			outcome: 'connected',
			outcome_reason: 'agentDisposition',
			disposition: 'Interested',
			agent_disposition: 'Interested',
			agent_notes: 'Call back next Thursday',
			agent_next_step: 'Send the offer',
			agent_disposition_at: '2026-06-04T09:19:00.000Z',
			next_action: 'none',
		});
	});

	it('has title case columns that read as a person writes them', () => {
		const columns = Object.keys(toColumns({}, 'titleCase', true));
		expect(columns).toEqual(
			expect.arrayContaining([
				'Call UUID',
				'Contact ID',
				'DID ID',
				'From Number',
				'SIP Status',
				'Recording URL',
				'Hangup Cause Code',
				'Next Action At',
			]),
		);
		expect(columns).toHaveLength(CALL_RECORD_FIELDS.length);
	});

	it('has no column for what is not known, or all of them with null', () => {
		const { record } = mapWith(unansweredCall({ hangupCauseCode: 18, contactId: '', agentId: null }));
		const row = toColumns(record, 'snakeCase');
		for (const column of ['answered_at', 'contact_id', 'agent_id', 'recording_url'])
			expect(row).not.toHaveProperty(column);
		expect(toColumns(record, 'snakeCase', true)).toMatchObject({ ...row, answered_at: null, contact_id: null });
	});

	it('claims no attempt and no direction that nobody told', () => {
		const { record } = mapWith(completedCall({ direction: 'sideways' }));
		expect(record).not.toHaveProperty('direction');
		expect(record).not.toHaveProperty('attempt');
	});

	it('keeps zero, which is known', () => {
		expect(mapWith(unansweredCall({ hangupCauseCode: 0 })).record).toMatchObject({
			durationSeconds: 0,
			hangupCauseCode: 0,
		});
	});

	it('works out ring and talk time from the timestamps', () => {
		expect(mapWith(answeredCall(7.25, 60.5, { ringSeconds: 99, durationSeconds: 99 })).record).toMatchObject({
			ringSeconds: 7.25,
			durationSeconds: 60.5,
		});
		expect(mapWith(unansweredCall({ ringSeconds: undefined })).record).toMatchObject({ ringSeconds: 30 });
	});

	it('does not take the end for the end of ringing when the call was answered', () => {
		expect(mapWith(completedCall({ answeredAt: undefined, ringSeconds: undefined })).record).not.toHaveProperty(
			'ringSeconds',
		);
		expect(mapWith(completedCall({ answeredAt: undefined, ringSeconds: '4' })).record).toMatchObject({
			ringSeconds: 4,
		});
	});

	it('writes times as ISO 8601 UTC', () => {
		expect(
			mapWith(completedCall({ initiatedAt: '2026-06-04T11:14:22+02:00', answeredAt: 1780564469 })).record,
		).toMatchObject({
			initiatedAt: '2026-06-04T09:14:22.000Z',
			answeredAt: '2026-06-04T09:14:29.000Z',
		});
	});

	it('has one spelling of the call UUID', () => {
		expect(mapWith(completedCall({ callUuid: '{A3F7C291-4B8E-4D2A-9C1F-08D7B3E4F6A2}' })).record.callUuid).toBe(
			'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
		);
	});
});

describe('read back from a table', () => {
	it.each(['snakeCase', 'titleCase'] as const)('%s', (style) => {
		const { record } = mapWith(FULL);
		expect(readRecord(toColumns(record, style))).toEqual(record);
	});

	it('reads what tables make of values', () => {
		expect(
			readRecord({
				'Call UUID': ' A3F7C291-4B8E-4D2A-9C1F-08D7B3E4F6A2 ',
				'Ended At': '2026-06-04 09:17:45',
				answered_at: new Date(Date.UTC(2026, 5, 4)),
				'Duration Seconds': '196.5',
				attempt: 'two',
				'Initiated At': 'soon',
				notes: '',
				id: 'rec1',
			}),
		).toEqual({
			callUuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
			endedAt: '2026-06-04T09:17:45.000Z',
			answeredAt: '2026-06-04T00:00:00.000Z',
			durationSeconds: 196.5,
			attempt: 'two',
			id: 'rec1',
		});
	});

	it('reads an event’s own names', () => {
		expect(readRecord({ callUuid: 'a', from: '+1', to: '+2' })).toEqual({
			callUuid: 'a',
			fromNumber: '+1',
			toNumber: '+2',
		});
	});

	it('keeps the table’s other columns, and no prototype', () => {
		const row = JSON.parse(
			'{"call_uuid": "a", "createdTime": "x", "__proto__": {"polluted": true}, "constructor": 1}',
		) as Record<string, unknown>;
		const record = readRecord(row);
		expect(otherColumns(record)).toEqual({ createdTime: 'x', constructor: 1 });
		expect((record as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it('maps like the event that it came from', () => {
		const { record } = mapWith(unansweredCall({ hangupCauseCode: 18, attempt: 2 }));
		expect(mapWith(toColumns(record, 'titleCase'))).toMatchObject({
			outcome: 'noAnswer',
			tag: 'call-attempt-2',
			record,
		});
	});

	it('maps again once the agent’s disposition has been joined', () => {
		const row = toColumns(mapWith(completedCall()).record, 'snakeCase');
		expect(mapWith({ ...row, agent_disposition: 'Interested' })).toMatchObject({
			disposition: 'Interested',
			nextAction: 'none',
			record: { fromNumber: '+12025551234' },
		});
	});
});

describe('the CRM’s own fields', () => {
	const rowOf = (crm: CrmName, call: object) => toCrmRecord(crm, mapWith(call, settingsWith({}, { vocabulary: crm })));
	const call: IDataObject = { ...FULL, agentDisposition: undefined };

	it.each<[CrmName, object]>([
		[
			'hubSpot',
			{
				call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				hs_timestamp: '2026-06-04T09:14:22.000Z',
				hs_call_title: 'Outbound call to +4930123456789',
				hs_call_body: 'Call back next Thursday',
				hs_call_direction: 'OUTBOUND',
				hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
				hs_call_duration: 196_000,
				hs_call_from_number: '+12025551234',
				hs_call_to_number: '+4930123456789',
				hs_call_recording_url: 'https://trunk.example/rec/1.mp3',
				hs_call_status: 'COMPLETED',
			},
		],
		[
			'salesforce',
			{
				Subject: 'Outbound call to +4930123456789',
				TaskSubtype: 'Call',
				WhoId: 'contact_42',
				Description: 'Call back next Thursday',
				CallObject: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				CallDisposition: 'Connected',
				CallDurationInSeconds: 196,
				CallType: 'Outbound',
			},
		],
		[
			'pipedrive',
			{
				outcome: 'connected',
				from_phone_number: '+12025551234',
				to_phone_number: '+4930123456789',
				start_time: '2026-06-04 09:14:22',
				end_time: '2026-06-04 09:17:45',
				duration: '196',
				person_id: 'contact_42',
				subject: 'Outbound call to +4930123456789',
				note: 'Call back next Thursday',
			},
		],
		[
			'goHighLevel',
			{
				type: 'Call',
				altId: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				date: '2026-06-04T09:14:22.000Z',
				call: { to: '+4930123456789', from: '+12025551234', status: 'completed' },
			},
		],
		[
			'close',
			{
				contact_id: 'contact_42',
				direction: 'outbound',
				status: 'completed',
				activity_at: '2026-06-04T09:14:22.000Z',
				duration: 196,
				phone: '+4930123456789',
				note: 'Call back next Thursday',
				recording_url: 'https://trunk.example/rec/1.mp3',
			},
		],
		[
			'zoho',
			{
				Subject: 'Outbound call to +4930123456789',
				Who_Id: 'contact_42',
				Call_Type: 'Outbound',
				Outgoing_Call_Status: 'Completed',
				Call_Result: 'Connected',
				Call_Start_Time: '2026-06-04T09:14:22.000Z',
				Call_Duration: '03:16',
				Call_Duration_in_seconds: 196,
				Caller_ID: '+12025551234',
				Dialled_Number: '+4930123456789',
				Voice_Recording__s: 'https://trunk.example/rec/1.mp3',
				CTI_Entry: true,
			},
		],
		[
			'odoo',
			{
				id: 'sip_trunk.a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				x_name: 'Outbound call to +4930123456789',
				x_call_uuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				x_direction: 'outbound',
				x_from_number: '+12025551234',
				x_to_number: '+4930123456789',
				x_started_at: '2026-06-04 09:14:22',
				x_answered_at: '2026-06-04 09:14:29',
				x_ended_at: '2026-06-04 09:17:45',
				x_duration: 196,
				x_disposition: 'Connected',
				x_notes: 'Call back next Thursday',
				x_recording_url: 'https://trunk.example/rec/1.mp3',
			},
		],
		[
			'suiteCrm',
			{
				id: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				name: 'Outbound call: Connected',
				direction: 'Outbound',
				status: 'Held',
				date_start: '2026-06-04 09:14:22',
				duration_hours: 0,
				duration_minutes: 3,
				description: [
					'Call back next Thursday',
					'From: +12025551234',
					'To: +4930123456789',
					'Talk time (seconds): 196',
					'Recording: https://trunk.example/rec/1.mp3',
					'Call UUID: a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				].join('\n'),
			},
		],
		[
			'vtiger',
			{
				sourceuuid: 'a3f7c291-4b8e-4d2a-9c1f-08d7b3e4f6a2',
				gateway: 'PBXManager',
				direction: 'outbound',
				callstatus: 'completed',
				starttime: '2026-06-04 09:14:22',
				endtime: '2026-06-04 09:17:45',
				totalduration: 203,
				billduration: 196,
				customernumber: '+4930123456789',
				recordingurl: 'https://trunk.example/rec/1.mp3',
			},
		],
	])('%s', (crm, row) => {
		expect(rowOf(crm, call)).toEqual(row);
	});

	it('tell an inbound call', () => {
		const inbound = { ...call, direction: 'inbound' };
		expect(rowOf('hubSpot', inbound)).toMatchObject({
			hs_call_direction: 'INBOUND',
			hs_call_title: 'Inbound call from +12025551234',
		});
		expect(rowOf('salesforce', inbound)).toMatchObject({
			CallType: 'Inbound',
			Subject: 'Inbound call from +12025551234',
		});
		expect(rowOf('close', inbound)).toMatchObject({ direction: 'inbound', phone: '+12025551234' });
		const zoho = rowOf('zoho', inbound);
		expect(zoho).toMatchObject({ Call_Type: 'Inbound' });
		expect(zoho).not.toHaveProperty('Outgoing_Call_Status');
	});

	it('give Close the lead where the contact is one', () => {
		expect(rowOf('close', { ...call, contactId: 'lead_7' })).toMatchObject({ lead_id: 'lead_7' });
		expect(rowOf('close', { ...call, contactId: 'lead_7' })).not.toHaveProperty('contact_id');
	});

	it('have the same ID for the same call where the call UUID does not fit', () => {
		const idsOf = (callUuid: string): unknown[] => [
			rowOf('odoo', { ...call, callUuid }).id,
			rowOf('suiteCrm', { ...call, callUuid }).id,
			rowOf('vtiger', { ...call, callUuid }).sourceuuid,
		];
		const made = idsOf('1764300000.12');
		expect(made).toEqual([
			expect.stringMatching(/^sip_trunk\.[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/),
			(made[0] as string).replace('sip_trunk.', ''),
			'1764300000.12',
		]);
		expect([idsOf('1764300000.12'), idsOf('1764300000.13')[0] === made[0]]).toEqual([made, false]);
		const long = `v3:${'a'.repeat(100)}`;
		expect(idsOf(long)[2]).toBe(idsOf(long)[1]);
		expect(idsOf("it's")[2]).toBe(idsOf("it's")[1]);
	});

	it('fit the fields of SuiteCRM and vtiger', () => {
		const talker = { ...call, agentDisposition: 'x'.repeat(60), recordingUrl: `https://x/${'y'.repeat(200)}` };
		expect(rowOf('suiteCrm', talker).name).toHaveLength(50);
		expect(rowOf('vtiger', talker)).not.toHaveProperty('recordingurl');
		expect(rowOf('vtiger', talker).callstatus).toBe('completed');
		expect(rowOf('suiteCrm', answeredCall(7, 3_690))).toMatchObject({ duration_hours: 1, duration_minutes: 2 });
	});

	it('leave out what is not known', () => {
		const bare = { callUuid: 'a', to: '+2' };
		expect(rowOf('hubSpot', bare)).toEqual({
			call_uuid: 'a',
			hs_call_title: 'Outbound call to +2',
			hs_call_direction: 'OUTBOUND',
			hs_call_to_number: '+2',
			hs_call_status: 'UNKNOWN',
		});
		expect(rowOf('pipedrive', bare)).toEqual({ to_phone_number: '+2', subject: 'Outbound call to +2' });
		expect(rowOf('close', bare)).toEqual({ direction: 'outbound', phone: '+2' });
	});

	const STARTS = ['hubSpot', 'pipedrive', 'goHighLevel', 'zoho'] as const;
	const startsOf = (item: IDataObject): unknown[] =>
		STARTS.map((crm) => {
			const { hs_timestamp, start_time, date, Call_Start_Time } = rowOf(crm, item);
			return hs_timestamp ?? start_time ?? date ?? Call_Start_Time;
		});
	const { initiatedAt: _initiatedAt, ...withoutStart } = call;
	const { answeredAt: _answeredAt, ...withoutAnswer } = withoutStart;

	it.each([
		['as told', call, '09:14:22'],
		['before the ringing, from the answer', withoutStart, '09:14:22'],
		['before ringing and talk, from the end', withoutAnswer, '09:14:22'],
		['at the answer when nobody told how long it rang', { ...withoutStart, ringSeconds: undefined }, '09:14:29'],
		['before the talk when nobody told how long it rang', { ...withoutAnswer, ringSeconds: undefined }, '09:14:29'],
	])('start when the call did: %s', (_, item, time) => {
		const iso = `2026-06-04T${time}.000Z`;
		expect(startsOf(item)).toEqual([iso, `2026-06-04 ${time}`, iso, iso]);
	});

	it('have no start that could be the end of a talk', () => {
		const { durationSeconds: _durationSeconds, ...untold } = withoutAnswer;
		expect(startsOf({ ...untold, sipStatus: 200 })).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('have whole seconds and milliseconds', () => {
		const exact = answeredCall(7, 61.6);
		expect(rowOf('hubSpot', exact).hs_call_duration).toBe(61_600);
		expect(rowOf('salesforce', exact).CallDurationInSeconds).toBe(62);
		expect(rowOf('zoho', exact)).toMatchObject({ Call_Duration: '01:02', Call_Duration_in_seconds: 62 });
	});

	it('have no verdict before the end', () => {
		const ringing = { ...call, event: 'ringing', endedAt: undefined };
		const hubSpot = rowOf('hubSpot', ringing);
		expect(hubSpot).not.toHaveProperty('hs_call_status');
		expect(hubSpot).not.toHaveProperty('hs_call_disposition');
		expect(rowOf('goHighLevel', ringing).call).toEqual({
			to: '+4930123456789',
			from: '+12025551234',
			status: undefined,
		});
		expect(rowOf('close', ringing)).not.toHaveProperty('status');
	});
});
