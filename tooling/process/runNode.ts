import execa, { type ExecaReturnValue, type Options } from 'execa';
import { onRelease } from './release';

async function run(args: readonly string[], options: Options): Promise<ExecaReturnValue> {
	const child = execa(process.execPath, args, { reject: false, ...options });
	onRelease(async () => {
		child.kill();
		await child;
	});
	return await child;
}

/**
 * Runs a Node script at this terminal, and ends it when this command is ended.
 * @returns its exit status
 */
export async function runNode(args: readonly string[]): Promise<number> {
	return (await run(args, { stdio: 'inherit' })).exitCode ?? 1;
}

/** Runs a Node script beside others: what it prints is kept until it has ended. */
export async function runNodeQuietly(args: readonly string[]): Promise<{ status: number; output: string }> {
	const { exitCode, all = '' } = await run(args, { stdin: 'ignore', all: true });
	return { status: exitCode ?? 1, output: all };
}
