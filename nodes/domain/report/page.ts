import { createHash } from 'crypto';
import { html, trusted } from './html';
import { STYLE } from './style';
import type { CallSummary, Share } from './summarize';

/** What the page shows. */
export interface Report extends CallSummary {
	title: string;
	/** Days up to now. */
	days: number;
	timeZone: string;
	/** When it was made, as the zone's clock shows it. */
	madeAt: string;
	events: { waiting: number; failed: number; dead: number };
}

type Html = ReturnType<typeof html>;

/** Rows of a chart; further ones are one row together. */
const MOST_ROWS = 20;
const HOUR_WIDTH = 20;
const HOUR_HEIGHT = 120;

/** Its text is the style sheet to the letter, as its hash in the policy demands. */
const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);

/**
 * The only style sheet that a browser applies, and nothing else that it loads or runs. It is in the page itself, because
 * n8n replaces a workflow's own header of that name.
 */
const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

const percent = (part: number, all: number): string => (all === 0 ? '–' : `${((part / all) * 100).toFixed(1)}%`);

/** A horizontal bar: all of it in one color, and a part of that in another. */
const bar = (share: number, part = 0): Html =>
	html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
		<rect class="track" width="100" height="10" rx="1" />
		<rect class="all" width="${(share * 100).toFixed(2)}" height="10" rx="1" />
		<rect class="part" width="${(part * 100).toFixed(2)}" height="10" rx="1" />
	</svg>`;

function outcomes({ outcomes: list, outbound }: Report): Html {
	const most = Math.max(1, ...list.map(({ calls }) => calls));
	const rows = list.map(
		({ title, calls }) =>
			html`<tr>
				<th scope="row">${title}</th>
				<td class="wide">${bar(calls / most)}</td>
				<td>${calls}</td>
				<td>${percent(calls, outbound)}</td>
			</tr>`,
	);
	return html`<section>
		<h2>Outcomes</h2>
		<table>
			${rows}
		</table>
	</section>`;
}

function together(list: readonly Share[]): readonly Share[] {
	if (list.length <= MOST_ROWS) return list;
	const rest = list.slice(MOST_ROWS - 1);
	const total = (name: 'calls' | 'answered'): number => rest.reduce((sum, share) => sum + share[name], 0);
	const label = `${rest.length} more`;
	return [...list.slice(0, MOST_ROWS - 1), { label, calls: total('calls'), answered: total('answered') }];
}

const KEY = html`<p class="key"><i></i>calls<i class="answered"></i>answered</p>`;

function answerRates(heading: string, shares: readonly Share[]): Html {
	const list = together(shares);
	const most = Math.max(1, ...list.map(({ calls }) => calls));
	const rows = list.map(
		({ label, calls, answered }) =>
			html`<tr>
				<th scope="row">${label}</th>
				<td class="wide">${bar(calls / most, answered / most)}</td>
				<td>${`${answered} of ${calls}`}</td>
				<td>${percent(answered, calls)}</td>
			</tr>`,
	);
	return html`<section>
		<h2>${heading}</h2>
		<table>
			${rows}
		</table>
		${KEY}
	</section>`;
}

const tick = (label: string, at: number): Html =>
	html`<text class="tick" x="${(at + 0.5) * HOUR_WIDTH}" y="${HOUR_HEIGHT + 18}">${label}</text>`;

function hours({ hours: list, timeZone }: Report): Html {
	const most = Math.max(1, ...list.map(({ calls }) => calls));
	const column = (kind: string, at: number, calls: number): Html => {
		const height = (calls / most) * HOUR_HEIGHT;
		return html`<rect
			class="${kind}"
			x="${at * HOUR_WIDTH + 2}"
			y="${(HOUR_HEIGHT - height).toFixed(2)}"
			width="${HOUR_WIDTH - 4}"
			height="${height.toFixed(2)}"
		/>`;
	};
	const columns = list.map(
		({ label, calls, answered }, at) =>
			html`<g>
				<title>${`${label}:00: ${answered} of ${calls} answered, ${percent(answered, calls)}`}</title>
				${column('all', at, calls)}${column('part', at, answered)}${at % 3 === 0 ? tick(label, at) : ''}
			</g>`,
	);
	const width = list.length * HOUR_WIDTH;
	return html`<section>
		<h2>Calls by hour (${timeZone})</h2>
		<svg viewBox="0 0 ${width} ${HOUR_HEIGHT + 22}" role="img" aria-label="Calls and answered calls by hour">
			${columns}</svg
		>${KEY}
	</section>`;
}

function tiles({ outbound, inbound, answered, live, events }: Report): Html {
	const list: Array<[string, number]> = [
		['outbound calls', outbound],
		[`answered (${percent(answered, outbound)})`, answered],
		['inbound calls', inbound],
		['live now', live],
		['events waiting', events.waiting],
		['events failed', events.failed + events.dead],
	];
	return html`<div class="tiles">
		${list.map(([label, value]) => html`<div><strong>${value}</strong><span>${label}</span></div>`)}
	</div>`;
}

/** The report as one HTML page without scripts, pictures or links. */
export function toPage(report: Report): string {
	const { title, days, madeAt, timeZone } = report;
	const names = new Intl.DisplayNames('en', { type: 'region' });
	const countries = report.countries.map((share) => ({
		...share,
		label: share.label.length === 2 ? (names.of(share.label) ?? share.label) : share.label,
	}));
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title}</title>
				${STYLE_ELEMENT}
			</head>
			<body>
				<header>
					<h1>${title}</h1>
					<p>
						${days === 1 ? 'Calls of the last 24 hours' : `Calls of the last ${days} days`}, at ${madeAt} (${timeZone})
					</p>
				</header>
				<main>
					${tiles(report)}
					<div class="charts">
						${outcomes(report)}${hours(report)}${answerRates(
							'Answer rate by caller ID',
							report.callerIds,
						)}${answerRates('Answer rate by country', countries)}
					</div>
				</main>
			</body>
		</html> `.text;
}
