import { IS_1X } from '../n8n/cacheFolder';

/** What a credential's test says of a wrong token; n8n 1.x has a sentence of its own for every 401. */
export const TOKEN_REFUSED = IS_1X
	? 'Authorization failed - please check your credentials'
	: 'The trunk refused the access token: copy it again from the portal';
