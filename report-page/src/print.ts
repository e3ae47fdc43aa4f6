import { verdictBadge } from './badges.js';
import { windowBar, type TimeAxis } from './bars.js';
import { byId, el } from './dom.js';
import { counted, number } from './format.js';
import type { Fleet, Row } from './rows.js';
import { dataTable } from './tables.js';
import { outside, word } from './text.js';

/** On paper the list cannot scroll: it is replaced by all tables that need attention, with the number of the others. */

const WIDTH = 250;

export function preparePrint(fleet: Fleet, axis: TimeAxis): void {
  const target = byId('print-tables');
  const fill = (): void => target.replaceChildren(...content(fleet, axis));
  const empty = (): void => target.replaceChildren();
  addEventListener('beforeprint', fill);
  addEventListener('afterprint', empty);
  matchMedia('print').addEventListener('change', (event) => (event.matches ? fill() : empty()));
}

function content(fleet: Fleet, axis: TimeAxis): HTMLElement[] {
  const attention = fleet.rows.filter((row) => row.attention);
  const others = fleet.rows.length - attention.length;
  const rest = others === 0 ? 'There are no other tables.' : `${counted(others, 'other table does', 'other tables do')} not, and ${others === 1 ? 'is' : 'are'} only in the HTML file.`;
  if (attention.length === 0) {
    return [el('p', {}, `No table needs attention. ${rest}`)];
  }
  const table = dataTable('Tables that need attention, most urgent first', ['Table', 'Verdict', 'Restorable window', 'Finding'], attention.map((row) => printRow(row, axis)));
  table.querySelectorAll('th')[2]?.append(axis.forPaper());
  return [el('p', {}, el('strong', {}, `${number(attention.length)} of ${counted(fleet.rows.length, 'table')} need attention. `), rest), table];
}

function printRow(row: Row, axis: TimeAxis): Node[] {
  const { table } = row;
  return [
    el('span', {}, outside(table.name), el('span', { class: 'sub block' }, outside(table.account), ', ', word(table.region))),
    verdictBadge(table.verdict),
    el('span', { class: 'print-window' }, windowBar(row.window, axis, WIDTH), el('span', { class: 'sub block' }, row.window.short)),
    el('span', {}, outside(row.brief), row.owners.length > 0 && el('span', { class: 'sub block' }, outside(row.owners.join(', ')))),
  ];
}
