import { compareBurst } from './burst';
import type { Comparison } from './benchContext';
import { compareMemory } from './memory';
import { comparePlaceCall } from './placeCall';
import { profileEvents } from './profile';
import { compareInQueueMode } from './queueMode';
import { compareTrigger } from './trigger';

/** By the name that the command takes, in the order in which they run. */
export const comparisons: Readonly<Record<string, Comparison>> = {
	placeCall: comparePlaceCall,
	burst: compareBurst,
	trigger: compareTrigger,
	queueMode: compareInQueueMode,
	memory: compareMemory,
	profile: profileEvents,
};
