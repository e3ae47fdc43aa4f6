import { TimeAxis, legend } from './bars.js';
import { Detail } from './detail.js';
import { byId, el } from './dom.js';
import { Filters } from './filters.js';
import { counted, date } from './format.js';
import { TableList } from './list.js';
import { showOverview } from './overview.js';
import { placesSection } from './places.js';
import { preparePrint } from './print.js';
import { profileChart } from './profile.js';
import { restoresSection } from './proofs.js';
import { EVERYTHING, Queries, type Query } from './query.js';
import { readDocument } from './read.js';
import { fleetOf, type Fleet, type Row } from './rows.js';
import { controlsSection, costSection, exemptionsSection, policySection } from './sections.js';
import { printable } from './text.js';
import { trendsSection } from './trends.js';

/** Puts the page together. */
function start(): void {
  const fleet = fleetOf(readDocument());
  const axis = new TimeAxis(fleet.axisDays, fleet.now);
  const { filters, list, detail } = tablesOf(fleet, axis);
  const open = (row: Row): void => detail.open(row);
  const choose = (change: Partial<Query>): void => {
    filters.set({ ...EVERYTHING, ...change });
    byId('tables').scrollIntoView();
    byId('tables-heading').focus({ preventScroll: true });
  };
  document.title = titleOf(fleet);
  showOverview(fleet.document, { verdict: (verdict) => choose({ verdicts: new Set([verdict]) }), finding: (finding) => choose({ finding }) });
  byId('profile').append(fleet.rows.length > 0 ? profileChart(fleet.rows, axis) : el('p', { class: 'sub' }, 'There are no tables.'));
  byId('tables-content').append(filters.element, ...omitted(fleet), legend(), list.element);
  list.mount();
  filters.set({});
  section('places', () => placesSection(fleet.document.places, choose));
  section('restores', () => restoresSection(fleet, open));
  section('trends', () => trendsSection(fleet.document));
  section('exemptions', () => exemptionsSection(fleet, open));
  section('cost', () => costSection(fleet.document));
  section('policy', () => policySection(fleet.document));
  section('controls', () => controlsSection(fleet));
  preparePrint(fleet, axis);
  openLinked(fleet, open);
  addEventListener('hashchange', () => openLinked(fleet, open));
}

/** Connects the list with its filters and with the detail of a table. */
function tablesOf(fleet: Fleet, axis: TimeAxis): { filters: Filters; list: TableList; detail: Detail } {
  const queries = new Queries(fleet.rows);
  const filters = new Filters(fleet.rows, (query) => {
    const answer = queries.answer(query);
    list.show(answer.rows, query);
    filters.show(answer, fleet.rows.length);
    byId('no-match').hidden = answer.rows.length > 0;
    list.element.hidden = answer.rows.length === 0;
  });
  const list = new TableList(axis, { sort: (key) => filters.sortBy(key), open: (row) => detail.open(row) });
  list.element.classList.toggle('one-place', fleet.document.places.length < 2);
  list.element.classList.toggle('without-cost', fleet.rows.every(({ table }) => table.cost.now === null));
  const detail = new Detail(axis, {
    step: (row, step) => list.neighbour(row, step),
    position: (row) => (list.position(row) > 0 ? `${list.position(row)} of ${filters.found}` : ''),
    opened: (row) => setAddress(addressOf(row)),
    closed: (row) => {
      setAddress(location.pathname + location.search);
      list.focus(row);
    },
  });
  return { filters, list, detail };
}

/** Of very many tables, those that need nobody may be left out of the list. */
function omitted({ document: { report } }: Fleet): HTMLElement[] {
  const count = report.tablesOmitted ?? 0;
  return count > 0 ? [el('p', { class: 'sub' }, `${counted(count, 'table is', 'tables are')} counted above and not listed.`)] : [];
}

/** Fills a section. One that cannot be shown says so and takes nothing else with it. */
function section(id: string, content: () => HTMLElement[]): void {
  const target = byId(`${id}-content`);
  try {
    target.append(...content());
  } catch (error) {
    target.append(failure(`This section cannot be shown: ${messageOf(error)}`));
  }
}

/** Opens the table that the address names after its `#`, as a link in a mail does. */
function openLinked(fleet: Fleet, open: (row: Row) => void): void {
  const wanted = location.hash.length > 1 ? fleet.rows.find((row) => addressOf(row) === location.hash || '#' + row.table.arn === location.hash) : undefined;
  if (wanted) {
    open(wanted);
  }
}

/** Some viewers of mail attachments forbid it; then the address just does not follow. */
function setAddress(address: string): void {
  try {
    history.replaceState(null, '', address);
  } catch (error) {
    console.info('The address cannot follow:', error);
  }
}

const addressOf = (row: Row): string => '#' + encodeURIComponent(printable(row.table.arn));

function titleOf({ document: { report, summary } }: Fleet): string {
  const scope = 'organization' in report.scope ? report.scope.organization ?? 'organization' : `${report.scope.account}, ${report.scope.region}`;
  const state = summary.nonCompliant > 0 ? `${summary.nonCompliant} non-compliant` : summary.undetermined > 0 ? `${summary.undetermined} undetermined` : 'compliant';
  return printable(`pitr-guard: ${state} (${scope}, ${date(report.at)})`);
}

const failure = (message: string): HTMLElement => el('p', { class: 'callout bad', role: 'alert' }, printable(message));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  start();
} catch (error) {
  byId('main').replaceChildren(failure(messageOf(error)));
  throw error;
}
