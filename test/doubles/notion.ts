import { randomUUID } from 'node:crypto';
import { createServiceClock, type ServiceClock } from './clock';
import { isObject, json, parseBody, type Double, type DoubleAnswer, type DoubleRequest } from './double';
import { createRateLimit } from './rateLimit';

type PropertyType = 'title' | 'rich_text' | 'select' | 'number' | 'date' | 'phone_number' | 'url';
type Properties = Record<string, Record<string, unknown>>;
interface Page {
	object: 'page';
	id: string;
	properties: Properties;
}

export interface NotionOptions {
	secret: string;
	dataSourceId: string;
	/** Types by property name; one is the title. */
	schema: Readonly<Record<string, PropertyType>>;
	now?: ServiceClock;
}

export interface NotionDouble extends Double {
	readonly pages: readonly Page[];
}

const MAX_TEXT = 2_000;
const MAX_FILTERS = 100;

const error = (status: number, code: string, message: string, headers = {}): DoubleAnswer =>
	json(status, { object: 'error', status, code, message }, headers);
const invalid = (message: string): DoubleAnswer => error(400, 'validation_error', message);

const isTexts = (value: unknown): boolean =>
	Array.isArray(value) &&
	value.every(
		(part) =>
			isObject(part) &&
			isObject(part.text) &&
			typeof part.text.content === 'string' &&
			part.text.content.length <= MAX_TEXT,
	);
const nullOr = (test: (value: unknown) => boolean) => (value: unknown) => value === null || test(value);
const isIsoDate = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const FITS: Readonly<Record<PropertyType, (value: unknown) => boolean>> = {
	title: isTexts,
	rich_text: isTexts,
	select: nullOr(
		(value) => isObject(value) && typeof value.name === 'string' && value.name !== '' && !value.name.includes(','),
	),
	number: nullOr((value) => typeof value === 'number'),
	date: nullOr((value) => isObject(value) && isIsoDate(value.start)),
	phone_number: nullOr((value) => typeof value === 'string' && value !== ''),
	url: nullOr((value) => typeof value === 'string' && value !== ''),
};

/** As Notion answers: each part of a text also says what it reads as. */
const asAnswered = (type: PropertyType, value: unknown): Record<string, unknown> =>
	type === 'title' || type === 'rich_text'
		? {
				type,
				[type]: (value as Array<{ text: { content: string } }>).map((part) => ({
					type: 'text',
					...part,
					plain_text: part.text.content,
				})),
			}
		: { type, [type]: value };

/** @returns what a property holds, as plain text, number or date */
export function plain(property: Record<string, unknown> | undefined): unknown {
	const value = property?.[String(property.type)];
	if (Array.isArray(value)) return value.map((part: { plain_text: string }) => part.plain_text).join('') || undefined;
	if (isObject(value)) return value.name ?? value.start;
	return value ?? undefined;
}

/**
 * Notion's API for one data source, versions 2025-09-03 and later: query, create a page, update a page. The limit is an
 * average of three requests a second with bursts (https://developers.notion.com/reference/request-limits.md), read
 * strictly here: nine in any three seconds. There is no unique key: who creates twice has two pages.
 */
export function createNotion({
	secret,
	dataSourceId,
	schema,
	now = createServiceClock(1),
}: NotionOptions): NotionDouble {
	const pages: Page[] = [];
	const limit = createRateLimit(9, 3, 0);

	/** The properties as they are stored, or what is wrong with them. */
	function read(given: unknown): Properties | DoubleAnswer {
		if (!isObject(given)) return invalid('body.properties should be an object.');
		const properties: Properties = {};
		for (const [name, property] of Object.entries(given)) {
			const type = schema[name];
			if (!type) return invalid(`${name} is not a property that exists.`);
			if (!isObject(property) || !(type in property) || !FITS[type](property[type]))
				return invalid(`${name} is expected to be ${type}.`);
			properties[name] = asAnswered(type, property[type]);
		}
		return properties;
	}

	const matches = (filter: unknown, page: Page): boolean => {
		if (!isObject(filter)) return true;
		if (Array.isArray(filter.or)) return filter.or.some((part) => matches(part, page));
		if (Array.isArray(filter.and)) return filter.and.every((part) => matches(part, page));
		return plain(page.properties[String(filter.property)]) === (filter.rich_text as { equals: string }).equals;
	};
	const isFilter = (filter: unknown): boolean => {
		if (filter === undefined) return true;
		if (!isObject(filter)) return false;
		const parts = filter.or ?? filter.and;
		if (Array.isArray(parts)) return parts.length <= MAX_FILTERS && parts.every(isFilter);
		return (
			schema[String(filter.property)] === 'rich_text' &&
			isObject(filter.rich_text) &&
			typeof filter.rich_text.equals === 'string'
		);
	};

	function query(body: Record<string, unknown>): DoubleAnswer {
		if (!isFilter(body.filter))
			return invalid('body.filter is not a filter on the text properties of this data source.');
		const results = pages.filter((page) => matches(body.filter, page));
		const size = Number(body.page_size ?? 100);
		if (size > 100) return invalid('body.page_size should be at most 100.');
		return json(200, {
			object: 'list',
			results: results.slice(0, size),
			has_more: results.length > size,
			next_cursor: results.length > size ? 'more' : null,
		});
	}

	function create(body: Record<string, unknown>): DoubleAnswer {
		if (!isObject(body.parent) || body.parent.data_source_id !== dataSourceId)
			return error(404, 'object_not_found', 'Could not find data source.');
		const properties = read(body.properties);
		if ('status' in properties && typeof properties.status === 'number') return properties as unknown as DoubleAnswer;
		const page: Page = { object: 'page', id: randomUUID(), properties: properties as Properties };
		pages.push(page);
		return json(200, page);
	}

	function update(id: string, body: Record<string, unknown>): DoubleAnswer {
		const page = pages.find((known) => known.id.replace(/-/g, '') === id.replace(/-/g, ''));
		if (!page) return error(404, 'object_not_found', 'Could not find page.');
		const properties = read(body.properties);
		if ('status' in properties && typeof properties.status === 'number') return properties as unknown as DoubleAnswer;
		Object.assign(page.properties, properties);
		return json(200, page);
	}

	const describe = (): DoubleAnswer =>
		json(200, {
			object: 'data_source',
			id: dataSourceId,
			properties: Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, { id: name, name, type }])),
		});

	return {
		host: 'api.notion.com',
		pages,
		answer(request: DoubleRequest) {
			if (String(request.headers.authorization).trim() !== `Bearer ${secret}`)
				return error(401, 'unauthorized', 'API token is invalid.');
			if (String(request.headers['notion-version'] ?? '') < '2025-09-03')
				return error(400, 'missing_version', 'Notion-Version must be 2025-09-03 or later for data sources.');
			const room = limit(now(request));
			if (!room.allowed)
				return error(429, 'rate_limited', 'This request exceeds the number of requests allowed.', {
					'retry-after': String(room.retryAfterSeconds),
				});
			const body = parseBody(request);
			const call = `${request.method} ${request.path}`;
			if (call === `GET /v1/data_sources/${dataSourceId}`) return describe();
			if (!isObject(body)) return invalid('The body should be a JSON object.');
			if (call === `POST /v1/data_sources/${dataSourceId}/query`) return query(body);
			if (call === 'POST /v1/pages') return create(body);
			const page = /^PATCH \/v1\/pages\/([0-9a-f-]{32,36})$/.exec(call);
			return page ? update(page[1], body) : error(404, 'object_not_found', 'There is no such endpoint in this double.');
		},
	};
}
