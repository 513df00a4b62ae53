import { answeredCall, completedCall, unansweredCall } from './completedCall';
import { outputNames, runNode } from './runNode';

describe('the seed’s table, by next action', () => {
	it.each([
		['16 normal clearing', completedCall(), 'Connected', 'managerReview', 3],
		['18 no user responding', unansweredCall({ hangupCauseCode: 18 }), 'No Answer', 'smsFollowUp', 0],
		['17 user busy', unansweredCall({ hangupCauseCode: 17 }), 'Busy', 'none', 5],
		['19 no answer from user', unansweredCall({ hangupCauseCode: 19 }), 'No Answer', 'smsFollowUp', 0],
		['21 call rejected', unansweredCall({ hangupCauseCode: 21 }), 'Rejected', 'none', 5],
		['486 busy here', unansweredCall({ hangupCauseCode: 486 }), 'Busy', 'none', 5],
		['voicemail by talk time', answeredCall(7, 30), 'Voicemail', 'suppressRedial', 1],
		['fast disconnect', answeredCall(1, 2), 'Screened', 'redial', 2],
	])('%s', async (_, call, disposition, nextAction, output) => {
		const outputs = await runNode({}, [call]);
		expect(outputs[output]).toHaveLength(1);
		expect(outputs[output][0].json).toMatchObject({ disposition, nextAction, callUuid: call.callUuid });
	});

	it('names its outputs', () => {
		expect(outputNames({ outputsBy: 'nextAction' })).toEqual(['SMS Follow-Up', 'Suppress Redial', 'Redial', 'Manager Review', 'Stop Dialling', 'None']);
	});
});
