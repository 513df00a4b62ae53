/**
 * What a power cut leaves of files in the worst case: what was synced, and nothing that was written after that. Read
 * from strace's log of all system calls that write or sync, of all processes in their order.
 */
import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Texts, and the paths behind file descriptors, as hexadecimal numbers and whole; one line a call. */
export const STRACE = [
	...['strace', '-f', '-y', '-xx', '-s', '33554432', '-e'],
	'trace=openat,lseek,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,ftruncate,rename,unlink',
	'-o',
];

/** Without `at`: at the position of the descriptor. */
type Change = { at?: number; bytes: Buffer } | { size: number };

interface Op {
	call: string;
	path: string;
	/** The descriptor within its process. */
	descriptor?: string;
	/** Where the descriptor is from here on. */
	position?: number;
	change?: Change;
	renamedTo?: string;
	text?: string;
	/** How many operations had ended when it began: a sync says nothing about what was written meanwhile. */
	begunAfter: number;
}

const CALL = /^(\d+)\s+(\w+)\((.*)$/;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$/;
const RESULT = /\) += (-?\d+)/;
const TEXT = /"((?:\\x[0-9a-f]{2})*)"/g;
const DESCRIPTOR = /^(\d+)<((?:\\x[0-9a-f]{2})*)>/;

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

function parse(pid: string, call: string, args: string): Omit<Op, 'begunAfter'> | undefined {
	const result = Number(RESULT.exec(args)?.[1] ?? -1);
	if (result < 0) return undefined;
	const texts = [...args.matchAll(TEXT)].map(([, hex]) => bytesOf(hex));
	if (call === 'rename') return { call, path: texts[0].toString(), renamedTo: texts[1].toString() };
	if (call === 'unlink') return { call, path: texts[0].toString() };
	const [, number, hex] = DESCRIPTOR.exec(call === 'openat' ? args.slice(args.search(RESULT) + 4) : args) ?? [];
	if (hex === undefined) return undefined;
	const path = bytesOf(hex).toString();
	const descriptor = `${pid}:${number}`;
	if (call === 'openat')
		return { call, path, descriptor, position: 0, ...(args.includes('O_TRUNC') && { change: { size: 0 } }) };
	if (call === 'lseek') return { call, path, descriptor, position: result };
	if (call === 'fsync' || call === 'fdatasync') return { call, path };
	const numbers = args.slice(0, args.search(RESULT)).match(/-?\d+/g) ?? [];
	if (call === 'ftruncate') return { call, path, change: { size: Number(numbers.at(-1)) } };
	const bytes = Buffer.concat(texts).subarray(0, result);
	if (!call.startsWith('p'))
		return { call, path, descriptor, change: { bytes }, ...(number === '1' && { text: bytes.toString() }) };
	return { call, path, change: { bytes, at: Number(numbers[numbers.length - (call === 'pwritev2' ? 2 : 1)]) } };
}

/** The calls of a log, in the order in which they ended. */
function readLog(file: string): Op[] {
	const begun = new Map<string, { call: string; args: string; begunAfter: number }>();
	const ops: Op[] = [];
	const positions = new Map<string, number>();
	/** Writes at the position of a descriptor get it, and move it. */
	const placed = (op: Omit<Op, 'begunAfter'>): Omit<Op, 'begunAfter'> => {
		const { descriptor = '', position, change } = op;
		if (position !== undefined) positions.set(descriptor, position);
		if (!change || 'size' in change || change.at !== undefined) return op;
		const at = positions.get(descriptor) ?? 0;
		positions.set(descriptor, at + change.bytes.length);
		return { ...op, change: { ...change, at } };
	};
	for (const line of readFileSync(file, 'latin1').split('\n')) {
		const [, resumedPid, , rest] = RESUMED.exec(line) ?? [];
		const [, pid, call, args] = CALL.exec(line) ?? [];
		if (pid !== undefined && args.endsWith('<unfinished ...>')) {
			begun.set(pid, { call, args: args.replace(/ *<unfinished \.\.\.>$/, ''), begunAfter: ops.length });
			continue;
		}
		const earlier = begun.get(resumedPid);
		const op = earlier
			? parse(resumedPid, earlier.call, earlier.args + rest)
			: pid === undefined
				? undefined
				: parse(pid, call, args);
		if (op) ops.push({ ...placed(op), begunAfter: earlier?.begunAfter ?? ops.length });
	}
	return ops;
}

function apply(image: Buffer | undefined, change: Change): Buffer {
	const before = image ?? Buffer.alloc(0);
	const { at = 0, bytes = undefined } = 'size' in change ? {} : change;
	const changed = Buffer.alloc('size' in change ? change.size : Math.max(before.length, at + change.bytes.length));
	before.copy(changed);
	bytes?.copy(changed, at);
	return changed;
}

interface TracedFile {
	/** Undefined when it does not exist. */
	synced?: Buffer;
	pending: Array<{ change: Change; index: number }>;
}

export interface PowerCut {
	/** What a process had printed by then, line by line. */
	printed: string[];
	/** Puts the files as they are then into a folder that has them as they were before the log. */
	writeTo(folder: string): void;
}

/**
 * The power cuts right after each line that was printed.
 * @param line tells those lines from what else is printed
 * @param from the folder that is written to; names are taken to be on the disk at once
 */
export function powerCuts(
	log: string,
	line: RegExp,
	from: string,
	before: (path: string) => Buffer | undefined,
): PowerCut[] {
	const files = new Map<string, TracedFile>();
	const fileOf = (path: string): TracedFile => {
		const known = files.get(path) ?? { synced: before(path), pending: [] };
		files.set(path, known);
		return known;
	};
	const cuts: PowerCut[] = [];
	const printed: string[] = [];
	for (const [index, { call, path, change, renamedTo, text, begunAfter }] of readLog(log).entries()) {
		const lines = text?.split('\n').filter((one) => line.test(one)) ?? [];
		if (lines.length > 0) {
			printed.push(...lines);
			const images = new Map([...files].map(([name, { synced }]) => [relative(from, name), synced]));
			cuts.push({ printed: [...printed], writeTo: (folder) => writeImages(images, folder) });
		}
		if (!path.startsWith(from)) continue;
		if (renamedTo !== undefined) files.set(renamedTo, fileOf(path));
		if (renamedTo !== undefined || call === 'unlink') files.set(path, { pending: [] });
		else if (change) fileOf(path).pending.push({ change, index });
		else if (call.endsWith('sync')) {
			const file = fileOf(path);
			const isCovered = (one: { index: number }): boolean => one.index < begunAfter;
			for (const one of file.pending.filter(isCovered)) file.synced = apply(file.synced, one.change);
			file.pending = file.pending.filter((one) => !isCovered(one));
		}
	}
	return cuts;
}

function writeImages(images: ReadonlyMap<string, Buffer | undefined>, folder: string): void {
	const { uid, gid } = statSync(folder);
	for (const [name, bytes] of images) {
		if (name === '') continue;
		const file = join(folder, name);
		if (!bytes) {
			rmSync(file, { force: true });
			continue;
		}
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
		chownSync(file, uid, gid);
	}
}
