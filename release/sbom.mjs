/**
 * Writes the SBOM of a release to standard output: node sbom.mjs PROJECT JDK-RELEASE. It is the one of the CycloneDX plugin,
 * for the libraries that Maven knows, with what Maven does not know: the npm libraries inlined in the report's page, and
 * the Java runtime of the archive.
 */
import { readFileSync } from 'node:fs';

const [home, jdk] = process.argv.slice(2);
const bom = json(`${home}/release/target/bom.json`);
const lock = json(`${home}/report-page/package-lock.json`);
const page = readFileSync(`${home}/report-page/target/classes/io/pitrguard/report/page.html`, 'utf8');
const root = bom.metadata.component['bom-ref'];
const reportPage = bom.components.find(({ name }) => name === 'pitr-guard-report-page')['bom-ref'];
const runtime = java(readFileSync(jdk, 'utf8'));
const libraries = inlined();

bom.components.push(...libraries, runtime);
bom.components.sort((one, other) => (one['bom-ref'] < other['bom-ref'] ? -1 : 1));
dependOn(reportPage, libraries);
dependOn(root, [runtime]);
process.stdout.write(JSON.stringify(bom, null, 2) + '\n');

function json(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The page names each library in it, with its licence: "d3-axis 3.0.1, d3-scale 4.0.3:". */
function inlined() {
  const named = Object.entries(lock.packages)
    .filter(([path]) => path.startsWith('node_modules/'))
    .map(([path, entry]) => ({ name: path.slice('node_modules/'.length), entry }))
    .filter(({ name, entry }) => new RegExp(`(^|[\\s,])${escaped(name)} ${escaped(entry.version)}[,:]`, 'm').test(page));
  if (named.length === 0) {
    throw new Error('the page names no library: has report-page/build.mjs changed how it does?');
  }
  return named.map(({ name, entry }) => library(name, entry));
}

function library(name, { version, license, integrity }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    licenses: [{ license: { id: license } }],
    purl,
  };
}

/** Its file `release` has lines such as IMPLEMENTOR="Eclipse Adoptium". */
function java(text) {
  const value = (key) => text.match(new RegExp(`^${key}="(.*)"$`, 'm'))?.[1] ?? 'unknown';
  const version = value('JAVA_RUNTIME_VERSION');
  return {
    type: 'platform',
    'bom-ref': `java-runtime@${version}`,
    supplier: { name: value('IMPLEMENTOR') },
    name: 'Java runtime',
    version,
    description: 'In the archives, linked by jlink.',
    licenses: [{ expression: 'GPL-2.0-only WITH Classpath-exception-2.0' }],
  };
}

function dependOn(ref, components) {
  let entry = bom.dependencies.find((each) => each.ref === ref);
  if (!entry) {
    bom.dependencies.push((entry = { ref }));
  }
  entry.dependsOn = [...new Set([...(entry.dependsOn ?? []), ...components.map((each) => each['bom-ref'])])].sort();
  bom.dependencies.push(...components.map((each) => ({ ref: each['bom-ref'] })));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
