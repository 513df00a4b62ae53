import { inboxSettings, type TriggerSettings } from '../../nodes/CallEventTrigger/settings';

const HOUR_MS = 3_600_000;
const of = (options: TriggerSettings['options']) =>
	inboxSettings({ events: ['completed'], outputMode: 'single', signature: 'provider', signatureSettings: {}, options });

it('has defaults that fit one n8n process', () => {
	expect(of({})).toEqual({ keepMs: 72 * HOUR_MS, leaseMs: 60_000, eventsPerExecution: 1, maxFlights: 20 });
});

it.each([
	['hours that are no whole number of milliseconds', { keepHours: 32.2 }, 'keepMs', 115_920_000],
	['fewer hours than a trunk retries', { keepHours: 1 }, 'keepMs', 24 * HOUR_MS],
	['no number', { keepHours: 'soon' as unknown as number }, 'keepMs', 72 * HOUR_MS],
	['text from an expression', { keepHours: '48' as unknown as number }, 'keepMs', 48 * HOUR_MS],
	['no time at all for a crash', { crashTimeoutSeconds: 0 }, 'leaseMs', 1_000],
	['part of an event', { eventsPerExecution: 2.9 }, 'eventsPerExecution', 2],
	['no execution', { executionsAtOnce: 0 }, 'maxFlights', 1],
	['minutes to process', { processedWithinMinutes: 1.5 }, 'withinMs', 90_000],
] as const)('takes %s', (_title, options, setting, value) => {
	expect(of(options)).toMatchObject({ [setting]: value });
});
