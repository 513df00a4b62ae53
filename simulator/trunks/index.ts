import { camara } from './camara';
import { custom } from './custom';
import { intellicall } from './intellicall';
import { telnyx } from './telnyx';
import type { TrunkDouble } from './trunk';
import { twilio } from './twilio';
import { unlimCall } from './unlimCall';

export const trunkDoubles: readonly TrunkDouble[] = Object.freeze([
	unlimCall,
	intellicall,
	camara,
	custom,
	telnyx,
	twilio,
]);
