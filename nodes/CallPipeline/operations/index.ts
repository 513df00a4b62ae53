import { forgetSubject } from './forget';
import { getFreeLines } from './getFreeLines';
import { getHealth } from './getHealth';
import { getNumberHealth } from './getNumberHealth';
import { getReport } from './getReport';
import type { Operation } from './operation';
import { replay } from './replay';
import { markFailed, markProcessed } from './report';
import { sendOrphaned } from './sendOrphaned';
import { setAgentState } from './setAgentState';

export const operations: Readonly<Record<string, Operation>> = {
	forget: forgetSubject,
	getFreeLines,
	getHealth,
	getNumberHealth,
	getReport,
	markFailed,
	markProcessed,
	replay,
	sendOrphaned,
	setAgentState,
};
