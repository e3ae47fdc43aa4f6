import { countOf, verdictBar, verdictIcon } from './badges.js';
import type { ReportDocument, Severity, Verdict } from './document.js';
import { byId, el, type Child } from './dom.js';
import { counted, dateTime, duration, number, percent } from './format.js';
import { VERDICTS, verdictLabel } from './labels.js';
import { outside, word } from './text.js';

/** The top of the page: how things stand, what somebody must do, and the fleet by verdict. */

export interface OverviewListener {
  verdict(verdict: Verdict): void;
  finding(kind: string): void;
}

export function showOverview(document: ReportDocument, listener: OverviewListener): void {
  const { report } = document;
  byId('scope').replaceChildren(...scope(document));
  byId('meta').replaceChildren(
    el('time', { datetime: report.at }, dateTime(report.at)),
    report.from === 'ledger' ? ' · from the ledger' : ' · from a sweep',
    ' · ', word(`pitr-guard ${report.version}`),
  );
  byId('headline').replaceWith(headline(document));
  byId('warnings').replaceChildren(...warnings(document));
  byId('fleet').replaceChildren(...fleet(document, listener));
}

function scope({ report }: ReportDocument): Child[] & Node[] {
  const { scope } = report;
  return 'organization' in scope
    ? [el('span', {}, 'Organization', scope.organization ? outside(` ${scope.organization}`) : '', `: ${counted(scope.accounts, 'account')}, ${counted(scope.regions, 'region')}`)]
    : [el('span', {}, 'Account ', outside(scope.account), ', ', word(scope.region))];
}

const WORDS: Record<Severity | 'NONE', string> = {
  CRITICAL: 'Critical', HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low', NONE: 'All clear',
};

function headline({ headline: { severity, text, todo } }: ReportDocument): HTMLElement {
  return el(
    'section',
    { id: 'headline', class: `headline ${severity.toLowerCase()}`, 'aria-label': 'How things stand' },
    el('p', { class: 'headline-severity' }, verdictIcon(severity === 'NONE' ? 'COMPLIANT' : 'NON_COMPLIANT'), WORDS[severity] ?? severity),
    el('p', { class: 'headline-text' }, outside(text)),
    el('p', { class: 'headline-todo' }, el('strong', {}, 'To do: '), todo ? outside(todo) : 'nothing.'),
  );
}

function warnings({ report, places }: ReportDocument): HTMLElement[] {
  const failed = places.filter((place) => place.failure);
  const texts = [
    report.stale &&
      (report.newestObservationAt
        ? `The newest observation is ${duration((Date.parse(report.at) - Date.parse(report.newestObservationAt)) / 1000)} old. These verdicts may be out of date.`
        : 'No table was observed yet.'),
    failed.length > 0 && `${counted(failed.length, 'account and region', 'accounts and regions')} could not be read completely. What is missing is unknown; see Accounts and regions.`,
    !report.complete && failed.length === 0 && 'This report is incomplete: not everything could be read.',
  ];
  return texts.filter((text) => text !== false).map((text) => el('p', { class: 'callout warning' }, el('strong', {}, 'Note: '), text));
}

function fleet(document: ReportDocument, listener: OverviewListener): HTMLElement[] {
  const { summary } = document;
  const counting = summary.compliant + summary.nonCompliant + summary.undetermined;
  const figures = VERDICTS.map((verdict) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', class: 'figure', onclick: () => listener.verdict(verdict) },
        verdictIcon(verdict),
        el('span', { class: 'figure-number' }, number(countOf(summary, verdict))),
        ' ',
        verdictLabel(verdict),
      ),
    ),
  );
  const also: [number, string, string, string][] = [
    [summary.historyLost, 'table lost history', 'tables lost history', 'HistoryLost'],
    [summary.flapping, 'table is flapping', 'tables are flapping', 'Flapping'],
  ];
  const links = also.filter(([count]) => count > 0).map(([count, one, many, kind]) =>
    el('button', { type: 'button', class: 'link', onclick: () => listener.finding(kind) }, counted(count, one, many)),
  );
  const drilled = document.tables.filter((table) => table.restoreProof);
  const proven = drilled.filter((table) => table.restoreProof?.status === 'PROVEN');
  return [
    verdictBar(summary) as unknown as HTMLElement,
    el('ul', { class: 'figures' }, ...figures),
    el('p', { class: 'sub also' },
      counting > 0 && el('span', {}, `${percent(summary.compliant, counting)} of ${counted(counting, 'table')} compliant${summary.exempt > 0 ? '; exempt tables do not count' : ''}`),
      ...links,
      drilled.length > 0 && el('a', { href: '#restores' }, `${number(proven.length)} of ${counted(drilled.length, 'restore')} proven by drills`),
      summary.gone > 0 && el('span', {},
        `${counted(summary.gone, 'table', 'tables')} deleted or being deleted, ${
          document.report.from === 'sweep' ? 'counted as not applicable' : 'not counted'}`)),
  ];
}
