import { camara } from './camara';
import { custom } from './custom';
import { intellicall } from './intellicall';
import type { TrunkProvider } from './provider';
import { telnyx } from './telnyx';
import { twilio } from './twilio';
import { unlimCall } from './unlimCall';

/** Every trunk the nodes can speak to. A new provider is one file, one line here and one fixtures folder. */
export const providers: Readonly<Record<string, TrunkProvider>> = Object.freeze({
	unlimCall,
	intellicall,
	camara,
	custom,
	telnyx,
	twilio,
});
