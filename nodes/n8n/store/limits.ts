import { sleep } from 'n8n-workflow';
import { timeLimit } from '../../domain/store/timeLimit';

/** Below the two seconds of a call, so that the client's own sentence comes first. */
export const COMMAND_TIMEOUT_MS = 1_500;

/** Bounds every call of every store of this process. */
export const inTime = timeLimit(sleep);
