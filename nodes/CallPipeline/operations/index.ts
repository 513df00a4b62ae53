import { forgetSubject } from './forget';
import { getHealth } from './getHealth';
import { getNumberHealth } from './getNumberHealth';
import type { Operation } from './operation';
import { replay } from './replay';
import { markFailed, markProcessed } from './report';
import { sendOrphaned } from './sendOrphaned';

export const operations: Readonly<Record<string, Operation>> = {
	forget: forgetSubject,
	getHealth,
	getNumberHealth,
	markFailed,
	markProcessed,
	replay,
	sendOrphaned,
};
