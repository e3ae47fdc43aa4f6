import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './browser.mjs';

const ROUNDS = 15;

/** Measures how long answers take with 10,000 tables, until the browser has painted them. It prints that and judges only the answers. */
test('answers about 10,000 tables', () =>
  withPage('large', async (page, document) => {
    const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domComplete);
    const measured = await page.evaluate(measure, ROUNDS);
    console.log(`load: ${Math.round(loaded)} ms`);
    for (const [name, times] of Object.entries(measured.times)) {
      const sorted = times.toSorted((a, b) => a - b);
      console.log(`${name}: median ${sorted[sorted.length >> 1].toFixed(1)} ms, longest ${sorted.at(-1).toFixed(1)} ms, of ${sorted.length}`);
    }
    const words = measured.lastSearch;
    const expected = document.tables.filter((t) => t.name.includes(words)).length;
    assert.equal(measured.found, `${expected.toLocaleString('en-US')} of 10,000 tables`);
  }));

async function measure(rounds) {
  const times = {};
  const painted = () => new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
  const timed = async (name, act) => {
    await painted();
    const start = performance.now();
    act();
    await painted();
    (times[name] ??= []).push(performance.now() - start);
  };
  const search = document.querySelector('#search');
  const type = (text) => { search.value = text; search.dispatchEvent(new Event('input')); };
  const choose = (id, index) => { const select = document.getElementById(id); select.selectedIndex = index; select.dispatchEvent(new Event('change')); };
  const words = ['orders', 'orders-c', 'stock', '', 'eu-west-1 flap', 'nothing', '99', ''];
  for (let i = 0; i < rounds; i++) {
    await timed('search', () => type(words[i % words.length]));
  }
  type('');
  for (let i = 0; i < rounds; i++) {
    const headers = document.querySelectorAll('.sort');
    await timed('sort', () => headers[i % headers.length].click());
  }
  for (let i = 0; i < rounds; i++) {
    await timed('filter', () => (i % 2 ? choose('filter-account', i % 4) : document.querySelectorAll('.chip')[i % 6].click()));
  }
  choose('filter-account', 0);
  document.querySelector('.result .quiet').click();
  const scroller = document.querySelector('.scroller');
  for (let i = 0; i < rounds; i++) {
    await timed('scroll', () => (scroller.scrollTop = (i * 7919 * 52) % 500_000));
  }
  type('prices-orders');
  await painted();
  return { times, lastSearch: 'prices-orders', found: document.querySelector('.shown').textContent };
}
