import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { HOSTILE } from '../fixtures/hostile.mjs';
import { FIXTURES } from '../fixtures.mjs';
import { MARKER, insert, scriptSafe } from '../insert.mjs';
import { PAGE } from './browser.mjs';

const folder = (path) => new URL(`../${path}`, import.meta.url);
const LIMIT = 200_000;

test('is one file smaller than 200 KB that names nothing to load', () => {
  console.log(`page: ${PAGE.length} bytes`);
  assert.ok(PAGE.length < LIMIT);
  assert.doesNotMatch(PAGE, /<(script|link|img|iframe)[^>]+(src|href)\s*=\s*"(?!data:)/i);
  assert.doesNotMatch(PAGE, /@import|url\((?!#)/);
});

test('allows exactly its own script and style to run', () => {
  const policy = PAGE.match(/Content-Security-Policy" content="([^"]+)"/)[1];
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [, style] = PAGE.match(/<style>([\s\S]*?)<\/style>/);
  const [, script] = PAGE.match(/<script>([\s\S]*?)<\/script>/);
  assert.equal(
    policy,
    `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  );
});

test('takes no text as markup anywhere in its source', () => {
  for (const name of readdirSync(folder('src'))) {
    const source = readFileSync(folder(`src/${name}`), 'utf8');
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|\.html\(/, name);
  }
});

test('has its marker exactly once, and refuses a page without it', () => {
  assert.equal(PAGE.split(MARKER).length, 2);
  assert.throws(() => insert('<html>', {}), /marker/);
  assert.throws(() => insert(MARKER + MARKER, {}), /marker/);
});

test('keeps every text whole and inside its element', () => {
  const json = scriptSafe(JSON.stringify(HOSTILE));
  assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
  assert.deepEqual(JSON.parse(json), HOSTILE);
});

test('every fixture fits the schema of the document', () => {
  const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(folder('report.schema.json'), 'utf8')));
  for (const [name, make] of Object.entries(FIXTURES)) {
    assert.ok(validate(make()), `${name}: ${ajv.errorsText(validate.errors?.slice(0, 5))}`);
  }
  const broken = FIXTURES.small();
  broken.tables[0].verdict = 'FINE';
  assert.ok(!validate(broken));
});
