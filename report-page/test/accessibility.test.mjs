import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { withPage } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };

async function violations(page, rules = {}) {
  await page.evaluate(AXE);
  const result = await page.evaluate((rules) => axe.run(document, { rules, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), rules);
  assert.ok(result.passes.length > 20, 'axe looked at the page');
  return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

for (const name of ['small', 'organization', 'large', 'hostile', 'empty']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds no violation: ${name}, ${colorScheme}`, () =>
      withPage(name, async (page) => assert.deepEqual(await violations(page), []), { colorScheme }));
  }
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds no violation on a phone and in a detail, ${colorScheme}`, () =>
    withPage('small', async (page) => {
      assert.deepEqual(await violations(page), []);
      await page.click('.name >> nth=0');
      assert.deepEqual(await violations(page), []);
    }, { colorScheme, viewport: PHONE }));
}

test('axe finds no violation in a detail, with everything unfolded, filtered to nothing, and on paper', () =>
  withPage('organization', async (page) => {
    await page.click('.name >> nth=0');
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await page.click('summary');
    for (const more of await page.locator('.more').all()) {
      await more.click();
    }
    await page.click('.chip.undetermined');
    assert.deepEqual(await violations(page), []);
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('#print-tables tbody tr');
    // Nobody touches paper.
    assert.deepEqual(await violations(page, { 'target-size': { enabled: false } }), []);
    await page.emulateMedia({ media: 'screen' });
    await page.fill('#search', 'nothing has this');
    assert.deepEqual(await violations(page), []);
  }));

test('every control can be reached by the keyboard, and shows that it has it', () =>
  withPage('small', async (page) => {
    const wanted = await page.$$eval('button, a, input, select, summary', (all) =>
      all.filter((control) => control.checkVisibility() && control.tabIndex >= 0).length);
    const seen = new Set();
    for (let i = 0; i < wanted + 40; i++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const control = document.activeElement;
        control.dataset.stop ??= String(Math.random());
        const { outlineStyle, outlineWidth } = getComputedStyle(control);
        return control === document.body ? null : { stop: control.dataset.stop, is: control.matches('button, a, input, select, summary'), visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, html: control.outerHTML.slice(0, 120) };
      });
      if (focused) {
        assert.ok(focused.visible, focused.html);
        if (focused.is) {
          seen.add(focused.stop);
        }
      }
    }
    assert.equal(seen.size, wanted);
  }));

test('the first stop of the keyboard skips to the tables', () =>
  withPage('small', async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the tables');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  }));

test('no verdict and no part of a bar is shown by its colour alone', () =>
  withPage('small', async (page) => {
    const verdicts = await page.$$eval('.scroller tbody tr', (all) => all.map((row) => row.querySelector('.verdict').textContent));
    assert.ok(verdicts.every((text) => /^(Compliant|Non-compliant|Exempt|Undetermined|Not applicable)$/.test(text)));
    const looks = await page.$$eval('.scroller .piece', (all) => new Set(all.map((piece) => {
      const { fill, strokeDasharray } = getComputedStyle(piece);
      const hollow = fill === getComputedStyle(document.body).backgroundColor;
      return (fill.startsWith('url') ? fill : hollow ? 'hollow' : 'solid') + strokeDasharray;
    })).size);
    const kinds = await page.$$eval('.scroller .piece', (all) => new Set(all.map((piece) => piece.classList[1])).size);
    assert.equal(looks, kinds, 'each kind of piece has a pattern or a line of its own');
  }));
