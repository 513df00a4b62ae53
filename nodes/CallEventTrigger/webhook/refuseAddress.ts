import { isInvalid } from '../../domain/result';
import { readIpAllowList } from '../../domain/webhook/ipAllowList';
import type { TriggerSettings } from '../settings';

/** Why a caller at this address is refused; undefined when it is on the list, or there is none. */
export function refuseAddress({ options }: TriggerSettings, address: string | undefined): string | undefined {
	const allowed = readIpAllowList(options.allowedIps ?? '');
	if (!isInvalid(allowed) && allowed.allows(address)) return undefined;
	return 'This address is not on the list of allowed IP addresses of the trigger.';
}
