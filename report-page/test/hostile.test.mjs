import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../fixtures/hostile.mjs';
import { withPage } from './browser.mjs';

const harmless = async (page) => {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('script').count(), 2, 'the document and the script of the page');
  assert.equal(await page.locator('img, iframe, object, embed, form, base').count(), 0);
  assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0);
};

const WIDTHS = [1400, 900, 390, 320];

for (const width of WIDTHS) {
  test(`runs nothing and keeps its layout with hostile texts, ${width} pixels wide`, () =>
    withPage('hostile', async (page) => {
      await harmless(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways');
      const outside = await page.$$eval('.scroller tbody tr', (all) => all.filter((row) => row.getBoundingClientRect().height > 140).length);
      assert.equal(outside, 0, 'every row has the height of a row');
    }, { viewport: { width, height: 900 } }));
}

test('opens every hostile table, searches and prints, and runs nothing', () =>
  withPage('hostile', async (page, document) => {
    await page.click('.name >> nth=0');
    for (let i = 0; i < document.tables.length; i++) {
      if (i > 0) {
        await page.click('dialog .next');
      }
      assert.ok(await page.evaluate(() => document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth), 'the detail does not scroll sideways');
    }
    await page.keyboard.press('Escape');
    for (const text of HOSTILE) {
      await page.fill('#search', text);
    }
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('#print-tables tbody tr');
    await harmless(page);
  }));

test('shows characters that hide or turn a text as what they are', () =>
  withPage('hostile', async (page) => {
    const text = await page.evaluate(() => document.querySelector('main').textContent + document.title);
    assert.ok(text.includes('\\u202egnp.exe'));
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069]/);
    assert.ok(text.includes('注文テーブル_本番環境') && text.includes('طاولة الطلبات'), 'other scripts stay as they are');
  }));

test('copies a command as it is shown, so that nothing hidden reaches a terminal', () =>
  withPage('hostile', async (page) => {
    await page.fill('#search', 'break');
    await page.locator('.name', { hasText: 'line\\u000abreak' }).first().click();
    await page.click('dialog .copy');
    await page.waitForSelector('dialog .copy:text("Copied")');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.startsWith('aws dynamodb') && copied.includes('line\\u000abreak'));
    assert.doesNotMatch(copied, /[\u0000-\u001f]/);
  }, { permissions: ['clipboard-read', 'clipboard-write'] }));

test('the browser itself refuses markup from a script of the page', () =>
  withPage('small', async (page) => {
    const refused = await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<b>x</b>';
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
    assert.ok(refused);
  }).catch((error) => assert.match(error.message, /TrustedHTML/, 'the browser also reports it')));
