import { verdictBadge } from './badges.js';
import { windowBar, type TimeAxis } from './bars.js';
import { el } from './dom.js';
import { money } from './format.js';
import type { SortKey } from './query.js';
import type { Row } from './rows.js';
import { outside, printable } from './text.js';

/** One row of the list: the same cells on a phone, where CSS makes a card of them. */

export const COLUMNS: readonly { key: SortKey; title: string; className: string }[] = [
  { key: 'urgency', title: 'Verdict', className: 'c-verdict' },
  { key: 'table', title: 'Table', className: 'c-table' },
  { key: 'place', title: 'Account, region', className: 'c-place' },
  { key: 'days', title: 'Restorable window', className: 'c-window' },
  { key: 'finding', title: 'Finding', className: 'c-finding' },
  { key: 'cost', title: 'Cost a month', className: 'c-cost' },
];

export function rowElement(row: Row, axis: TimeAxis, barWidth: number): HTMLTableRowElement {
  const cells = [
    [verdictBadge(row.table.verdict)],
    [el('button', { type: 'button', class: 'name', title: printable(row.table.name) }, outside(row.table.name))],
    [account(row), el('span', { class: 'sub' }, outside(row.table.region))],
    [windowBar(row.window, axis, barWidth), el('span', { class: `days${isShort(row) ? ' is-short' : ''}`, 'aria-hidden': 'true' }, row.window.short)],
    [outside(row.brief)],
    [row.table.cost.now === null ? el('span', { class: 'sub' }, 'unknown') : el('span', { class: 'usd' }, money(row.table.cost.now))],
  ];
  return el(
    'tr',
    { role: 'row', class: row.attention ? 'attention' : null },
    ...cells.map((content, i) => el('td', { role: 'cell', class: COLUMNS[i]!.className, 'aria-colindex': i + 1 }, ...content)),
  );
}

export const account = (row: Row): HTMLElement =>
  row.accountName ? el('span', { title: row.table.account }, outside(row.accountName)) : outside(row.table.account);

/** Whether less can be restored than is required, as far as is known. */
const isShort = ({ window, table }: Row): boolean =>
  table.verdict === 'UNDETERMINED' || (window.requiredDays !== null && (window.restorable ?? 0) < window.requiredDays - 0.1);
