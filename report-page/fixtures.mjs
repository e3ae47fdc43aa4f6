/**
 * Report documents for tests and for looking at the page, always the same for a seed: `node fixtures.mjs` writes them, and
 * the page of each, to target/fixtures.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HOSTILE, poison } from './fixtures/hostile.mjs';
import { report, table } from './fixtures/report.mjs';
import { PROOFS, STATES, proven } from './fixtures/tables.mjs';
import { insert } from './insert.mjs';

const ACCOUNT = { account: '123456789012', region: 'eu-west-1' };

/** Most of a fleet is fine: how many of a hundred tables are of each state. */
const FLEET = { compliant: 74, week: 8, growing: 3, exempt: 4, exemptSoon: 1, gone: 2, acknowledged: 1, short: 2, off: 1.2, neverOn: 1, lost: 1, denied: 0.8, unread: 0.4, flapping: 0.2, stale: 0.4 };

export const FIXTURES = { small, large, hostile, empty, organization, fine, drills };

/** One table of every state. */
function small(random = randomFrom(1)) {
  const names = ['orders', 'carts', 'coupons', 'reviews', 'sessions', 'payments', 'ledger-entries', 'invoices', 'search-cache', 'tmp-import', 'customers', 'audit-trail', 'feature-flags', 'shipments', 'stock-levels', 'price-history', 'loyalty-points'];
  const document = report(Object.keys(STATES).map((state, i) => table(state, { ...ACCOUNT, name: names[i] }, random)), ACCOUNT, random);
  const later = randomFrom(8);
  proven(document.tables[0], 'proven', later);
  proven(document.tables[1], 'provenBefore', later);
  return document;
}

function large(random = randomFrom(2)) {
  const accounts = ['123456789012', '210987654321', '345678901234'];
  const regions = ['eu-west-1', 'us-east-1'];
  const tables = fleet(10_000, (i) => ({ account: accounts[i % 3], region: regions[i % 2], name: nameOf(i, random) }), random);
  const later = randomFrom(9);
  tables.filter((t) => t.verdict === 'COMPLIANT').forEach((t) => proven(t, 'provenOfMany', later));
  return report(tables, { organization: 'o-a1b2c3d4e5', accounts: 3, regions: 2 }, random);
}

function organization(random = randomFrom(3)) {
  const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2'];
  const accounts = Array.from({ length: 40 }, (_, i) => String(100000000000 + i * 7_777_777_777));
  const teams = ['payments', 'search', 'logistics', 'platform', 'data', 'identity'];
  const names = new Map(accounts.map((account, i) => [account, { name: `${teams[i % 6]}-${['prod', 'staging', 'dev'][i % 3]}-${i}`, owner: `${teams[i % 6]}@example.com` }]));
  const tables = fleet(900, (i) => ({ account: accounts[Math.floor(random() ** 2 * 40)], region: regions[Math.floor(random() ** 2 * 4)], name: nameOf(i, random) }), random);
  const document = report(tables, { organization: 'o-a1b2c3d4e5', accounts: 40, regions: 4 }, random, names);
  document.places[3].failure = 'AWS denied sts:AssumeRole on the role pitr-guard-member. Deploy member/template.json in this account.';
  document.report.complete = false;
  document.report.stale = true;
  document.report.newestObservationAt = '2026-11-28T03:12:00Z';
  return document;
}

function hostile(random = randomFrom(4)) {
  const states = Object.keys(STATES);
  return poison(report(HOSTILE.flatMap((_, i) => [0, 7].map((shift) => table(states[(i + shift) % states.length], { ...ACCOUNT, name: 'x' }, random))), ACCOUNT, random));
}

function empty() {
  return report([], ACCOUNT, randomFrom(5));
}

/** A table of every kind of proof, and one without drills. */
function drills(random = randomFrom(7)) {
  const tables = Object.keys(PROOFS).map((proof) => proven(table('compliant', { ...ACCOUNT, name: proof }, random), proof, random));
  return report([...tables, table('compliant', { ...ACCOUNT, name: 'without' }, random)], ACCOUNT, random);
}

/** A fleet without any finding. */
function fine(random = randomFrom(6)) {
  const states = ['compliant', 'week', 'growing'];
  return report(Array.from({ length: 23 }, (_, i) => table(states[i % 3], { ...ACCOUNT, name: nameOf(i, random) }, random)), ACCOUNT, random);
}

function fleet(size, place, random) {
  const total = Object.values(FLEET).reduce((a, b) => a + b);
  const pick = () => {
    let at = random() * total;
    return Object.keys(FLEET).find((state) => (at -= FLEET[state]) < 0);
  };
  return Array.from({ length: size }, (_, i) => table(pick(), place(i), random));
}

function nameOf(i, random) {
  const words = ['orders', 'carts', 'sessions', 'payments', 'invoices', 'customers', 'audit', 'flags', 'shipments', 'stock', 'prices', 'events'];
  const word = () => words[Math.floor(random() * words.length)];
  return `${word()}-${word()}-${String(i).padStart(4, '0')}`;
}

/** Returns a seeded generator of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('target/fixtures/', import.meta.url);
  const page = readFileSync(new URL('target/classes/io/pitrguard/report/page.html', import.meta.url), 'utf8');
  mkdirSync(folder, { recursive: true });
  for (const [name, make] of Object.entries(FIXTURES)) {
    const document = make();
    writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(document));
    writeFileSync(new URL(`${name}.html`, folder), insert(page, document));
  }
}
