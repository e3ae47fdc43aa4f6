import { countOf, verdictBar } from './badges.js';
import type { Counts, Place } from './document.js';
import { el, type Child } from './dom.js';
import { number } from './format.js';
import { dataTable, folded } from './tables.js';
import { compareTexts } from './rows.js';
import { outside } from './text.js';

/** The fleet by account and by region: worst first, what could not be read before all. */

interface Group extends Counts {
  key: string;
  title: string;
  sub: string | null;
  failures: string[];
}

type Choose = (choice: { account?: string; region?: string }) => void;

const SHOWN = 8;

export function placesSection(places: Place[], choose: Choose): HTMLElement[] {
  if (places.length === 0) {
    return [el('p', { class: 'sub' }, 'No account and region was read.')];
  }
  const accounts = groups(places, (place) => place.account, (place) => place.name);
  const regions = groups(places, (place) => place.region, () => null);
  const both = accounts.length > 1 && regions.length > 1;
  return [
    failures(places),
    accounts.length > 1 || regions.length === 1 ? table('Account', accounts, (account) => choose({ account })) : null,
    both || regions.length > 1 ? table('Region', regions, (region) => choose({ region })) : null,
  ].filter((element): element is HTMLElement => element !== null);
}

function failures(places: Place[]): HTMLElement | null {
  const failed = places.filter((place) => place.failure);
  const items = failed.map((place) => el('li', {}, outside(place.name ?? place.account), ', ', outside(place.region), ': ', outside(place.failure!)));
  return failed.length === 0 ? null : el('div', { class: 'callout warning' }, el('p', {}, el('strong', {}, 'Could not be read')), el('ul', {}, ...items));
}

function table(title: string, all: Group[], choose: (key: string) => void): HTMLElement {
  const row = (group: Group): Child[] => [
    el('span', {},
      el('button', { type: 'button', class: 'link', onclick: () => choose(group.key) }, outside(group.title)),
      group.sub && el('span', { class: 'sub block' }, outside(group.sub)),
      group.failures.length > 0 && el('span', { class: 'sub block' }, '? not fully read')),
    group.tables > 0 ? verdictBar(group) : el('span', { class: 'sub' }, 'unknown'),
    number(group.tables), number(group.nonCompliant), number(group.undetermined), number(group.historyLost),
  ];
  return folded(all, SHOWN, (some) =>
    dataTable(`By ${title.toLowerCase()}`, [title, 'Verdicts', 'Tables#', 'Non-compliant#', 'Undetermined#', 'History lost#'], some.map(row)),
  );
}

function groups(places: Place[], key: (place: Place) => string, name: (place: Place) => string | null): Group[] {
  const found = new Map<string, Group>();
  for (const place of places) {
    const named = name(place);
    const group = found.get(key(place)) ?? { ...ZERO, key: key(place), title: named ?? key(place), sub: named ? key(place) : null, failures: [] };
    for (const count of Object.keys(ZERO) as (keyof Counts)[]) {
      group[count] += place[count];
    }
    if (place.failure) {
      group.failures.push(place.failure);
    }
    found.set(key(place), group);
  }
  return [...found.values()].sort(
    (a, b) =>
      b.failures.length - a.failures.length || countOf(b, 'NON_COMPLIANT') - countOf(a, 'NON_COMPLIANT') ||
      countOf(b, 'UNDETERMINED') - countOf(a, 'UNDETERMINED') || b.tables - a.tables || compareTexts(a.title, b.title),
  );
}

const ZERO: Counts = { tables: 0, compliant: 0, nonCompliant: 0, exempt: 0, notApplicable: 0, undetermined: 0, gone: 0, flapping: 0, historyLost: 0 };
