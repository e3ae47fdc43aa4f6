import type { Control, ReportDocument } from './document.js';
import { el, type Child } from './dom.js';
import { DAY_MS, counted, date, dateTime, money, number } from './format.js';
import { findingLabel } from './labels.js';
import type { Fleet, Row } from './rows.js';
import { dataTable, folded } from './tables.js';
import { outside, word } from './text.js';

/** Exemptions, cost, the policy and the controls. */

const SOON_DAYS = 30;
const SHOWN = 10;

export function exemptionsSection(fleet: Fleet, open: (row: Row) => void): HTMLElement[] {
  const exempt = fleet.rows.filter((row) => row.table.exemption).sort((a, b) => a.table.exemption!.until.localeCompare(b.table.exemption!.until) || a.rank - b.rank);
  if (exempt.length === 0) {
    return [el('p', { class: 'sub' }, 'No table is exempt.')];
  }
  const soon = exempt.filter((row) => left(row, fleet.now) <= SOON_DAYS);
  const rows = (some: Row[]): Child[][] => some.map((row) => [
    el('button', { type: 'button', class: 'link', onclick: () => open(row) }, outside(row.table.name)),
    ends(row, fleet.now), outside(row.table.exemption!.owner), outside(row.table.exemption!.reason),
    el('span', {}, outside(row.table.account), ', ', word(row.table.region)),
  ]);
  return [
    el('p', {}, soon.length > 0 ? el('strong', {}, `${counted(soon.length, 'exemption ends', 'exemptions end')} within ${SOON_DAYS} days. `) : `No exemption ends within ${SOON_DAYS} days. `,
      'When an exemption ends, the policy applies to its table again.'),
    folded(exempt, Math.max(SHOWN, Math.min(soon.length, 30)), (some) => dataTable('Exempt tables, the first to end first', ['Table', 'Ends', 'Owner', 'Reason', 'Account, region'], rows(some))),
  ];
}

/** Returns how many days are left, today counted as 0. */
const left = (row: Row, now: number): number => Math.round((Date.parse(row.table.exemption!.until) - Math.floor(now / DAY_MS) * DAY_MS) / DAY_MS);

function ends(row: Row, now: number): HTMLElement {
  const days = left(row, now);
  const words = days < 0 ? 'has ended' : days === 0 ? 'ends today' : `in ${counted(days, 'day')}`;
  return el('span', {}, date(row.table.exemption!.until), el('span', { class: days <= SOON_DAYS ? 'block soon' : 'block sub' }, words));
}

export function costSection({ cost, summary, report }: ReportDocument): HTMLElement[] {
  if (report.from === 'ledger' && cost.now === null && cost.afterRemediation === null) {
    return [el('p', { class: 'sub' }, 'No estimate: no sweep read the size of a table. This command reads all: ', el('code', {}, './pitr-guard sweep --html FILE'))];
  }
  const more = cost.now !== null && cost.afterRemediation !== null ? cost.afterRemediation - cost.now : null;
  const pairs: [string, string, string][] = [
    ['Now', money(cost.now), 'a month'],
    ['After all remediations', money(cost.afterRemediation), more === null ? 'a month' : `a month: ${more >= 0 ? '+' : '−'}${money(Math.abs(more))}`],
    ['Without an estimate', counted(cost.unknown, 'table'), cost.unknown > 0 ? 'not in these sums' : `of ${number(summary.tables)}`],
  ];
  return [
    el('dl', { class: 'numbers' }, ...pairs.map(([name, value, note]) => el('div', {}, el('dt', {}, name), el('dd', {}, value, el('span', { class: 'sub block' }, note))))),
    el('p', { class: 'sub' }, 'Estimates for point-in-time recovery in US dollars, before discounts and taxes. AWS charges by the size of a table; the recovery period does not change the price.'),
    ...(report.from === 'ledger' && cost.unknown > 0
      ? [el('p', { class: 'sub' }, 'The ledger has the size of a table only where a sweep read it. This command reads all: ', el('code', {}, './pitr-guard sweep --html FILE'))]
      : []),
  ];
}

export function policySection({ report, sweeps }: ReportDocument): HTMLElement[] {
  const { policy } = report;
  const versions = new Map<string, { first: string; last: string; sweeps: number }>();
  for (const { policyDigest, at } of sweeps) {
    if (policyDigest) {
      const version = versions.get(policyDigest);
      versions.set(policyDigest, { first: version?.first ?? at, last: at, sweeps: (version?.sweeps ?? 0) + 1 });
    }
  }
  return [
    policy
      ? el('dl', { class: 'facts' },
          el('dt', {}, 'Source'), el('dd', {}, outside(policy.source)),
          el('dt', {}, 'Version (digest)'), el('dd', {}, policy.digest ? el('code', {}, outside(policy.digest)) : 'not recorded'),
          el('dt', {}, 'Applied'), el('dd', {}, policy.appliedAt ? dateTime(policy.appliedAt) : 'unknown'))
      : el('p', { class: 'sub' }, 'The policy is unknown.'),
    ...(versions.size > 1
      ? [dataTable('Versions of the policy in the sweeps above, newest first', ['Version (digest)', 'First sweep', 'Last sweep'],
          [...versions].reverse().map(([digest, version]) => [el('code', {}, outside(digest)), dateTime(version.first), dateTime(version.last)]))]
      : []),
  ];
}

export function controlsSection(fleet: Fleet): HTMLElement[] {
  const { controls } = fleet.document;
  if (controls.length === 0) {
    return [el('p', { class: 'sub' }, 'This report has no mapping to controls.')];
  }
  const violations = fleet.rows.map((row) => new Set(row.table.violations.map((violation) => violation.kind)));
  const short = (control: Control): number => violations.filter((kinds) => control.findings.some((kind) => kinds.has(kind))).length;
  const { undetermined } = fleet.document.summary;
  return [
    el('p', { class: 'sub' }, 'Which findings bear on which control. pitr-guard checks point-in-time recovery of DynamoDB tables only; a control asks for more than that. ',
      undetermined > 0 && el('strong', {}, `${counted(undetermined, 'table is', 'tables are')} undetermined and not counted here.`)),
    folded(controls, 40, (some) => dataTable('Controls and the findings that bear on them', ['Control', 'Title', 'Findings', 'Tables with one#'],
      some.map((control) => [
        el('span', {}, outside(control.framework), ' ', link(control)), outside(control.title),
        outside(control.findings.map(findingLabel).join(', ')), number(short(control)),
      ]))),
  ];
}

function link(control: Control): Node {
  return control.url?.startsWith('https://')
    ? el('a', { href: control.url, rel: 'noopener noreferrer' }, outside(control.id))
    : outside(control.id);
}
