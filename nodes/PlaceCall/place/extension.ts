import type { IDataObject } from 'n8n-workflow';
import type { ParsedNumber } from '../../domain/phone';
import type { OutboundCall, TrunkProvider } from '../../domain/trunk/provider';

/** One second: a switchboard answers before it listens. */
const PAUSE = 'ww';

/** The call with its destination's extension as keys to press after the answer, where the trunk can press some. */
export function withExtension(call: OutboundCall, { extension }: ParsedNumber, provider: TrunkProvider): OutboundCall {
	const canDial = provider.callOptions?.includes('sendDigits') && call.options?.sendDigits === undefined;
	if (extension === undefined || !canDial) return call;
	return { ...call, options: { ...call.options, sendDigits: `${PAUSE}${extension}` } };
}

/** An extension is never dropped silently: the item says whether the trunk dials it. */
export const describeExtension = ({ extension }: ParsedNumber, extensionDialed: boolean): IDataObject =>
	extension === undefined ? {} : { extension, extensionDialed };
