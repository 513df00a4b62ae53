import { randomUUID } from 'crypto';

/** Names this process, from its start to its end. */
export const PROCESS = randomUUID();
