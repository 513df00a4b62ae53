import type { TrunkRequest, TrunkSettings } from '../../provider';

export const accountPath = ({ twilioAccountSid }: TrunkSettings): string =>
	`/2010-04-01/Accounts/${encodeURIComponent(String(twilioAccountSid ?? '').trim())}`;

export const callPath = (settings: TrunkSettings, callUuid: string): string =>
	`${accountPath(settings)}/Calls/${encodeURIComponent(callUuid)}`;

/** https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
export const updateCall = (
	callUuid: string,
	settings: TrunkSettings,
	body: Readonly<Record<string, unknown>>,
): TrunkRequest => ({ method: 'POST', path: `${callPath(settings, callUuid)}.json`, form: true, body });

export const hangUp = (callUuid: string, settings: TrunkSettings): TrunkRequest =>
	updateCall(callUuid, settings, { Status: 'completed' });
