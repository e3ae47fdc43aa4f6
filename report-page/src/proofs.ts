import type { DrillPoint, RestoreProof } from './document.js';
import { el, svg, type Child } from './dom.js';
import { DAY_MS, counted, date, dateTime, duration, number } from './format.js';
import { PROOFS, drillLabel, proofLabel } from './labels.js';
import type { Fleet, Row } from './rows.js';
import { dataTable, folded } from './tables.js';
import { outside } from './text.js';

/** Restores proven by drills: when, how long each took against the target, and where the evidence is. */

const SHOWN = 10;
const YEAR = 12;
/** More rows than anybody reads; the filter finds the others. */
const MOST = 1000;

export function restoresSection(fleet: Fleet, open: (row: Row) => void): HTMLElement[] {
  const rows = fleet.rows.filter((row) => row.table.restoreProof).sort(byProof);
  if (rows.length === 0) {
    return [el('p', { class: 'sub' }, 'No rule that is known here asks for drills, and no table had one. A drill restores a table beside itself, checks it and measures the time: ', el('code', {}, './pitr-guard drill TABLE'))];
  }
  const counts = PROOFS.map((status) => ({ status, count: rows.filter((row) => proofOf(row).status === status).length })).filter(({ count }) => count > 0);
  const cells = (some: Row[]): Child[][] => some.map((row) => [
    el('button', { type: 'button', class: 'link', onclick: () => open(row) }, outside(row.table.name)),
    el('span', { class: `proof ${className(proofOf(row))}` }, proofLabel(proofOf(row).status)),
    lastProven(proofOf(row)),
    against(proofOf(row)),
    drawing(proofOf(row), fleet.now, 'small') ?? '',
    proofOf(row).reason ? outside(proofOf(row).reason!) : '',
  ]);
  return [
    el('p', {}, counts.map(({ status, count }) => `${proofLabel(status)}: ${number(count)}`).join(' · ')),
    folded(rows.slice(0, MOST), SHOWN, (some) => dataTable('Tables and when their restore was last proven, the most urgent first', ['Table', 'Restore', 'Last proven', 'Recovery time', 'Drills', 'Reason'], cells(some))),
    ...(rows.length > MOST ? [el('p', { class: 'sub' }, `${counted(rows.length - MOST, 'table is', 'tables are')} not listed here. Filter the tables above.`)] : []),
  ];
}

const proofOf = (row: Row): RestoreProof => row.table.restoreProof!;

const className = (proof: RestoreProof): string => proof.status.toLowerCase().replaceAll('_', '-');

/** The worst first; of equal ones the oldest proof. */
const byProof = (a: Row, b: Row): number =>
  PROOFS.indexOf(proofOf(a).status) - PROOFS.indexOf(proofOf(b).status) ||
  (proofOf(a).provenAt ?? '').localeCompare(proofOf(b).provenAt ?? '') ||
  a.rank - b.rank;

const against = ({ recoverySeconds, targetSeconds }: RestoreProof): HTMLElement =>
  el('span', {}, recoverySeconds === null ? '–' : duration(recoverySeconds), targetSeconds !== null && el('span', { class: 'sub block' }, `target ${duration(targetSeconds)}`));

function lastProven({ provenAt, status }: RestoreProof): string {
  if (provenAt) {
    return date(provenAt);
  }
  return status === 'UNKNOWN' ? 'unknown' : 'never';
}

/** Shows the drills of a table in its detail; nothing for a table without any. */
export function proofDetail(row: Row, now: number): HTMLElement | null {
  const proof = row.table.restoreProof;
  if (!proof) {
    return null;
  }
  const { evidence } = proof;
  const image = drawing(proof, now, 'large');
  return el(
    'section',
    {},
    el('h3', {}, 'Restore proven by drills'),
    el('p', {}, sentence(proof, now)),
    proof.reason && el('p', {}, el('strong', {}, proof.status === 'PROVEN' ? 'The last drill proved nothing: ' : 'Reason: '), outside(proof.reason)),
    image && el('figure', {}, image),
    evidence && el('p', { class: 'sub' }, 'Drill ', outside(evidence.drill), evidence.record === null ? ''
      : `, evidence: record ${evidence.record} of the chain`, evidence.sha256 && ', SHA-256 ', evidence.sha256 && el('code', {}, outside(evidence.sha256))),
    proof.drills.length > 0 && folded([...proof.drills].reverse(), YEAR, (some) => dataTable('Drills, newest first', ['Requested', 'Result', 'Recovery time'],
      some.map((drill) => [dateTime(drill.at), drillLabel(drill.verdict), drill.recoverySeconds === null ? '–' : duration(drill.recoverySeconds)]))),
  );
}

