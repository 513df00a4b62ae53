import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeApiError } from 'n8n-workflow';
import { SUSPENDED_TOKEN } from '../../simulator/trunks/unlimCall';
import { useTrunk } from './harness';

const trunk = useTrunk();
const AVOIDED = /\b(error|problem|failure|mistake)\b/i;

const failed = async (attempt: Promise<unknown>): Promise<NodeApiError> => {
	const error = await attempt.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
};

describe('says in words what the trunk answered', () => {
	test.each([
		['95', /no credit left/, { cause: 'quota-exhausted' }, '402', /Nothing was dialed/],
		['96', /does not allow this request/, { cause: 'credential-invalid' }, '403', /Nothing was dialed/],
		['93', /more requests than it allows/, { cause: 'rate-limited', retryAfterMs: 7000 }, '429', /wait 7 s/],
		[
			'94',
			/status 503, so it is unknown/,
			{ cause: 'temporarily-unavailable', retryAfterMs: 30_000 },
			'503',
			/wait 30 s\. The call may be ringing/,
		],
		['92', /status 502, so it is unknown/, { cause: 'temporarily-unavailable' }, '502', /The call may be ringing/],
		['91', /contains no call UUID/, { cause: 'temporarily-unavailable' }, '200', /The call may be ringing/],
	])('scenario %s', async (lastDigits, message, failure, httpCode, description) => {
		const error = await failed(trunk.place({ to: `+49301234567${lastDigits}` }));
		expect(error).toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
			failure,
			httpCode,
			context: { itemIndex: 0 },
		});
		expect(`${error.message} ${error.description}`).not.toMatch(AVOIDED);
	});

	test("400, with the trunk's own sentence", async () => {
		const error = await failed(trunk.place({ from: '+12025550100', options: { verifyCallerId: false } }));
		expect(error).toMatchObject({
			message: 'The trunk did not accept the request: from must be a number that is provisioned to this account.',
			failure: { cause: 'configuration-invalid' },
			httpCode: '400',
		});
	});

	test('401', async () => {
		const error = await failed(trunk.place({}, { credential: { ...trunk.credential, accessToken: 'unl_live_wrong' } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('refused the access token'),
			failure: { cause: 'credential-invalid' },
			httpCode: '401',
		});
	});

	test('403 of a suspended account', async () => {
		const error = await failed(trunk.place({}, { credential: { ...trunk.credential, accessToken: SUSPENDED_TOKEN } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('This account is suspended'),
			failure: { cause: 'credential-invalid' },
		});
	});

	test('no answer in time: unknown, and how to find out', async () => {
		const error = await failed(trunk.place({ to: '+4930123456790', options: { requestTimeout: 1 } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('did not answer in time, so it is unknown'),
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(error.description).toMatch(/client reference contact-7-attempt-1 with Get Many/);
		expect(trunk.simulator.calls).toHaveLength(1);
	});

	test('nobody there', async () => {
		const error = await failed(
			trunk.place({}, { credential: { ...trunk.credential, baseUrl: 'http://127.0.0.1:9/api/v1' } }),
		);
		expect(error).toMatchObject({
			message: 'The trunk cannot be reached, so nothing was sent',
			failure: { cause: 'temporarily-unavailable' },
		});
	});
});

describe('a trunk that behaves strangely', () => {
	const withServer = async (listener: RequestListener, attempt: (baseUrl: string) => Promise<void>): Promise<void> => {
		const server = createServer(listener);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			await attempt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		} finally {
			server.closeAllConnections();
			server.close();
		}
	};
	const placeAt = (baseUrl: string) =>
		trunk.place({ options: { verifyCallerId: false } }, { credential: { ...trunk.credential, baseUrl } });

	test('redirects to a login page: not followed, and the credential stays here', async () => {
		const paths: string[] = [];
		const listener: RequestListener = ({ url }, response) => {
			paths.push(String(url));
			response.writeHead(302, { location: '/login' }).end();
		};
		await withServer(listener, async (baseUrl) => {
			const error = await failed(placeAt(baseUrl));
			expect(error.message).toBe('The trunk answered with status 302, so it is unknown whether the call was placed');
			expect(error.description).toMatch(/^The redirect was not followed/);
			expect(paths).toEqual(['/calls']);
		});
	});

	test('answers 200 with an error inside: no success, and not dialed again', async () => {
		await withServer(
			(_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"error": "no"}'),
			async (baseUrl) => {
				await failed(placeAt(baseUrl));
				const [{ json }] = await placeAt(baseUrl);
				expect(json).toMatchObject({ callUuid: null, status: 'unknown', dedupe: 'possiblyDialed' });
			},
		);
	});

	test('breaks the connection off after it has read the request: unknown', async () => {
		await withServer(
			(request) => request.socket.destroy(),
			async (baseUrl) => {
				const error = await failed(placeAt(baseUrl));
				expect(error.message).toMatch(/broke off, so it is unknown/);
			},
		);
	});

	test('sends a page of HTML with 200: not quoted', async () => {
		await withServer(
			(_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>secret page</html>'),
			async (baseUrl) => {
				const error = await failed(placeAt(baseUrl));
				expect(JSON.stringify(error)).not.toContain('secret page');
			},
		);
	});

	test('sends a sentence of a megabyte: cut short', async () => {
		const long = JSON.stringify({ message: 'a '.repeat(500_000) });
		await withServer(
			(_request, response) => response.writeHead(400, { 'content-type': 'application/json' }).end(long),
			async (baseUrl) => {
				const error = await failed(placeAt(baseUrl));
				expect(error.message.length).toBeLessThan(300);
			},
		);
	});

	describe('lists its numbers', () => {
		const placeWith = async (numbers: string): Promise<string[]> => {
			const paths: string[] = [];
			const listener: RequestListener = ({ url }, response) => {
				paths.push(String(url));
				response
					.writeHead(200, { 'content-type': 'application/json' })
					.end(url === '/numbers' ? numbers : '{"call_uuid": "call-1"}');
			};
			await withServer(listener, async (baseUrl) => {
				await trunk.place({}, { credential: { ...trunk.credential, baseUrl } });
			});
			return paths;
		};

		test.each([
			['without the plus', '{"data": [{"number": "12025550143"}]}'],
			['under a name that nobody knows: the trunk judges From itself', '{"data": [{"tel": "+12025550143"}]}'],
			['as no list at all', '"soon"'],
		])('%s', async (_what, numbers) => {
			await expect(placeWith(numbers)).resolves.toEqual(['/numbers', '/calls']);
		});

		test('without From among them', async () => {
			await expect(placeWith('[{"number": "+12025550199"}]')).rejects.toThrow(
				/^From: \+\d+ is not a number of this trunk account/,
			);
		});
	});
});
