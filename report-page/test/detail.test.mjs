import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './browser.mjs';

const open = (page, name) => page.click(`.name bdi:text-is("${name}")`);
const barOf = (page, name) => page.locator(`tr:has(.name bdi:text-is("${name}")) .bar`);
const pieces = (page, name) => barOf(page, name).locator('.piece').evaluateAll((all) => all.map((piece) => piece.classList[1]));

test('draws each state of a window as what it is', () =>
  withPage('small', async (page) => {
    const expected = {
      orders: ['window'],
      carts: ['window'],
      coupons: ['window'],
      reviews: ['window'],
      sessions: ['missing', 'lost'],
      payments: ['missing'],
      'ledger-entries': ['window', 'lost'],
      invoices: ['window', 'lost-acknowledged'],
      'search-cache': ['window', 'missing'],
      'tmp-import': ['window', 'growing'],
      'feature-flags': ['unknown'],
      shipments: ['unknown'],
      'loyalty-points': ['window', 'missing'],
    };
    for (const [name, kinds] of Object.entries(expected)) {
      assert.deepEqual(await pieces(page, name), kinds, name);
    }
    await page.click('.chip.exempt');
    assert.deepEqual(await pieces(page, 'audit-trail'), ['exempt']);
    assert.deepEqual(await pieces(page, 'customers'), []);
    assert.match(await barOf(page, 'customers').textContent(), /off, exempt until/);
  }));

test('says in words all that a bar shows', () =>
  withPage('small', async (page, document) => {
    const name = (table) => barOf(page, table).getAttribute('aria-label');
    const { earliest } = document.tables.find((t) => t.name === 'ledger-entries').recovery;
    const day = new Date(earliest).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    assert.match(await name('ledger-entries'), new RegExp(`^Restorable from ${day}.*and growing\\. The policy requires 35 days\\. Lost: 26 Oct 2026.* to ${day}`));
    assert.match(await name('feature-flags'), /^Unknown: it could not be read\. Last known to be restorable since 6 Nov 2026/);
    assert.match(await name('payments'), /^Nothing can be restored: recovery is off\./);
    assert.match(await name('invoices'), /Lost \(acknowledged\)/);
  }));

test('puts the window, the loss and the requirement where the axis has their days', () =>
  withPage('small', async (page) => {
    const edges = await barOf(page, 'search-cache').evaluate((bar) => {
      const box = (selector) => bar.querySelector(selector).getBoundingClientRect();
      return { required: box('.required').left, window: box('.window').left, now: box('.window').right, missing: box('.missing').left };
    });
    const axis = await page.$$eval('th.c-window .tick', (ticks) => Object.fromEntries(ticks.map((tick) => [tick.textContent, tick.querySelector('line').getBoundingClientRect().left])));
    const near = (a, b) => assert.ok(Math.abs(a - b) < 3, `${a} and ${b}`);
    near(edges.required, axis['35 d']);
    near(edges.missing, axis['35 d']);
    near(edges.window, axis['7 d']);
    near(edges.now, axis.now);
  }));

test('shows what is wrong, why, the remedy, the command and the timeline, and copies the command', () =>
  withPage('small', async (page, document) => {
    await open(page, 'sessions');
    const table = document.tables.find((t) => t.name === 'sessions');
    const text = await page.textContent('dialog');
    for (const part of [table.violations[0].message, table.violations[0].why, table.arn, table.timeline[0].text, table.timeline[1].actor]) {
      assert.ok(text.includes(part), part);
    }
    await page.click('dialog .copy');
    await page.waitForSelector('dialog .copy:text("Copied")');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), table.command);
  }, { permissions: ['clipboard-read', 'clipboard-write'] }));

test('selects the command where the browser forbids copying', () =>
  withPage('small', async (page, document) => {
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } }));
    await open(page, 'sessions');
    await page.click('dialog .copy');
    await page.waitForSelector('dialog .copy:text("Press Ctrl+C")');
    assert.equal(await page.evaluate(() => getSelection().toString()), document.tables.find((t) => t.name === 'sessions').command);
  }));

test('steps to the next table, closes by Escape and gives the keyboard back to its row', () =>
  withPage('small', async (page) => {
    await page.locator('.scroller tbody button[tabindex="0"]').focus();
    await page.keyboard.press('Enter');
    const heading = () => page.textContent('#detail-name');
    const first = await heading();
    await page.click('dialog .next');
    assert.notEqual(await heading(), first);
    const second = await heading();
    await page.keyboard.press('Escape');
    // The browser returns it to where it was; the page then moves it to the row.
    await page.waitForFunction((name) => document.activeElement.textContent === name, second);
    assert.equal(await page.evaluate(() => location.hash), '');
  }));

test('opens the table that the address names', () =>
  withPage('small', async (page, document) => {
    const { arn } = document.tables[4];
    await page.evaluate((hash) => (location.hash = hash), arn);
    await page.waitForSelector('dialog[open]');
    assert.equal(await page.textContent('#detail-name'), document.tables[4].name);
    await page.reload();
    assert.equal(await page.textContent('#detail-name'), document.tables[4].name);
  }));
