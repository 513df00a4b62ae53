/** Timers in simulated seconds that can all be stopped at once. */
export interface Clock {
	/** Simulated seconds per real one. */
	timeScale: number;
	after(simulatedSeconds: number, act: () => void): void;
	stop(): void;
}

export function createClock(timeScale: number): Clock {
	const timers = new Set<NodeJS.Timeout>();
	let stopped = false;
	return {
		timeScale,
		after(simulatedSeconds, act) {
			if (stopped) return;
			const timer = setTimeout(
				() => {
					timers.delete(timer);
					act();
				},
				(simulatedSeconds * 1000) / timeScale,
			);
			timers.add(timer);
		},
		stop() {
			stopped = true;
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
		},
	};
}
