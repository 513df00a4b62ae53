import { StoreUnavailable } from './callStore';

export interface OpenOnce<T> {
	/** Opens when it is needed for the first time, and again after an attempt that failed. */
	get(): Promise<T>;
	/** Opens it again when it is needed the next time. */
	forget(): void;
	/** Closes what is open, if anything; it is not opened again. */
	close(how: (opened: T) => Promise<void>): Promise<void>;
}

export function openOnce<T>(open: () => Promise<T>): OpenOnce<T> {
	let opened: Promise<T> | undefined;
	let isClosed = false;
	return {
		async get() {
			if (isClosed) throw new StoreUnavailable('The call store was closed because its settings were changed.');
			opened ??= open().catch((error) => {
				opened = undefined;
				throw error;
			});
			return await opened;
		},
		forget() {
			opened = undefined;
		},
		async close(how) {
			isClosed = true;
			const last = await opened?.catch(() => undefined);
			opened = undefined;
			if (last !== undefined) await how(last);
		},
	};
}
