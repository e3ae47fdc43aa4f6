import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIXTURES } from '../fixtures.mjs';
import { names, openPage, withPage } from './browser.mjs';

const restores = (page) => page.$$eval('#restores tbody tr', (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
const open = (page, name) => page.click(`.name bdi:text-is("${name}")`);

test('lists every table with a proof, the worst first, with its time against the target', () =>
  withPage('drills', async (page, document) => {
    const rows = await restores(page);
    assert.deepEqual(rows.slice(0, 4).map(([name]) => name), ['failed', 'overdue', 'unknown', 'never']);
    assert.equal(rows.length, document.tables.filter((t) => t.restoreProof).length);
    assert.deepEqual(rows.find(([name]) => name === 'overdue').slice(1, 4), ['Drill overdue', '20 Sept 2026', '41 mintarget 2 h']);
    assert.deepEqual(rows.find(([name]) => name === 'never').slice(1, 4), ['Restore not proven', 'never', '–target 2 h']);
    assert.equal(rows.find(([name]) => name === 'unknown')[2], 'unknown', 'what could not be read is not "never"');
    assert.match(rows.find(([name]) => name === 'unknown')[5], /AWS denied/);
    assert.match(await page.textContent('#restores p'), /Last drill failed: 1 · Drill overdue: 1 · Unknown: 1 · Restore not proven: 1 · Restore proven: 4/);
    assert.match(await page.textContent('#fleet'), /4 of 8 restores proven by drills/);
  }));

test('draws each drill with a shape of its own, below the target or above it', () =>
  withPage('drills', async (page, document) => {
    const drawn = await page.$$eval('#restores tr', (all) => Object.fromEntries(all.slice(1).map((row) => [row.cells[0].textContent, [...row.querySelectorAll('.drill')].map((drill) => `${drill.tagName} ${drill.classList[1]}`)])));
    const expected = { PASSED: 'circle passed', FAILED: 'path failed', NOT_PROVEN: 'circle not-proven' };
    for (const { name, restoreProof } of document.tables.filter((t) => t.restoreProof)) {
      assert.deepEqual(drawn[name], restoreProof.drills.map((drill) => expected[drill.verdict]), name);
    }
    const below = await page.$$eval('#restores .times', (all) => all.every((image) => {
      const target = image.querySelector('.target');
      return !target || [...image.querySelectorAll('.passed')].every((drill) => Number(drill.getAttribute('cy')) > Number(target.getAttribute('y1')));
    }));
    assert.ok(below, 'all of these restores were faster than their target');
    const looks = await page.$$eval('#restores .drill', (all) => {
      const back = getComputedStyle(document.body).backgroundColor;
      return Object.values(Object.fromEntries(all.map((drill) => [drill.classList[1], drill.tagName + (getComputedStyle(drill).fill === back ? ' hollow' : '')])));
    });
    assert.equal(new Set(looks).size, 3, 'not by colour alone');
  }));

test('says in the detail when the restore was proven, why not, and where the evidence is', () =>
  withPage('drills', async (page) => {
    const text = async (name) => {
      await open(page, name);
      const content = await page.textContent('dialog');
      await page.keyboard.press('Escape');
      return content;
    };
    assert.match(await text('proven'), /Restore proven on 21 Nov 2026, in \d+ min.*; the target is 2 h\. The policy requires a drill every 30 days: the next one is due by 21 Dec 2026\..*evidence: record 17 of the chain, SHA-256 5d5d/s);
    assert.match(await text('provenBefore'), /The last drill proved nothing: The scan of segment 3/);
    assert.match(await text('provenWithoutPolicy'), /Restore proven on .*Drill drill-20261121-060000-provenWithoutPolicy-7f3a/s);
    assert.match(await text('failed'), /Last drill failed\. Restore proven on.*Reason: 412 of 1,000 sampled items/s);
    assert.match(await text('overdue'), /Drill overdue\. Restore proven on .*the next one was due by/);
    assert.match(await text('never'), /Restore not proven\. The restore was never proven\. .*due by/);
    assert.match(await text('unknown'), /Unknown\. What drills came to could not be read\..*AWS denied/s);
    assert.doesNotMatch(await text('without'), /Restore proven by drills/);
  }));

test('filters by what drills came to, and finds its words', () =>
  withPage('drills', async (page) => {
    await page.selectOption('#filter-proof', 'OVERDUE');
    assert.deepEqual(await names(page), ['overdue']);
    await page.click('text=Clear filters');
    await page.selectOption('#filter-finding', 'DrillFailed');
    assert.deepEqual(await names(page), ['failed']);
    await page.click('text=Clear filters');
    await page.fill('#search', 'restore not proven');
    assert.deepEqual(await names(page), ['never']);
  }));

test('opens a table from the section', () =>
  withPage('drills', async (page) => {
    await page.click('#restores .link bdi:text-is("failed")');
    assert.equal(await page.textContent('#detail-name'), 'failed');
  }));

test('a report without drills says what a drill is, and has no filter for it', async () => {
  await withPage('fine', async (page) => {
    assert.match(await page.textContent('#restores'), /No rule that is known here asks for drills.*\.\/pitr-guard drill TABLE/);
    assert.equal(await page.locator('#filter-proof').isVisible(), false);
  });
  const older = FIXTURES.drills();
  older.tables.forEach((t) => delete t.restoreProof);
  const { page, problems, close } = await openPage(older);
  assert.match(await page.textContent('#restores'), /No rule that is known here/, 'a document of an older version has no such field');
  assert.deepEqual(problems, []);
  await close();
});
