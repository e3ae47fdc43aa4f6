import assert from 'node:assert/strict';
import { test } from 'node:test';
import { names, rows, withPage } from './browser.mjs';

test('shows the most urgent table first, and how many there are', () =>
  withPage('small', async (page, document) => {
    const [first] = await names(page);
    assert.equal(first, document.tables.find((t) => t.flapping).name);
    assert.equal(await page.textContent('.shown'), `${document.tables.length} tables`);
    assert.equal(await page.getAttribute('.scroller table', 'aria-rowcount'), String(document.tables.length + 1));
  }));

test('keeps only the rows in view in the page, and numbers them', () =>
  withPage('large', async (page) => {
    assert.ok((await rows(page).count()) < 60);
    assert.equal(await page.getAttribute('.scroller table', 'aria-rowcount'), '10001');
    await page.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight));
    await page.waitForSelector('tr[aria-rowindex="10001"]');
    const indexes = await page.$$eval('.scroller tbody tr', (all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))));
    assert.deepEqual(indexes, indexes.toSorted((a, b) => a - b), 'rows are read in the order in which they are shown');
  }));

test('searches by name, account, owner and finding, all words at once', () =>
  withPage('organization', async (page, document) => {
    const { name } = document.tables[17];
    await page.fill('#search', name.toUpperCase());
    assert.deepEqual(await names(page), [name]);
    await page.fill('#search', 'payments@example.com flapping');
    const expected = document.tables.filter((t) => t.flapping && document.places.find((p) => p.account === t.account && p.region === t.region).owner === 'payments@example.com');
    assert.equal(await page.textContent('.shown'), expected.length === 900 ? '900 tables' : `${expected.length} of 900 tables`);
    await page.fill('#search', 'nothing has this');
    assert.ok(await page.isVisible('#no-match'));
    await page.click('text=Clear filters');
    assert.equal(await page.textContent('.shown'), '900 tables');
  }));

test('filters by verdict, account, region, finding and owner, together', () =>
  withPage('organization', async (page, document) => {
    const { account, region } = document.tables.find((t) => t.verdict === 'NON_COMPLIANT');
    await page.selectOption('#filter-account', account);
    await page.selectOption('#filter-region', region);
    await page.click('.chip.non-compliant');
    const expected = document.tables.filter((t) => t.account === account && t.region === region && t.verdict === 'NON_COMPLIANT');
    assert.deepEqual((await names(page)).toSorted(), expected.map((t) => t.name).toSorted());
    assert.equal(await page.getAttribute('.chip.non-compliant', 'aria-pressed'), 'true');
    await page.click('text=Clear filters');
    await page.selectOption('#filter-finding', 'HistoryLost');
    assert.match(await page.textContent('.shown'), new RegExp(`^${document.summary.historyLost} of`));
    await page.click('text=Clear filters');
    await page.selectOption('#filter-owner', 'search@example.com');
    const owned = document.places.filter((p) => p.owner === 'search@example.com').reduce((sum, p) => sum + p.tables, 0);
    assert.match(await page.textContent('.shown'), new RegExp(`^${owned} of`));
  }));

test('shows what needs attention: also a compliant table with a notice that asks for something', () =>
  withPage('small', async (page, document) => {
    await page.click('text=Needs attention');
    const expected = document.tables.filter((t) => ['NON_COMPLIANT', 'UNDETERMINED'].includes(t.verdict) || t.name === 'coupons').map((t) => t.name);
    assert.deepEqual((await names(page)).toSorted(), expected.toSorted());
  }));

test('sorts by each column, both ways, and says so', () =>
  withPage('small', async (page, document) => {
    const sorted = document.tables.map((t) => t.name).toSorted();
    const header = page.locator('th.c-table');
    await header.locator('button').click();
    assert.equal((await names(page))[0], sorted[0]);
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    await header.locator('button').click();
    assert.equal((await names(page))[0], sorted.at(-1));
    assert.equal(await header.getAttribute('aria-sort'), 'descending');
    await page.click('th.c-cost button');
    const unknown = document.tables.filter((t) => t.cost.now === null).map((t) => t.name);
    assert.ok(unknown.includes((await names(page))[0]), 'what is unknown comes first: it may be the worst');
    for (const column of ['verdict', 'window', 'finding']) {
      await page.click(`th.c-${column} button`);
      assert.equal(await page.getAttribute(`th.c-${column}`, 'aria-sort'), 'ascending');
    }
  }));

test('can be walked by the keyboard, over the rows that are not in the page too', () =>
  withPage('large', async (page) => {
    await page.locator('.scroller tbody button[tabindex="0"]').focus();
    const focused = () => page.evaluate(() => document.activeElement.closest('tr')?.getAttribute('aria-rowindex'));
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), '3');
    await page.keyboard.press('End');
    assert.equal(await focused(), '10001');
    assert.ok(await page.evaluate(() => {
      const row = document.activeElement.closest('tr').getBoundingClientRect();
      const list = document.querySelector('.scroller').getBoundingClientRect();
      return row.bottom <= list.bottom + 1 && row.top >= list.top;
    }), 'the row that has the keyboard is in view');
    await page.keyboard.press('Home');
    assert.equal(await focused(), '2');
    await page.keyboard.press('PageDown');
    assert.ok(Number(await focused()) > 4);
    assert.equal(await page.locator('.scroller tbody button[tabindex="0"]').count(), 1, 'the list is one stop of the tabulator');
  }));

test('leads from a figure of the fleet and from an account to its tables', () =>
  withPage('organization', async (page, document) => {
    await page.click('.figure >> text=Undetermined');
    assert.match(await page.textContent('.shown'), new RegExp(`^${document.summary.undetermined} of`));
    await page.click('#places .data tbody tr:nth-child(2) button');
    assert.notEqual(await page.inputValue('#filter-account'), '');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tables-heading');
  }));
