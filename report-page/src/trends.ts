import { columnChart, type Chart, type Column } from './columns.js';
import type { DriftEvent, ReportDocument, SweepPoint } from './document.js';
import { el } from './dom.js';
import { DAY_MS, date, dateTime, duration, number, percent } from './format.js';
import { findingLabel } from './labels.js';
import { dataTable, folded } from './tables.js';
import { outside, word } from './text.js';

/** What happened over time: compliance by sweep, drift and who ended it, and how long that took. */

const SHOWN = 5;

export function trendsSection(document: ReportDocument): HTMLElement[] {
  const { sweeps, drift, timeToRemediate: time } = document;
  if (sweeps.length === 0 && drift.length === 0) {
    return [el('p', { class: 'sub' }, 'The ledger has no history yet. Charts appear after the first sweeps.')];
  }
  const to = Date.parse(document.report.at);
  const from = Math.min(to - 7 * DAY_MS, ...sweeps.map((sweep) => Date.parse(sweep.at)), ...drift.map((event) => Date.parse(event.at)));
  return [
    el('dl', { class: 'numbers' }, ...figures(sweeps, time)),
    el('div', { class: 'charts' }, columnChart(compliance(sweeps, from, to)), columnChart(driftChart(drift, from, to))),
    details('Compliance as a table', folded([...sweeps].reverse(), 30, sweepTable)),
    drift.length > 0 ? folded(drift, SHOWN, driftTable) : el('p', { class: 'sub' }, 'No drift is recorded.'),
  ];
}

function figures(sweeps: SweepPoint[], time: ReportDocument['timeToRemediate']): HTMLElement[] {
  const last = sweeps.at(-1);
  const counting = (sweep: SweepPoint): number => sweep.compliant + sweep.nonCompliant + sweep.undetermined;
  const month = sweeps.find((sweep) => Date.parse(sweep.at) >= Date.parse(last!.at) - 30 * DAY_MS);
  const remediated = time !== null && time.count > 0;
  const pairs: [string, string, string][] = [
    ['Compliant now', last ? percent(last.compliant, counting(last)) : 'unknown', month && month !== last ? `${percent(month.compliant, counting(month))} on ${date(month.at)}` : ''],
    ['Median time to remediate', remediated ? duration(time.medianSeconds) : 'none yet', remediated ? `over ${number(time.count)} remediations` : ''],
    ['90 % remediated within', remediated ? duration(time.p90Seconds) : 'none yet', ''],
    ['Longest', remediated ? duration(time.longestSeconds) : 'none yet', ''],
  ];
  return pairs.map(([name, value, note]) => el('div', {}, el('dt', {}, name), el('dd', {}, value, note && el('span', { class: 'sub block' }, note))));
}

/** Shows only tables that fall short: the others of a large fleet would hide them. */
function compliance(sweeps: SweepPoint[], from: number, to: number): Chart {
  const marks = sweeps.flatMap((sweep, i) => {
    const before = sweeps[i - 1];
    return before && before.policyDigest !== sweep.policyDigest ? [{ at: dayOf(sweep.at), text: 'policy changed' }] : [];
  });
  return {
    title: 'Tables that are not compliant, by day',
    series: [{ name: 'Non-compliant', className: 'non-compliant' }, { name: 'Undetermined', className: 'undetermined' }],
    columns: sweeps.map((sweep) => ({ at: dayOf(sweep.at), values: [sweep.nonCompliant, sweep.undetermined] })),
    from, to, marks,
  };
}

function driftChart(drift: DriftEvent[], from: number, to: number): Chart {
  const ended: DriftEvent['endedBy'][] = ['pitr-guard', 'person', null];
  const byDay = new Map<number, Column>();
  for (const event of drift) {
    const at = dayOf(event.at);
    const column = byDay.get(at) ?? { at, values: ended.map(() => 0) };
    column.values[ended.indexOf(event.endedBy)]! += 1;
    byDay.set(at, column);
  }
  return {
    title: 'Drift by day, and who ended it',
    series: [{ name: 'ended by pitr-guard', className: 'compliant' }, { name: 'ended by a person', className: 'by-person' }, { name: 'not ended', className: 'not-ended' }],
    columns: [...byDay.values()], from, to, marks: [],
  };
}

/** Returns when the day of a moment began: columns stand on days. */
const dayOf = (at: string): number => Math.floor(Date.parse(at) / DAY_MS) * DAY_MS;

const sweepTable = (sweeps: SweepPoint[]): HTMLElement =>
  dataTable('Sweeps, newest first', ['Sweep', 'Compliant#', 'Non-compliant#', 'Undetermined#', 'Exempt#', 'Not applicable#', 'Fixed#'],
    sweeps.map((s) => [dateTime(s.at), number(s.compliant), number(s.nonCompliant), number(s.undetermined), number(s.exempt), number(s.notApplicable), number(s.fixed)]));

const driftTable = (drift: DriftEvent[]): HTMLElement =>
  dataTable('Drift, newest first', ['Table', 'What', 'When', 'Who', 'Ended'], drift.map((event) => [
    el('span', {}, outside(event.table), el('span', { class: 'sub block' }, outside(event.account), ', ', word(event.region))),
    findingLabel(event.kind),
    dateTime(event.at),
    event.actor ? outside(event.actor) : el('span', { class: 'sub' }, 'unknown'),
    ended(event),
  ]));

function ended(event: DriftEvent): HTMLElement {
  if (!event.endedAt) {
    return el('strong', {}, 'not ended');
  }
  const who = event.endedBy === 'person' ? [' by a person'] : event.endedBy ? [' by ', word('pitr-guard')] : [];
  return el('span', {}, `after ${duration((Date.parse(event.endedAt) - Date.parse(event.at)) / 1000)}`, ...who);
}

const details = (title: string, content: HTMLElement): HTMLElement => el('details', {}, el('summary', {}, title), content);
