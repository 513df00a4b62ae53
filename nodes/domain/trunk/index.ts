import { asterisk } from './adapters/asterisk';
import { camara } from './adapters/camara';
import { custom } from './adapters/custom';
import { intellicall } from './adapters/intellicall';
import type { TrunkProvider } from './provider';
import { telnyx } from './adapters/telnyx';
import { twilio } from './adapters/twilio';
import { unlimCall } from './adapters/unlimCall';

/** Every trunk the nodes can speak to. How to add one: docs/adding-a-provider.md. */
export const providers: Readonly<Record<string, TrunkProvider>> = Object.freeze({
	unlimCall,
	intellicall,
	camara,
	custom,
	telnyx,
	twilio,
	asterisk,
});
