import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where distributions and vendors put it; `CHROMIUM` names another one. */
const PLACES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = PLACES.find((place) => place && existsSync(place));

/** Tests in a browser: without one they are skipped aloud on a person's machine, and fail when `CI` is set. */
export function describeInBrowser(title: string, tests: () => void): void {
	if (executablePath) return describe(title, tests);
	const missing = 'Chromium was not found: install it, or name its executable in CHROMIUM';
	if (process.env.CI) {
		return describe(title, () => {
			test('has a browser', () => {
				throw new Error(`${missing}. CI is set, so this is not skipped.`);
			});
		});
	}
	process.stderr.write(`\nSKIPPED: ${title}: ${missing}.\n\n`);
	describe.skip(title, tests);
}

export const openBrowser = async (): Promise<Browser> => await chromium.launch({ executablePath });