/** Says in words how the restore is proven. */
export function sentence(proof: RestoreProof, now: number): string {
  const proven = proof.provenAt
    ? `Restore proven on ${date(proof.provenAt)}${proof.recoverySeconds === null ? '' : `, in ${duration(proof.recoverySeconds)}`}${proof.targetSeconds === null ? '' : `; the target is ${duration(proof.targetSeconds)}`}.`
    : 'The restore was never proven.';
  const every = proof.everyDays === null ? '' : ` The policy requires a drill every ${counted(proof.everyDays, 'day')}`;
  const due = proof.deadline && every ? `: ${Date.parse(proof.deadline) < now ? 'the next one was due by' : 'the next one is due by'} ${date(proof.deadline)}.` : every && '.';
  return `${proof.status === 'PROVEN' ? '' : `${proofLabel(proof.status)}. `}${proof.status === 'UNKNOWN' ? 'What drills came to could not be read.' : proven}${every}${due}`;
}

const SIZES = { small: { width: 200, height: 44, left: 6, bottom: 6 }, large: { width: 720, height: 150, left: 60, bottom: 24 } };

/** Draws the recovery time of each drill over time, and the target as a line; null without drills. */
export function drawing(proof: RestoreProof, now: number, size: keyof typeof SIZES): SVGSVGElement | null {
  const { drills, targetSeconds } = proof;
  if (drills.length === 0) {
    return null;
  }
  const { width, height, left, bottom } = SIZES[size];
  const from = Math.min(Date.parse(drills[0]!.at), now - 30 * DAY_MS);
  const highest = Math.max(60, targetSeconds ?? 0, ...drills.map((drill) => drill.recoverySeconds ?? 0));
  const x = (at: number): number => left + ((at - from) / Math.max(1, now - from)) * (width - left - 8);
  const y = (seconds: number): number => height - bottom - (seconds / highest) * (height - bottom - 10);
  const image = svg('svg', { class: `times ${size}`, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': inWords(proof, from, now), focusable: 'false' });
  image.append(svg('line', { class: 'base', x1: left, x2: width - 4, y1: height - bottom, y2: height - bottom }));
  if (targetSeconds !== null) {
    image.append(svg('line', { class: 'target', x1: left, x2: width - 4, y1: y(targetSeconds), y2: y(targetSeconds) }));
  }
  if (size === 'large') {
    const shown = targetSeconds ?? highest;
    image.append(
      svg('text', { x: left - 6, y: y(shown) + 4, 'text-anchor': 'end' }, duration(shown)),
      svg('text', { x: left, y: height - 6 }, date(from)),
      svg('text', { x: width - 4, y: height - 6, 'text-anchor': 'end' }, date(now)),
    );
  }
  drills.forEach((drill) => image.append(mark(drill, x(Date.parse(drill.at)), y(drill.recoverySeconds ?? 0))));
  return image;
}

/** Each result has a shape of its own, not only a colour. */
function mark(drill: DrillPoint, x: number, y: number): SVGElement {
  const title = svg('title', {}, `${dateTime(drill.at)}: ${drillLabel(drill.verdict)}${drill.recoverySeconds === null ? '' : `, ${duration(drill.recoverySeconds)}`}`);
  return drill.verdict === 'FAILED'
    ? svg('path', { class: 'drill failed', d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8` }, title)
    : svg('circle', { class: `drill ${drill.verdict === 'PASSED' ? 'passed' : 'not-proven'}`, cx: x, cy: y, r: 4 }, title);
}

function inWords({ drills, targetSeconds }: RestoreProof, from: number, now: number): string {
  const times = drills.flatMap((drill) => (drill.recoverySeconds === null ? [] : [drill.recoverySeconds]));
  const range = times.length === 0 ? '' : `, ${duration(Math.min(...times))} to ${duration(Math.max(...times))}`;
  return `${counted(drills.length, 'drill')} from ${date(from)} to ${date(now)}${range}${targetSeconds === null ? '' : `; the target is ${duration(targetSeconds)}`}.`;
}
