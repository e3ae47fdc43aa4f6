import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openFile } from './browser.mjs';

/** The page that Java wrote: `./pitr-guard demo` ends with its path. */
const REPORT = process.env.PITR_GUARD_REPORT;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('the report of the demo shows the numbers of its document, without an error', { skip: !REPORT && 'PITR_GUARD_REPORT is not set' }, async () => {
  assert.ok(existsSync(REPORT), REPORT);
  const { page, problems, close } = await openFile(pathToFileURL(REPORT).href);
  try {
    const document = JSON.parse(await page.textContent('#report'));
    const { summary, tables, headline } = document;
    assert.equal(tables.length, summary.tables);
    assert.ok((await page.textContent('#headline')).includes(headline.text));
    for (const [verdict, count] of [['Non-compliant', summary.nonCompliant], ['Undetermined', summary.undetermined], ['Compliant', summary.compliant], ['Exempt', summary.exempt], ['Not applicable', summary.notApplicable]]) {
      assert.ok(await page.locator('.figure', { hasText: new RegExp(`^\\s*${count}\\s+${verdict}$`) }).isVisible(), verdict);
    }
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run(document));
    assert.deepEqual(violations.map((violation) => `${violation.id}: ${violation.help}`), []);
    await page.click('.name >> nth=0');
    assert.ok(await page.locator('dialog').isVisible());
  } finally {
    await close();
  }
  assert.deepEqual(problems, []);
});
