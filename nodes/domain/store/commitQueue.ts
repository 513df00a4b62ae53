import type { Write } from './callStore';
import { prepareUnits, type PreparedWrite } from './prepareUnits';

/** Writes units in one transaction. @returns per unit whether it was written */
export type WriteBatch = (units: ReadonlyArray<readonly PreparedWrite[]>) => Promise<boolean[]>;

interface Unit {
	writes: PreparedWrite[];
	/** Its caller waits no more, so it is not begun. */
	isOver: () => boolean;
	resolve: (isWritten: boolean) => void;
	reject: (error: unknown) => void;
}

/** So that a batch takes a small part of the two seconds that each of its callers waits. */
const MAX_UNITS = 200;
const MAX_CHARACTERS = 4_000_000;

/**
 * Lets commits that wait share a transaction, since what a commit costs is waiting for the disk.
 * Units with a common key are written in the order they came.
 * @param options.parallel how many batches may be under way at the same time
 * @param options.keysApart whether each key may be in one unit of a batch only
 */
export function commitQueue(write: WriteBatch, options: { parallel: number; keysApart: boolean }) {
	const waiting: Unit[] = [];
	let underWay = 0;

	const work = async (): Promise<void> => {
		underWay += 1;
		for (
			let batch = takeBatch(waiting, options.keysApart);
			batch.length > 0;
			batch = takeBatch(waiting, options.keysApart)
		)
			await writeAll(write, batch);
		underWay -= 1;
	};

	return async (units: ReadonlyArray<readonly Write[]>, isOver: () => boolean): Promise<boolean[]> => {
		const written = prepareUnits(units).map(
			async (writes) =>
				await new Promise<boolean>((resolve, reject) => waiting.push({ writes, isOver, resolve, reject })),
		);
		if (underWay < options.parallel) void work();
		return await Promise.all(written);
	};
}

/** Removes from `waiting` what is to be written next. */
function takeBatch(waiting: Unit[], keysApart: boolean): Unit[] {
	const batch: Unit[] = [];
	const passedOver: Unit[] = [];
	const keys = new Set<string>();
	let characters = 0;
	let taken = 0;
	for (const unit of waiting) {
		if (batch.length === MAX_UNITS || characters > MAX_CHARACTERS) break;
		taken += 1;
		if (unit.isOver()) continue;
		const isApart = !keysApart || unit.writes.every(({ key }) => !keys.has(key));
		for (const { key } of unit.writes) keys.add(key);
		(isApart ? batch : passedOver).push(unit);
		if (isApart) characters += unit.writes.reduce((sum, { value = '' }) => sum + value.length, 0);
	}
	waiting.splice(0, taken, ...passedOver);
	return batch;
}

async function writeAll(write: WriteBatch, batch: readonly Unit[]): Promise<void> {
	try {
		const written = await write(batch.map(({ writes }) => writes));
		batch.forEach(({ resolve }, index) => resolve(written[index]));
	} catch (error) {
		for (const { reject } of batch) reject(error);
	}
}

/** The names that written units wake: the lists they put entries into, and those they name. */
export function wokenBy(units: ReadonlyArray<readonly Write[]>, written: readonly boolean[]): Set<string> {
	const writes = units.filter((_, index) => written[index]).flat();
	return new Set(
		writes.flatMap(({ value, list, wake }) => {
			if (value === undefined) return [];
			return [...(list && list.dueInMs >= 0 ? [list.name] : []), ...(wake === undefined ? [] : [wake])];
		}),
	);
}
