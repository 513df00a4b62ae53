import type { CallEvent } from '../../domain/call/callEvent';
import type { TriggerSettings } from '../settings';

/** Whether the trigger was asked for this event, by name, direction and seat. */
export function selects({ events, options }: TriggerSettings, event: CallEvent): boolean {
	if (!events.includes(event.event)) return false;
	const { direction = 'any' } = options;
	// Some trunks say the direction of a call's first event only; what could be meant is not left out.
	if (direction !== 'any' && event.direction !== undefined && direction !== event.direction) return false;
	const seats = (options.seats ?? '')
		.split(',')
		.map((seat) => seat.trim())
		.filter(Boolean);
	return seats.length === 0 || seats.includes(event.seatId ?? '');
}
