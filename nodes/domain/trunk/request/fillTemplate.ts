import { invalid, type Invalid } from '../../result';
import { own } from '../event/payload';

type Values = Readonly<Record<string, unknown>>;

const WHOLE = /^\{([A-Za-z]+)\}$/;
const PART = /\{([A-Za-z]+)\}/g;

/** `{to}` alone keeps the value's type and drops the field when there is no value; within text it is inserted. */
function fill(node: unknown, values: Values): unknown {
	if (typeof node === 'string') {
		const whole = WHOLE.exec(node);
		return whole ? own(values, whole[1]) : node.replace(PART, (_, name: string) => String(own(values, name) ?? ''));
	}
	if (Array.isArray(node)) return node.map((entry) => fill(entry, values)).filter((entry) => entry !== undefined);
	if (typeof node !== 'object' || node === null) return node;
	return Object.fromEntries(
		Object.entries(node)
			.map(([name, entry]): [string, unknown] => [name, fill(entry, values)])
			.filter(([, entry]) => entry !== undefined),
	);
}

/**
 * An object from a JSON template such as `{"to": "{to}"}`. The template is parsed before anything is inserted, so no
 * value can change its shape.
 */
export function fillTemplate(
	template: unknown,
	values: Values,
	setting: string,
): { kind: 'filled'; body: Record<string, unknown> } | Invalid {
	let parsed: unknown;
	try {
		parsed = JSON.parse(String(template ?? '').trim() || '{}');
	} catch {
		return invalid(`${setting} in the SIP Trunk API credential is not well-formed JSON.`);
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		return invalid(`${setting} in the SIP Trunk API credential must be a JSON object.`);
	}
	return { kind: 'filled', body: fill(parsed, values) as Record<string, unknown> };
}
