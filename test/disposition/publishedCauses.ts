import type { Outcome } from '../../nodes/domain/disposition';

/**
 * The published cause tables, copied apart from the code under test: Q.850 with FreeSWITCH's and Asterisk's names,
 * FreeSWITCH's own causes, and SIP statuses, each with the outcome that the sources' comparison arrives at for a
 * call that rang for 30 s and was not answered.
 */

export const PUBLISHED_Q850: ReadonlyArray<
	readonly [code: number, freeswitch: string, asterisk: string, outcome: Outcome]
> = [
	[0, 'NONE', '', 'unknown'],
	[1, 'UNALLOCATED_NUMBER', 'UNALLOCATED', 'invalidNumber'],
	[2, 'NO_ROUTE_TRANSIT_NET', 'NO_ROUTE_TRANSIT_NET', 'unreachable'],
	[3, 'NO_ROUTE_DESTINATION', 'NO_ROUTE_DESTINATION', 'unreachable'], // 604 is invalid number
	[4, '', '', 'invalidNumber'],
	[5, '', 'MISDIALLED_TRUNK_PREFIX', 'invalidNumber'],
	[6, 'CHANNEL_UNACCEPTABLE', 'CHANNEL_UNACCEPTABLE', 'unreachable'],
	[7, 'CALL_AWARDED_DELIVERED', 'CALL_AWARDED_DELIVERED', 'unknown'],
	[8, '', 'PRE_EMPTED', 'unreachable'],
	[9, '', '', 'unreachable'],
	[14, '', 'NUMBER_PORTED_NOT_HERE', 'invalidNumber'],
	[16, 'NORMAL_CLEARING', 'NORMAL_CLEARING', 'canceled'], // connected if answered, else canceled
	[17, 'USER_BUSY', 'USER_BUSY', 'busy'],
	[18, 'NO_USER_RESPONSE', 'NO_USER_RESPONSE', 'noAnswer'],
	[19, 'NO_ANSWER', 'NO_ANSWER', 'noAnswer'],
	[20, 'SUBSCRIBER_ABSENT', 'SUBSCRIBER_ABSENT', 'unreachable'],
	[21, 'CALL_REJECTED', 'CALL_REJECTED', 'rejected'], // 603+/608 is screened
	[22, 'NUMBER_CHANGED', 'NUMBER_CHANGED', 'invalidNumber'],
	[23, 'REDIRECTION_TO_NEW_DESTINATION', 'REDIRECTED_TO_NEW_DESTINATION', 'unknown'],
	[24, '', '', 'screened'],
	[25, 'EXCHANGE_ROUTING_ERROR', '', 'unreachable'],
	[26, '', 'ANSWERED_ELSEWHERE', 'canceled'],
	[27, 'DESTINATION_OUT_OF_ORDER', 'DESTINATION_OUT_OF_ORDER', 'unreachable'],
	[28, 'INVALID_NUMBER_FORMAT', 'INVALID_NUMBER_FORMAT', 'invalidNumber'],
	[29, 'FACILITY_REJECTED', 'FACILITY_REJECTED', 'unreachable'],
	[30, 'RESPONSE_TO_STATUS_ENQUIRY', 'RESPONSE_TO_STATUS_ENQUIRY', 'unknown'],
	[31, 'NORMAL_UNSPECIFIED', 'NORMAL_UNSPECIFIED', 'unknown'], // connected if answered, else unknown
	[34, 'NORMAL_CIRCUIT_CONGESTION', 'NORMAL_CIRCUIT_CONGESTION', 'congestion'],
	[38, 'NETWORK_OUT_OF_ORDER', 'NETWORK_OUT_OF_ORDER', 'unreachable'],
	[39, '', '', 'unreachable'],
	[40, '', '', 'unknown'],
	[41, 'NORMAL_TEMPORARY_FAILURE', 'NORMAL_TEMPORARY_FAILURE', 'unreachable'], // retry-worthy
	[42, 'SWITCH_CONGESTION', 'SWITCH_CONGESTION', 'congestion'],
	[43, 'ACCESS_INFO_DISCARDED', 'ACCESS_INFO_DISCARDED', 'unreachable'],
	[44, 'REQUESTED_CHAN_UNAVAIL', 'REQUESTED_CHAN_UNAVAIL', 'congestion'],
	[45, 'PRE_EMPTED', '', 'unreachable'],
	[46, '', '', 'congestion'],
	[47, '', '', 'congestion'],
	[49, '', '', 'congestion'],
	[50, 'FACILITY_NOT_SUBSCRIBED', 'FACILITY_NOT_SUBSCRIBED', 'unreachable'], // own side
	[52, 'OUTGOING_CALL_BARRED', 'OUTGOING_CALL_BARRED', 'unreachable'], // own side
	[53, '', '', 'unreachable'], // own side
	[54, 'INCOMING_CALL_BARRED', 'INCOMING_CALL_BARRED', 'screened'],
	[55, '', '', 'screened'],
	[57, 'BEARERCAPABILITY_NOTAUTH', 'BEARERCAPABILITY_NOTAUTH', 'unreachable'], // own side
	[58, 'BEARERCAPABILITY_NOTAVAIL', 'BEARERCAPABILITY_NOTAVAIL', 'unreachable'],
	[62, '', '', 'unreachable'], // own side
	[63, 'SERVICE_UNAVAILABLE', '', 'unreachable'],
	[65, 'BEARERCAPABILITY_NOTIMPL', 'BEARERCAPABILITY_NOTIMPL', 'unreachable'],
	[66, 'CHAN_NOT_IMPLEMENTED', 'CHAN_NOT_IMPLEMENTED', 'unreachable'],
	[69, 'FACILITY_NOT_IMPLEMENTED', 'FACILITY_NOT_IMPLEMENTED', 'unreachable'],
	[70, '', '', 'unreachable'],
	[79, 'SERVICE_NOT_IMPLEMENTED', '', 'unreachable'],
	[81, 'INVALID_CALL_REFERENCE', 'INVALID_CALL_REFERENCE', 'unknown'],
	[82, '', '', 'unknown'],
	[83, '', '', 'unknown'],
	[84, '', '', 'unknown'],
	[85, '', '', 'unknown'],
	[86, '', '', 'unknown'],
	[87, '', '', 'screened'],
	[88, 'INCOMPATIBLE_DESTINATION', 'INCOMPATIBLE_DESTINATION', 'unreachable'],
	[90, '', '', 'unreachable'], // own side
	[91, '', '', 'unreachable'],
	[95, 'INVALID_MSG_UNSPECIFIED', 'INVALID_MSG_UNSPECIFIED', 'unreachable'],
	[96, 'MANDATORY_IE_MISSING', 'MANDATORY_IE_MISSING', 'unknown'],
	[97, 'MESSAGE_TYPE_NONEXIST', 'MESSAGE_TYPE_NONEXIST', 'unknown'],
	[98, 'WRONG_MESSAGE', 'WRONG_MESSAGE', 'unknown'],
	[99, 'IE_NONEXIST', 'IE_NONEXIST', 'unknown'],
	[100, 'INVALID_IE_CONTENTS', 'INVALID_IE_CONTENTS', 'unknown'],
	[101, 'WRONG_CALL_STATE', 'WRONG_CALL_STATE', 'unknown'],
	[102, 'RECOVERY_ON_TIMER_EXPIRE', 'RECOVERY_ON_TIMER_EXPIRE', 'noAnswer'], // no answer if it rang, else unreachable
	[103, 'MANDATORY_IE_LENGTH_ERROR', 'MANDATORY_IE_LENGTH_ERROR', 'unknown'],
	[110, '', '', 'unknown'],
	[111, 'PROTOCOL_ERROR', 'PROTOCOL_ERROR', 'unreachable'],
	[127, 'INTERWORKING', 'INTERWORKING', 'unreachable'],
];

