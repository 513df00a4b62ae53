import { unflatten } from '../../tooling/n8n/unflatten';

it('puts back what the flatted notation refers to', () => {
	const text =
		'[{"version":1,"resultData":"1"},{"runData":"2","last":"3"},{"Webhook":"4"},"Webhook",["5"],{"json":"6"},{"ok":true,"none":null,"digits":"7"},"7"]';
	expect(unflatten(text)).toEqual({
		version: 1,
		resultData: { last: 'Webhook', runData: { Webhook: [{ json: { ok: true, none: null, digits: '7' } }] } },
	});
});

it('keeps shared and circular objects as one', () => {
	const value = unflatten('[{"one":"1","two":"1"},{"self":"1"}]') as { one: { self: unknown }; two: unknown };
	expect(value.one).toBe(value.two);
	expect(value.one.self).toBe(value.one);
});

it('has nothing for an execution that has not begun', () => {
	expect(unflatten('[]')).toBeUndefined();
});
