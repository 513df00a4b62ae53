/** `npm run scan`: the community scanner's own analysis, over the source and over the packed tarball. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { packTarball } from '../tooling/packTarball';

interface Findings {
	errors: number;
	warnings: number;
}

/** The scanner prints a verdict, not counts; the counts come from its own configuration over the same files. */
async function scan(title: string, folder: string, patterns: string[]): Promise<Findings> {
	const { analyzePackage, buildScanConfig } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const verdict = await analyzePackage(folder, patterns);
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
		ignorePatterns: ['**/package-lock.json'],
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	const errors = results.reduce((sum, result) => sum + result.errorCount, 0);
	const warnings = results.reduce((sum, result) => sum + result.warningCount, 0);
	console.log(
		`${title}: ${results.length} files, ${errors} errors, ${warnings} warnings, scanner says ${verdict.passed ? 'passed' : 'failed'}`,
	);
	const formatter = await eslint.loadFormatter('stylish');
	const details = await formatter.format(results);
	if (details) console.log(details);
	if (!verdict.passed && errors === 0) throw new Error(`The scanner refused the ${title}: ${verdict.message}`);
	return { errors, warnings };
}

async function main(): Promise<void> {
	const scratch = mkdtempSync(join(tmpdir(), 'sip-trunk-scan-'));
	try {
		const { SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
		const source = await scan('source', process.cwd(), SOURCE_FILE_PATTERNS);
		execFileSync('tar', ['-xzf', packTarball(scratch), '-C', scratch, '--strip-components=1']);
		const tarball = await scan('tarball', scratch, ['**/*.js', '**/*.ts', '**/*.json']);
		const errors = source.errors + tarball.errors;
		console.log(`${errors} errors, ${source.warnings + tarball.warnings} warnings`);
		process.exitCode = errors > 0 ? 1 : 0;
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

void main();
