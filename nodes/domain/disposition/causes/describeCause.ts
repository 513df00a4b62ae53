import type { CauseRow } from './causeRow';

/** What a person is told of a row, e.g. `Q.850 17 user busy`. */
export function describeCause({ family, code, meaning }: CauseRow): string {
	return [family === 'provider' ? 'Provider says' : family, code, meaning]
		.filter((part) => part !== undefined)
		.join(' ');
}
