import { UserError } from '../process/userError';

/** n8n's answer to a request it refuses also holds a stack trace, which is nobody's business. */
function sentenceIn(text: string): string {
	try {
		return String((JSON.parse(text) as { message: unknown }).message);
	} catch {
		return text.slice(0, 200);
	}
}

/** n8n's own REST API, the one its editor uses: JSON in, `{ data }` out, a session cookie. */
export class Rest {
	private cookie = '';

	constructor(readonly url: string) {}

	/** n8n may close an idle connection at the very moment of a request; one that only reads is then sent again. */
	async get<T>(path: string): Promise<T> {
		return await this.send<T>('GET', path).catch(async (error) => {
			if (error instanceof UserError) throw error;
			return await this.send<T>('GET', path);
		});
	}

	async post<T>(path: string, body: unknown): Promise<T> {
		return await this.send<T>('POST', path, body);
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return await this.send<T>('PATCH', path, body);
	}

	async delete(path: string): Promise<void> {
		await this.send('DELETE', path);
	}

	/** @throws UserError with n8n's own message when it answers other than 2xx */
	private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const setCookie = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (setCookie.length > 0) this.cookie = setCookie.join('; ');
		const text = await response.text();
		if (!response.ok)
			throw new UserError(`n8n answered ${method} ${path} with ${response.status}: ${sentenceIn(text)}`);
		return (text === '' ? undefined : JSON.parse(text).data) as T;
	}
}
