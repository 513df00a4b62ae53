import { OWNER, type N8nClient } from '../n8n/n8nClient';
import { Rest } from '../n8n/rest';

/** For what only tests ask of n8n. */
export async function openRest({ url }: N8nClient): Promise<Rest> {
	const rest = new Rest(url);
	await rest.post('/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
	return rest;
}
