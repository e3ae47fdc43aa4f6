/**
 * Builds the page: one HTML file with its script and style in it, and the hashes of both in its security policy. With
 * `--install` it first installs the libraries, if they are not there as package.json pins them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MARKER } from './insert.mjs';

if (process.argv.includes('--install') && !isInstalled()) {
  install();
}
const { buildSync } = await import('esbuild');

const FOLDER = 'target/classes/io/pitrguard/report/';
const OUTPUT = file(FOLDER + 'page.html');

const common = { bundle: true, minify: true, write: false, charset: 'ascii', legalComments: 'none', logLevel: 'warning', target: ['es2022', 'chrome109', 'firefox115', 'safari16'] };
const bundle = buildSync({ ...common, entryPoints: [file('src/main.ts')], format: 'iife', metafile: true, absWorkingDir: file('.') });
const script = inline(bundle);
const style = inline(buildSync({ ...common, entryPoints: [file('src/page.css')] }));
const parts = { script, style, licenses: licenses(bundle), 'script-hash': hash(script), 'style-hash': hash(style) };
const page = readFileSync(file('src/page.html'), 'utf8').replace(/\{\{([a-z-]+)\}\}/g, (_, name) => parts[name]);

if (page.split(MARKER).length !== 2) {
  throw new Error(`the page must have ${MARKER} exactly once`);
}
mkdirSync(dirname(OUTPUT), { recursive: true });
writeFileSync(OUTPUT, page);
copyFileSync(file('report.schema.json'), file(FOLDER + 'report.schema.json'));
console.log(`page ${page.length} bytes: script ${script.length}, style ${style.length}`);

function isInstalled() {
  const { dependencies } = json('package.json');
  return Object.entries(dependencies).every(([name, version]) => {
    const path = `node_modules/${name}/package.json`;
    return existsSync(file(path)) && json(path).version === version;
  });
}

/** Installs what the build needs, without what only the tests need. */
function install() {
  const { status, error } = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: file('.'), stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(`npm ci failed: ${error?.message ?? `exit code ${status}`}`);
  }
}

function json(path) {
  return JSON.parse(readFileSync(file(path), 'utf8'));
}

/** Returns the licenses of the libraries in the page, which ask to be part of every copy, each text once. */
function licenses({ metafile }) {
  const packages = new Set(Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
  const byText = new Map();
  for (const name of [...packages].sort()) {
    const text = readFileSync(file(`node_modules/${name}/LICENSE`), 'utf8').trim();
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${json(`node_modules/${name}/package.json`).version}`]);
  }
  return [...byText].map(([text, names]) => `${names.join(', ')}:\n${text}`).join('\n\n').replaceAll('--', '- -');
}

/** Returns the one file of a build, without what would end its element. */
function inline({ outputFiles }) {
  const text = outputFiles[0].text.trim();
  if (/<\/(script|style)|<!--/i.test(text)) {
    throw new Error('the script or the style contains the end of its element');
  }
  return text;
}

function hash(text) {
  return 'sha256-' + createHash('sha256').update(text).digest('base64');
}

function file(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}
