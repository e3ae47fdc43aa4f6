import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIXTURES } from '../fixtures.mjs';
import { openPage, withPage } from './browser.mjs';

test('says first how things stand and what somebody must do', () =>
  withPage('small', async (page, document) => {
    const text = await page.textContent('#headline');
    assert.ok(text.includes(document.headline.text) && text.includes(document.headline.todo));
    assert.match(await page.title(), /^pitr-guard: 6 non-compliant \(123456789012, eu-west-1, 30 Nov 2026\)$/);
    const { nonCompliant, undetermined, compliant, exempt, notApplicable } = document.summary;
    for (const [verdict, count] of [['Non-compliant', nonCompliant], ['Undetermined', undetermined], ['Compliant', compliant], ['Exempt', exempt], ['Not applicable', notApplicable]]) {
      assert.ok(await page.locator('.figure', { hasText: new RegExp(`^\\s*${count}\\s+${verdict}$`) }).isVisible(), verdict);
    }
  }));

for (const [from, deleted, costs] of [
  ['ledger', '2 tables deleted or being deleted, not counted', true],
  ['sweep', '2 tables deleted or being deleted, counted as not applicable', false],
]) {
  test(`says what a report of a ${from} counts and which costs it knows`, async () => {
    const document = FIXTURES.small();
    document.report.from = from;
    document.summary.gone = 2;
    document.cost.unknown = 3;
    const { page, close } = await openPage(document);
    assert.ok((await page.textContent('main')).includes(deleted));
    assert.equal((await page.textContent('#cost')).includes('./pitr-guard sweep --html FILE'), costs);
    await close();
  });
}

test('draws how far back the fleet can be restored, and counts its windows', () =>
  withPage('small', async (page) => {
    const caption = '4 of 14 windows are full; 2 are growing; 6 fall short; 2 are unknown.';
    assert.equal(await page.textContent('#profile figcaption'), caption);
    const tallest = await page.$$eval('#profile .piece', (all) => {
      const columns = new Map();
      all.forEach((piece) => {
        const box = piece.getBBox();
        columns.set(Math.round(box.x + box.width), (columns.get(Math.round(box.x + box.width)) ?? 0) + box.height);
      });
      return [...columns].toSorted(([a], [b]) => b - a)[0][1];
    });
    const chart = await page.$eval('#profile .axis path', (axis) => axis.getBBox().height);
    assert.ok(Math.abs(tallest - chart) < 1, 'at now, the columns are as high as all windows that should be restorable');
  }));

test('warns of old observations and of what could not be read', () =>
  withPage('organization', async (page, document) => {
    const warnings = await page.textContent('#warnings');
    assert.match(warnings, /2 d 2 h old/);
    assert.match(warnings, /1 account and region could not be read/);
    assert.ok((await page.textContent('#places')).includes(document.places[3].failure));
  }));

