import type { Pump } from '../../domain/inbox/pump';

/** The pumps of this process, by the name of their trigger. */
const pumps = new Map<string, Pump>();

/** Puts a pump in the place of the one that its trigger had: n8n may start a trigger again without ending it before. */
export async function replacePump(trigger: string, start: () => Pump): Promise<Pump> {
	await pumps.get(trigger)?.stop();
	const pump = start();
	pumps.set(trigger, pump);
	return pump;
}

export async function endPump(trigger: string, pump: Pump): Promise<void> {
	if (pumps.get(trigger) === pump) pumps.delete(trigger);
	await pump.stop();
}

/** The pump of a trigger, when it is in this process. */
export const pumpOf = (trigger: string): Pump | undefined => pumps.get(trigger);
