import { invalid, type Invalid } from '../../result';
import { own } from '../event/payload';
import type { TrunkRequest } from '../provider';

const REQUEST_LINE = /^(GET|POST|PUT|PATCH|DELETE)\s+(\/[^\s#\\]*)$/;
const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/**
 * A request from a setting such as `DELETE /calls/{callUuid}`.
 * @param values what stands for each placeholder, percent-encoded on the way in
 * @param setting the setting's label, for the sentence that says what is wrong with it
 */
export function fillRequestLine(
	line: unknown,
	values: Readonly<Record<string, string | undefined>>,
	setting: string,
): TrunkRequest | Invalid {
	const text = String(line ?? '').trim();
	if (text === '')
		return invalid(
			`The trunk's public documents do not say how to do this: enter ${setting} in the SIP Trunk API credential once you know.`,
		);
	const parsed = REQUEST_LINE.exec(text);
	if (!parsed)
		return invalid(
			`${setting} in the SIP Trunk API credential must be a method and a path, e.g. DELETE /calls/{callUuid}.`,
		);
	const unknown = [...parsed[2].matchAll(PLACEHOLDER)]
		.map(([, name]) => name)
		.find((name) => own(values, name) === undefined);
	if (unknown)
		return invalid(
			`${setting} in the SIP Trunk API credential asks for {${unknown}}, which this operation does not have.`,
		);
	const path = parsed[2].replace(PLACEHOLDER, (_, name: string) => encodeURIComponent(values[name] as string));
	return { method: parsed[1] as TrunkRequest['method'], path };
}