test('sums accounts and regions as the document has them', () =>
  withPage('organization', async (page, document) => {
    await page.click('#places .more');
    const cells = await page.$$eval('#places .data', (all) => all.map((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
    for (const table of cells) {
      const sum = (column) => table.reduce((total, row) => total + Number(row[column].replace(',', '')), 0);
      assert.deepEqual([2, 3, 4, 5].map(sum), [document.summary.tables, document.summary.nonCompliant, document.summary.undetermined, document.summary.historyLost]);
    }
    assert.match(cells[0][0][0], /not fully read/, 'what could not be read comes first');
  }));

test('lists exemptions by their end, those within 30 days first', () =>
  withPage('large', async (page, document) => {
    const soon = document.tables.filter((t) => t.exemption && Date.parse(t.exemption.until) <= Date.parse('2026-12-30')).length;
    assert.match(await page.textContent('#exemptions'), new RegExp(`${soon} exemptions end within 30 days`));
    const first = await page.textContent('#exemptions tbody tr:first-child td');
    assert.match(first, /in 1 day/);
  }));

test('shows drift, who ended it, the time that took and the policy of each time', () =>
  withPage('organization', async (page) => {
    const text = await page.textContent('#trends');
    for (const part of ['Compliant now', 'Median time to remediate', 'by pitr-guard', 'policy changed']) {
      assert.ok(text.includes(part), part);
    }
    assert.equal(await page.locator('#trends .chart .share').count() > 100, true);
    assert.match(await page.textContent('#policy'), /sha256:7d1a54127b222502.*sha256:55ab.*sha256:0f3e/s);
  }));

test('adds up the cost and counts the tables without an estimate', () =>
  withPage('small', async (page, document) => {
    const text = await page.textContent('#cost');
    const usd = (n) => n.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
    assert.ok(text.includes(usd(document.cost.now)) && text.includes(usd(document.cost.afterRemediation)));
    assert.match(text, /2 tablesnot in these sums/);
  }));

test('a report without any cost has no column for it, and says where costs are', async () => {
  const document = FIXTURES.small();
  document.report.from = 'ledger';
  document.cost = { now: null, afterRemediation: null, unknown: document.tables.length };
  document.tables.forEach((table) => (table.cost = { now: null, afterRemediation: null, note: 'The ledger does not keep costs.' }));
  const { page, problems, close } = await openPage(document);
  try {
    assert.match(await page.textContent('#cost'), /No estimate: no sweep read the size.*sweep --html/);
    assert.equal(await page.locator('.scroller .c-cost').first().isVisible(), false);
    assert.equal(await page.locator('#sort option[value=cost]').count(), 0);
  } finally {
    await close();
  }
  assert.deepEqual(problems, []);
});

test('counts which tables the share of compliant ones is of', () =>
  withPage('small', async (page, { summary: { compliant, nonCompliant, undetermined } }) => {
    const counting = compliant + nonCompliant + undetermined;
    assert.match(await page.textContent('#fleet'), new RegExp(`% of ${counting} tables compliant; exempt tables do not count`));
  }));

test('a sweep and the drift of one day stand on the same day', async () => {
  const document = FIXTURES.small();
  document.sweeps = [{ ...document.sweeps.at(-1), at: '2026-11-22T21:00:00Z' }];
  document.drift = [{ ...document.drift[0], at: '2026-11-22T03:00:00Z', endedAt: null, endedBy: null }];
  const { page, close } = await openPage(document);
  try {
    const lefts = await page.$$eval('#trends .chart', (charts) => charts.map((chart) => {
      const column = [...chart.querySelectorAll('.share')].find((share) => share.getBBox().height > 0);
      return column.getBBox().x - chart.getBBox().x;
    }));
    assert.equal(lefts.length, 2);
    assert.ok(Math.abs(lefts[0] - lefts[1]) < 1, lefts.join(', '));
  } finally {
    await close();
  }
});

test('on a phone no table of a section is wider than the screen, and each value has its title', () =>
  withPage('organization', async (page) => {
    const boxes = await page.$$eval('.wide', (all) => all.map((box) => [box.getAttribute('aria-label'), box.scrollWidth - box.clientWidth]));
    assert.ok(boxes.length > 3);
    assert.deepEqual(boxes.filter(([, wider]) => wider > 0), []);
    const title = await page.$eval('#controls td', (cell) => getComputedStyle(cell, '::before').content);
    assert.equal(title, '"Title"');
    assert.equal(await page.getByRole('rowheader').first().isVisible(), true, 'a card is still a row of a table');
  }, { viewport: { width: 390, height: 844 } }));

test('counts for each control the tables with one of its findings', () =>
  withPage('small', async (page, document) => {
    const kinds = new Set(document.controls[0].findings);
    const expected = document.tables.filter((t) => t.violations.some((v) => kinds.has(v.kind))).length;
    const cells = await page.$$eval('#controls tbody tr:first-child td', (all) => all.map((cell) => cell.textContent));
    assert.equal(cells[2], String(expected));
    assert.match(await page.textContent('#controls'), /2 tables are undetermined and not counted here/, 'what is unknown is not fine');
  }));

test('has something to say of a fleet without tables, and of one without findings', async () => {
  await withPage('empty', async (page) => {
    assert.match(await page.textContent('#headline'), /No table was found/);
    assert.ok(await page.isVisible('#no-match'));
  });
  await withPage('fine', async (page) => {
    assert.match(await page.textContent('#headline'), /All 23 tables can be restored.*To do: nothing\./s);
    assert.match(await page.title(), /^pitr-guard: compliant/);
  });
});

test('says why it cannot show a document of another format, or none', async () => {
  const newer = FIXTURES.small();
  newer.report.format = 2;
  for (const [document, message] of [[newer, /has format 2; this page shows format 1/], [null, /has format undefined/]]) {
    const { page, close } = await openPage(document);
    assert.match(await page.textContent('[role=alert]'), message);
    await close();
  }
});

test('shows all other sections when one cannot be shown', async () => {
  const document = FIXTURES.small();
  document.sweeps = null;
  const { page, close } = await openPage(document);
  assert.match(await page.textContent('#trends'), /This section cannot be shown/);
  assert.match(await page.textContent('#cost'), /After all remediations/);
  await close();
});

test('prints every table that needs attention, and the number of the others', () =>
  withPage('organization', async (page, document) => {
    const attention = document.tables.filter((t) => ['NON_COMPLIANT', 'UNDETERMINED'].includes(t.verdict)).length;
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('#print-tables tbody tr');
    assert.equal(await page.locator('#print-tables tbody tr').count(), attention);
    assert.ok((await page.textContent('#print-tables')).includes(`${attention} of 900 tables need attention. ${900 - attention} other tables do not`));
    assert.ok(!(await page.isVisible('.scroller')));
    await page.emulateMedia({ media: 'screen' });
    await page.waitForFunction(() => document.querySelector('#print-tables').childElementCount === 0);
  }));

for (const [minutes, short, missing] of [[5, '35 of 35 d', 0], [180, '34 of 35 d', 1]]) {
  test(`AWS was ${minutes} minutes behind when a table was read, an hour before the report`, async () => {
    const document = FIXTURES.fine();
    const read = Date.parse(document.report.at) - 3_600_000;
    const table = document.tables.find(({ verdict, recovery }) => verdict === 'COMPLIANT' && recovery.requiredDays === 35);
    table.observedAt = new Date(read).toISOString();
    Object.assign(table.recovery, {
      earliest: new Date(Date.parse(document.report.at) - 35 * 86_400_000).toISOString(),
      latest: new Date(read - minutes * 60_000).toISOString(),
    });
    document.tables = [table];
    const { page, close } = await openPage(document);
    try {
      const row = page.locator('.scroller tbody tr').first();
      assert.ok((await row.textContent()).includes(short), await row.textContent());
      assert.equal(await row.locator('.missing').count(), missing);
    } finally {
      await close();
    }
  });
}
