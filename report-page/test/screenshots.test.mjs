import assert from 'node:assert/strict';
import { mkdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPage } from './browser.mjs';

const folder = fileURLToPath(new URL('../target/screenshots/', import.meta.url));
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** Pictures for people to look at. */
test('takes screenshots: light, dark, phone and print', async () => {
  mkdirSync(folder, { recursive: true });
  const shot = (file, name, options = {}, act = async () => {}) =>
    withPage(name, async (page) => {
      await act(page);
      // Charts are drawn when the browser has laid them out.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await page.screenshot({ path: folder + file, fullPage: options.fullPage ?? false });
      assert.ok(statSync(folder + file).size > 5000);
    }, options);
  const detail = (page) => page.click('.name >> nth=3');
  await shot('light.png', 'small', { fullPage: true });
  await shot('dark.png', 'small', { fullPage: true, colorScheme: 'dark' });
  await shot('organization-light.png', 'organization', { fullPage: true });
  await shot('large-dark.png', 'large', { colorScheme: 'dark' });
  await shot('detail-light.png', 'small', {}, detail);
  await shot('detail-dark.png', 'small', { colorScheme: 'dark' }, detail);
  await shot('phone-light.png', 'small', { ...PHONE, fullPage: true });
  await shot('phone-dark.png', 'small', { ...PHONE, colorScheme: 'dark', fullPage: true });
  await shot('phone-detail.png', 'small', PHONE, detail);
  await shot('hostile.png', 'hostile');
  await shot('empty.png', 'empty');
  await withPage('organization', async (page) => {
    await page.pdf({ path: folder + 'print.pdf', format: 'A4', printBackground: true });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 760, height: 1075 });
    await page.waitForSelector('#print-tables tbody tr');
    await page.screenshot({ path: folder + 'print.png' });
  });
});