export const PUBLISHED_FREESWITCH: ReadonlyArray<readonly [code: number, name: string, outcome: Outcome]> = [
	[142, 'SUCCESS', 'unknown'], // connected if answered, else unknown
	[487, 'ORIGINATOR_CANCEL', 'canceled'],
	[700, 'CRASH', 'unreachable'],
	[701, 'SYSTEM_SHUTDOWN', 'unreachable'],
	[702, 'LOSE_RACE', 'canceled'],
	[703, 'MANAGER_REQUEST', 'canceled'], // connected if answered
	[800, 'BLIND_TRANSFER', 'connected'],
	[801, 'ATTENDED_TRANSFER', 'connected'],
	[802, 'ALLOTTED_TIMEOUT', 'noAnswer'], // connected if answered, else no answer
	[803, 'USER_CHALLENGE', 'unreachable'], // own side (own switch auth)
	[804, 'MEDIA_TIMEOUT', 'unreachable'], // connected if answered, else unreachable (media)
	[805, 'PICKED_OFF', 'connected'], // connected elsewhere
	[806, 'USER_NOT_REGISTERED', 'unreachable'],
	[807, 'PROGRESS_TIMEOUT', 'noAnswer'],
	[808, 'INVALID_GATEWAY', 'unreachable'], // config
	[809, 'GATEWAY_DOWN', 'unreachable'],
	[810, 'INVALID_URL', 'unreachable'], // config
	[811, 'INVALID_PROFILE', 'unreachable'], // config
	[812, 'NO_PICKUP', 'noAnswer'],
	[813, 'SRTP_READ_ERROR', 'unreachable'], // connected if answered, else unreachable (media)
	[814, 'BOWOUT', 'unknown'],
	[815, 'BUSY_EVERYWHERE', 'busy'],
	[816, 'DECLINE', 'rejected'],
	[817, 'DOES_NOT_EXIST_ANYWHERE', 'invalidNumber'],
	[818, 'NOT_ACCEPTABLE', 'unreachable'],
	[819, 'UNWANTED', 'screened'],
	[820, 'NO_IDENTITY', 'screened'],
	[821, 'BAD_IDENTITY_INFO', 'screened'],
	[822, 'UNSUPPORTED_CERTIFICATE', 'screened'],
	[823, 'INVALID_IDENTITY', 'screened'],
	[824, 'STALE_DATE', 'screened'],
	[825, 'REJECT_ALL', 'rejected'],
];

