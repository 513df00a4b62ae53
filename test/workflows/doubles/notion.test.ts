import { createNotion, plain } from '../../doubles/notion';
import { request } from './request';

const SOURCE = '00000000-0000-4000-8000-000000000003';
const HEADERS = { authorization: 'Bearer ntn', 'notion-version': '2025-09-03' };
const text = (content: string) => ({ rich_text: [{ text: { content } }] });
const page = (uuid: string, properties = {}) => ({
	parent: { type: 'data_source_id', data_source_id: SOURCE },
	properties: { 'Call UUID': text(uuid), ...properties },
});

let now = 0;
const notion = () =>
	createNotion({
		secret: 'ntn',
		dataSourceId: SOURCE,
		schema: { 'Call UUID': 'rich_text', Outcome: 'select', Link: 'url' },
		now: () => (now += 10_000),
	});

it('finds a page by a text that it was created with', () => {
	const double = notion();
	double.answer(request('POST', '/v1/pages', HEADERS, page('a')));
	double.answer(request('POST', '/v1/pages', HEADERS, page('b')));
	const filter = { or: [{ property: 'Call UUID', rich_text: { equals: 'b' } }] };
	expect(double.answer(request('POST', `/v1/data_sources/${SOURCE}/query`, HEADERS, { filter })).body).toMatchObject({
		results: [{ id: double.pages[1].id }],
		has_more: false,
	});
});

it('updates only the properties that it is given', () => {
	const double = notion();
	double.answer(request('POST', '/v1/pages', HEADERS, page('a')));
	double.answer(
		request('PATCH', `/v1/pages/${double.pages[0].id}`, HEADERS, {
			properties: { Outcome: { select: { name: 'busy' } } },
		}),
	);
	expect(Object.values(double.pages[0].properties).map(plain)).toEqual(['a', 'busy']);
});

it('has two pages when two are created for the same call', () => {
	const double = notion();
	for (let count = 0; count < 2; count += 1) double.answer(request('POST', '/v1/pages', HEADERS, page('a')));
	expect(double.pages).toHaveLength(2);
});

it.each([
	['a wrong secret', { ...HEADERS, authorization: 'Bearer other' }, page('a'), 401],
	['a version without data sources', { ...HEADERS, 'notion-version': '2022-02-22' }, page('a'), 400],
	['an unknown property', HEADERS, page('a', { Colour: { select: { name: 'red' } } }), 400],
	['a property of another type', HEADERS, page('a', { Outcome: text('busy') }), 400],
	['a text beyond 2,000 characters', HEADERS, page('x'.repeat(2_001)), 400],
	['an empty address', HEADERS, page('a', { Link: { url: '' } }), 400],
])('refuses %s', (_what, headers, body, status) => {
	const double = notion();
	expect(double.answer(request('POST', '/v1/pages', headers, body)).status).toBe(status);
	expect(double.pages).toEqual([]);
});

it('says when to come again after the ninth request of three seconds', () => {
	const double = createNotion({
		secret: 'ntn',
		dataSourceId: SOURCE,
		schema: { 'Call UUID': 'rich_text' },
		now: () => 0,
	});
	const answers = Array.from({ length: 10 }, () => double.answer(request('POST', '/v1/pages', HEADERS, page('a'))));
	expect(answers.map(({ status }) => status)).toEqual([...Array(9).fill(200), 429]);
	expect(answers[9].headers).toEqual({ 'retry-after': '3' });
});
