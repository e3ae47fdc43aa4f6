import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { FIXTURES } from '../fixtures.mjs';
import { insert } from '../insert.mjs';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const target = (path) => fileURLToPath(new URL(`../target/${path}`, import.meta.url));

export const PAGE = readFileSync(target('classes/io/pitrguard/report/page.html'), 'utf8');

let launched;

/** Closes the browser of this test file, however its tests ended. */
after(async () => (await launched)?.close());

function browser() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('There is no Chromium. Install it (apt-get install chromium), or name it in CHROMIUM.');
  }
  // The pages are our own files; a sandbox of their own needs rights that a container does not give.
  return (launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'] }));
}

/** Opens the page with a document, in a context of its own; `problems` collects what the page must never do. */
export const openPage = (document, options = {}) => openFile(write(document), options);

/** Does the same with a page that is there. */
export async function openFile(address, options = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('dialog', (dialog) => { problems.push(dialog.message()); void dialog.dismiss(); });
  page.on('request', (request) => /^(file|data):/.test(request.url()) || problems.push(request.url()));
  await page.goto(address);
  return { page, problems, close: () => context.close() };
}

/** Opens the page of a fixture, uses it, and fails if the page did what it must never do. */
export async function withPage(name, use, options = {}) {
  const document = FIXTURES[name]();
  const { page, problems, close } = await openPage(document, options);
  try {
    await use(page, document);
  } finally {
    await close();
  }
  if (problems.length > 0) {
    throw new Error(`the page had problems: ${problems.join('; ')}`);
  }
}

export const rows = (page) => page.locator('.scroller tbody tr');

/** Returns the names in the list in the order that they have on the screen. */
export const names = (page) =>
  page.$$eval('.scroller tbody tr', (all) => all.map((row) => row.querySelector('.name').textContent));

let written = 0;

function write(document) {
  mkdirSync(target('test-pages'), { recursive: true });
  const path = target(`test-pages/${process.pid}-${written++ % 4}.html`);
  writeFileSync(path, insert(PAGE, document));
  return pathToFileURL(path).href;
}
