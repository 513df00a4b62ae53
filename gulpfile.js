const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { src, dest, series, parallel } = require('gulp');
const esbuild = require('esbuild');

const { n8n } = require('./package.json');

const PHONE_LIBRARY = 'nodes/domain/phone/libphonenumber';
const BUNDLE = 'nodes/bundle';
/** The source files of nodes and credentials, without their ending. */
const ENTRIES = [...n8n.nodes, ...n8n.credentials].map((file) => file.replace(/^dist\//, '').replace(/\.js$/, ''));

async function clean() {
	fs.rmSync('dist', { recursive: true, force: true });
}

async function checkTypes() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'], {
		stdio: 'inherit',
	});
}

/** The library stays a module of its own: it is minified, and nothing else is. */
const phoneLibraryApart = {
	name: 'phone-library-apart',
	setup: ({ onResolve }) =>
		onResolve({ filter: /^\.\/libphonenumber$/ }, () => ({ path: './domain/phone/libphonenumber', external: true })),
};

/**
 * All code in one module, because the nodes share what a process keeps: connections, caches and queues exist once only
 * if every node loads the same copy. It loads faster than 200 files, too.
 *
 * Only its white space is minified: names stay, so a stack trace tells the functions by itself, and a fifth of the
 * size goes. It has no source map: a map would add 350 KB to 637 KB, and n8n, which installs source-map-support, would
 * read it at the first error of every process.
 */
async function bundle() {
	await esbuild.build({
		stdin: { contents: ENTRIES.map((entry) => `export * from './${entry}.ts';`).join('\n'), resolveDir: __dirname },
		outfile: `dist/${BUNDLE}.js`,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'es2021',
		minifyWhitespace: true,
		lineLimit: 160,
		external: ['n8n-workflow', 'n8n-core', '@n8n/di', '@n8n/config', 'ioredis', 'pg', 'sqlite3'],
		plugins: [phoneLibraryApart],
	});
}

/** n8n requires each node and each credential from a file of its own, by the name of its class. */
async function writeEntries() {
	for (const entry of ENTRIES) {
		const [name] = path.basename(entry).split('.');
		const bundlePath = path.posix.relative(path.posix.dirname(entry), BUNDLE);
		fs.mkdirSync(`dist/${path.dirname(entry)}`, { recursive: true });
		fs.writeFileSync(`dist/${entry}.js`, `exports.${name} = require('${bundlePath}').${name};\n`);
	}
}

/** n8n looks for the codex JSON and the icons beside the file that it requires. */
function copyAssets() {
	return src(['{nodes,credentials}/**/*.{svg,node.json}'], { encoding: false }).pipe(dest('dist'));
}

/** The package has no runtime dependencies, so the one module that imports libphonenumber-js carries it inside. */
async function foldInPhoneLibrary() {
	await esbuild.build({
		entryPoints: [`${PHONE_LIBRARY}.ts`],
		outfile: `dist/${PHONE_LIBRARY}.js`,
		bundle: true,
		minify: true,
		platform: 'neutral',
		mainFields: ['main', 'module'],
		format: 'cjs',
		target: 'es2021',
		legalComments: 'none',
		allowOverwrite: true,
	});
}

async function noteThirdPartyLicence() {
	const root = path.dirname(require.resolve('libphonenumber-js/package.json'));
	const { version } = require('libphonenumber-js/package.json');
	const licence = fs.readFileSync(path.join(root, 'LICENSE'), 'utf8');
	fs.mkdirSync('dist', { recursive: true });
	fs.writeFileSync(
		'dist/THIRD_PARTY_NOTICES.txt',
		`libphonenumber-js ${version} is contained in ${PHONE_LIBRARY}.js\n\n${licence}`,
	);
}

exports.build = series(
	clean,
	checkTypes,
	parallel(bundle, writeEntries, copyAssets, foldInPhoneLibrary, noteThirdPartyLicence),
);
exports.default = exports.build;
