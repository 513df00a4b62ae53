const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { src, dest, series, parallel } = require('gulp');
const esbuild = require('esbuild');

const PHONE_LIBRARY = 'nodes/shared/phone/libphonenumber';

async function clean() {
	fs.rmSync('dist', { recursive: true, force: true });
}

async function compile() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], { stdio: 'inherit' });
}

/** n8n looks for the codex JSON and the icons beside each compiled node. */
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

exports.build = series(clean, compile, parallel(copyAssets, foldInPhoneLibrary, noteThirdPartyLicence));
exports.default = exports.build;
