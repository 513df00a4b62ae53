import { secretsOf } from '../../nodes/CallEventTrigger/signatureScheme';

test.each([
	['the signing secret', { provider: 'unlimCall', accessToken: 'token', signingSecret: 'secret' }, ['secret']],
	[
		'and the previous one',
		{ provider: 'unlimCall', signingSecret: 'new', previousSigningSecret: 'old' },
		['new', 'old'],
	],
	['none, so that every delivery is refused', { provider: 'unlimCall', accessToken: 'token', signingSecret: '' }, []],
	// https://www.twilio.com/docs/usage/security#validating-requests
	["Twilio's auth token", { provider: 'twilio', accessToken: 'token', signingSecret: '' }, ['token']],
	['what was entered for Twilio', { provider: 'twilio', accessToken: 'token', signingSecret: 'secret' }, ['secret']],
])('deliveries are checked with %s', (_, credential, expected) => {
	expect(secretsOf(credential)).toEqual(expected);
});
