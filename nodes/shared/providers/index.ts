import type { TrunkProvider } from './provider';
import { unlimCall } from './unlimCall';

/** Every trunk the nodes can speak to. A new provider is one file, one line here and one fixtures folder. */
export const providers: Readonly<Record<string, TrunkProvider>> = Object.freeze({
	unlimCall,
});
