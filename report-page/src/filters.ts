import { className, verdictIcon } from './badges.js';
import type { Verdict } from './document.js';
import { el } from './dom.js';
import { counted, number } from './format.js';
import { VERDICTS, findingLabel, proofLabel, verdictLabel } from './labels.js';
import { EVERYTHING, type Answer, type Query, type SortKey } from './query.js';
import { compareTexts, type Row } from './rows.js';
import { printable } from './text.js';

type Choice = 'account' | 'region' | 'finding' | 'owner' | 'proof';

const SORTS: [SortKey, string][] = [
  ['urgency', 'Most urgent'], ['table', 'Table'], ['place', 'Account, region'], ['days', 'Restorable window'],
  ['finding', 'Finding'], ['owner', 'Owner'], ['cost', 'Cost'],
];

/** The controls above the list: they hold the query, and tell when it changes. */
export class Filters {
  readonly element: HTMLElement;
  query: Query = EVERYTHING;
  /** How many tables the query found. */
  found = 0;
  private readonly search = el('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: 'Name, account, owner, finding …' });
  private readonly choices = new Map<Choice, HTMLSelectElement>();
  private readonly chips = new Map<Verdict, HTMLButtonElement>();
  private readonly attention = el('button', { type: 'button', class: 'chip', 'aria-pressed': 'false' }, 'Needs attention');
  private readonly order = el('select', { id: 'sort' });
  private readonly clear = el('button', { type: 'button', class: 'quiet', hidden: true }, 'Clear filters');
  private readonly status = el('p', { class: 'shown', role: 'status' });

  constructor(rows: readonly Row[], private readonly changed: (query: Query) => void) {
    const costs = rows.some(({ table }) => table.cost.now !== null);
    this.order.append(...SORTS.filter(([key]) => costs || key !== 'cost').map(([key, text]) => el('option', { value: key }, text)));
    this.search.addEventListener('input', () => this.set({ search: this.search.value }));
    this.attention.addEventListener('click', () => this.set({ attention: !this.query.attention }));
    this.order.addEventListener('change', () => this.set({ sort: this.order.value as SortKey, descending: false }));
    this.clear.addEventListener('click', () => {
      this.set({ ...EVERYTHING, sort: this.query.sort, descending: this.query.descending });
      this.search.focus();
    });
    this.element = el(
      'div',
      { class: 'filters', role: 'search', 'aria-label': 'Filter the tables' },
      field('Search', this.search, 'grow'),
      ...this.selects(rows),
      el('div', { class: 'field only-phone' }, el('label', { for: 'sort' }, 'Sort by'), this.order),
      el('div', { class: 'chips', role: 'group', 'aria-label': 'Verdict' }, this.attention, ...VERDICTS.map((verdict) => this.chip(verdict))),
      el('div', { class: 'result' }, this.status, this.clear, el('span', { class: 'sub hint' }, 'Select a table for its timeline, remedy and command.')),
    );
  }

  /** Changes some of the query, and shows that in the controls. */
  set(change: Partial<Query>): void {
    this.query = { ...this.query, ...change };
    this.search.value = this.query.search;
    this.order.value = this.query.sort;
    this.attention.setAttribute('aria-pressed', String(this.query.attention));
    this.choices.forEach((select, choice) => (select.value = this.query[choice]));
    this.chips.forEach((chip, verdict) => chip.setAttribute('aria-pressed', String(this.query.verdicts.has(verdict))));
    this.changed(this.query);
  }

  sortBy(key: SortKey): void {
    this.set({ sort: key, descending: key === this.query.sort && !this.query.descending });
  }

  /** Shows how many tables the query found. */
  show(answer: Answer, all: number): void {
    this.chips.forEach((chip, verdict) => (chip.querySelector('.count')!.textContent = number(answer.verdicts.get(verdict) ?? 0)));
    this.found = answer.rows.length;
    const filtered = this.found < all;
    this.status.textContent = filtered ? `${number(this.found)} of ${counted(all, 'table')}` : counted(all, 'table');
    this.clear.hidden = !filtered;
  }

  private selects(rows: readonly Row[]): HTMLElement[] {
    const names = new Map(rows.map((row) => [row.table.account, row.accountName]));
    const account = (id: string): string => (names.get(id) ? `${names.get(id)} (${id})` : id);
    return [
      this.select('account', 'Account', rows.map((row) => [row.table.account]), account),
      this.select('region', 'Region', rows.map((row) => [row.table.region])),
      this.select('finding', 'Finding', rows.map((row) => row.findings), findingLabel),
      this.select('owner', 'Owner', rows.map((row) => row.owners)),
      // Also with one choice: the tables without drills are the others.
      this.select('proof', 'Restore by drill', rows.map(({ table }) => (table.restoreProof ? [table.restoreProof.status] : [])), proofLabel, 1),
    ];
  }

  private select(choice: Choice, title: string, values: string[][], label = (value: string) => value, least = 2): HTMLElement {
    const counts = new Map<string, number>();
    values.flat().forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
    const options = [...counts].sort(([a], [b]) => compareTexts(label(a), label(b)));
    const select = el(
      'select',
      { id: `filter-${choice}` },
      el('option', { value: '' }, 'All'),
      ...options.map(([value, count]) => el('option', { value }, `${printable(label(value))} · ${number(count)}`)),
    );
    select.addEventListener('change', () => this.set({ [choice]: select.value }));
    this.choices.set(choice, select);
    const labelled = field(title, select);
    labelled.hidden = options.length < least;
    return labelled;
  }

  private chip(verdict: Verdict): HTMLButtonElement {
    const chip = el(
      'button',
      { type: 'button', class: `chip ${className(verdict)}`, 'aria-pressed': 'false', onclick: () => this.toggle(verdict) },
      verdictIcon(verdict), verdictLabel(verdict), ' ', el('span', { class: 'count' }),
    );
    this.chips.set(verdict, chip);
    return chip;
  }

  private toggle(verdict: Verdict): void {
    const verdicts = new Set(this.query.verdicts);
    if (!verdicts.delete(verdict)) {
      verdicts.add(verdict);
    }
    this.set({ verdicts });
  }
}

const field = (title: string, control: HTMLElement, className = ''): HTMLElement =>
  el('div', { class: `field ${className}` }, el('label', { for: control.id }, title), control);