export const PUBLISHED_SIP: ReadonlyArray<readonly [status: number, outcome: Outcome]> = [
	[200, 'connected'],
	[302, 'unknown'],
	[400, 'unreachable'],
	[401, 'unreachable'], // own side (own trunk auth / payment)
	[402, 'unreachable'], // own side (own trunk auth / payment)
	[407, 'unreachable'], // own side (own trunk auth / payment)
	[403, 'rejected'], // policy, often own trunk or destination barred
	[404, 'invalidNumber'],
	[405, 'unreachable'],
	[406, 'unreachable'],
	[415, 'unreachable'],
	[408, 'noAnswer'], // no answer / unreachable
	[409, 'unreachable'],
	[410, 'invalidNumber'],
	[413, 'unreachable'],
	[414, 'unreachable'],
	[416, 'unreachable'],
	[420, 'unreachable'],
	[421, 'unreachable'],
	[423, 'unreachable'],
	[428, 'screened'], // STIR verification
	[429, 'screened'], // STIR verification
	[437, 'screened'], // STIR verification
	[438, 'screened'], // STIR verification
	[433, 'screened'],
	[480, 'noAnswer'], // the widest disagreement: 18 / 19 / 20
	[481, 'unreachable'],
	[482, 'unreachable'],
	[483, 'unreachable'],
	[484, 'invalidNumber'],
	[485, 'invalidNumber'],
	[486, 'busy'],
	[487, 'canceled'],
	[488, 'unreachable'], // media
	[606, 'unreachable'], // media
	[500, 'unreachable'],
	[501, 'unreachable'],
	[502, 'unreachable'],
	[503, 'congestion'],
	[504, 'unreachable'],
	[505, 'unreachable'],
	[513, 'unreachable'],
	[600, 'busy'],
	[603, 'rejected'], // rejected, or screened if 603+
	[604, 'invalidNumber'],
	[607, 'screened'], // by the human
	[608, 'screened'], // by analytics
];
