import type { ProvisionedNumber, SimulatedAgent } from './numbers';

export interface SimulatorOptions {
	/** 0 lets the system choose a free one. */
	port: number;
	/** The account's webhook, which every event goes to. */
	webhook: string;
	/** Simulated seconds per real one. */
	timeScale: number;
	accessToken: string;
	signingSecret: string;
	/** UnlimCall's header name is not public, so it can be set. */
	signatureHeader: string;
	/** How often each event is posted. */
	duplicates: number;
	/** Each call's events come in an order that this seed decides. */
	shuffleSeed: number;
	/** Whether UnlimCall's events repeat client reference, contact and metadata, which its published payload does not. */
	echo: boolean;
	numbers: readonly ProvisionedNumber[];
	agents: readonly SimulatedAgent[];
}

export type GivenOptions = Partial<SimulatorOptions>;
