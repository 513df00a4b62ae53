import type { Deliveries } from './deliveries';
import type { Exchange, SimulatedCall } from './exchange';
import type { Answer, Request, Route } from './http';
import { check, parseJson, text } from './schema';

/** What the simulator itself offers besides the trunks' APIs: the portal's view, and switches for tests. */
export interface ControlledSimulator {
	exchange: Exchange;
	deliveries: Deliveries;
	setWebhook(url: string | undefined): void;
	reset(): void;
}

const WEBHOOK = { required: { url: text(/^https?:\/\/\S+$/, 'a URL') } };

function setWebhook(request: Request, simulator: ControlledSimulator): Answer {
	const body = parseJson(request.rawBody, request.headers['content-type']);
	const broken = check(body, WEBHOOK);
	if (broken) return { status: 400, body: { error: 'invalid_request', message: broken } };
	simulator.setWebhook((body as { url: string }).url);
	return { status: 204 };
}

function dropAgent({ params }: Request, { calls }: Exchange): Answer {
	const call: SimulatedCall | undefined = calls.find(({ id }) => id === params.id);
	for (const leg of call?.legs ?? []) if (leg.party === 'agent') leg.state = 'down';
	return { status: call ? 204 : 404 };
}

export function controlRoutes(simulator: ControlledSimulator): Route[] {
	const { exchange, deliveries } = simulator;
	const empty = (act: () => void) => (): Answer => {
		act();
		return { status: 204 };
	};
	return [
		{ method: 'GET', path: '/_simulator/calls', answer: () => ({ status: 200, body: exchange.calls }) },
		{ method: 'POST', path: '/_simulator/calls/:id/drop-agent', answer: (request) => dropAgent(request, exchange) },
		{ method: 'GET', path: '/_simulator/deliveries', answer: () => ({ status: 200, body: deliveries.log }) },
		{ method: 'PUT', path: '/_simulator/webhook', answer: (request) => setWebhook(request, simulator) },
		{ method: 'DELETE', path: '/_simulator/webhook', answer: empty(() => simulator.setWebhook(undefined)) },
		{ method: 'POST', path: '/_simulator/reset', answer: empty(() => simulator.reset()) },
	];
}
