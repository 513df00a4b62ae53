import type { TrunkDouble } from './trunk';
import { unlimCall } from './unlimCall';

export const trunkDoubles: readonly TrunkDouble[] = Object.freeze([unlimCall]);
