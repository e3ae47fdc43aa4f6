import { el, type Child } from './dom.js';
import { number } from './format.js';

/** Plain tables for short lists. */

/** Creates a table with a caption; a column whose title ends in `#` holds numbers. On a phone, CSS makes a card of each row. */
export function dataTable(caption: string, columns: string[], rows: Child[][]): HTMLElement {
  const numeric = columns.map((column) => (column.endsWith('#') ? 'number' : null));
  const titles = columns.map((column) => column.replace(/#$/, ''));
  const box = el(
    'div',
    { class: 'wide', role: 'group', 'aria-label': caption },
    el(
      'table',
      { class: 'data', role: 'table' },
      el('caption', {}, caption),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...titles.map((title, i) => el('th', { scope: 'col', role: 'columnheader', class: numeric[i] }, title)))),
      el('tbody', { role: 'rowgroup' }, ...rows.map((cells) =>
        el('tr', { role: 'row' }, ...cells.map((cell, i) => (i === 0
          ? el('th', { scope: 'row', role: 'rowheader' }, cell)
          : el('td', { role: 'cell', class: numeric[i], 'data-title': titles[i] }, cell)))))),
    ),
  );
  // Only what scrolls is a stop of the keyboard.
  new ResizeObserver(() => (box.scrollWidth > box.clientWidth ? (box.tabIndex = 0) : box.removeAttribute('tabindex'))).observe(box);
  return box;
}

/** Shows the first of many entries, and the others when asked for. */
export function folded<T>(all: T[], first: number, show: (some: T[]) => HTMLElement): HTMLElement {
  const content = el('div', {}, show(all.slice(0, first)));
  if (all.length <= first) {
    return content;
  }
  const more = el('button', { type: 'button', class: 'more' }, `Show all ${all.length}`);
  more.addEventListener('click', () => {
    const open = more.getAttribute('aria-expanded') !== 'true';
    content.replaceChildren(show(open ? all : all.slice(0, first)));
    more.setAttribute('aria-expanded', String(open));
    more.textContent = open ? `Show the first ${first}` : `Show all ${all.length}`;
  });
  more.setAttribute('aria-expanded', 'false');
  const printed = el('p', { class: 'sub only-print' }, `${number(all.length - first)} more are only in the HTML file.`);
  more.addEventListener('click', () => (printed.hidden = !printed.hidden));
  return el('div', { class: 'folded' }, content, more, printed);
}
