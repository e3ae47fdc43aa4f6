import { axisBottom, axisLeft } from 'd3-axis';
import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { rect, type TimeAxis } from './bars.js';
import { el, svg } from './dom.js';
import { counted, number } from './format.js';
import type { Row } from './rows.js';
import type { PieceKind } from './window.js';

/** The windows of all tables in one picture: for each past day, how many of the tables that should be restorable to it are. */

const KINDS: readonly PieceKind[] = ['window', 'growing', 'lost', 'missing', 'unknown'];
const HEIGHT = 150;
const MARGIN = { top: 8, right: 16, bottom: 24, left: 44 };

/** Returns, for each day from now back, how many tables are of each kind; only days that should be restorable count. */
export function profileOf(rows: readonly Row[], days: number): number[][] {
  const counts = Array.from({ length: days }, () => KINDS.map(() => 0));
  for (const { window } of rows) {
    for (const piece of window.pieces) {
      const kind = KINDS.indexOf(piece.kind === 'lost-acknowledged' ? 'lost' : piece.kind);
      const last = Math.min(piece.from, window.expectedDays ?? 0, days);
      for (let day = Math.max(0, Math.round(piece.to)); kind >= 0 && day < Math.round(last); day++) {
        counts[day]![kind]! += 1;
      }
    }
  }
  return counts;
}

export function profileChart(rows: readonly Row[], axis: TimeAxis): HTMLElement {
  const counts = profileOf(rows, axis.days);
  const caption = captionOf(rows);
  const image = svg('svg', { class: 'profile', role: 'img', 'aria-label': `How far back the tables can be restored: ${caption}`, focusable: 'false' });
  const figure = el('figure', { class: 'profile-box' }, image, el('figcaption', { class: 'sub' }, caption));
  new ResizeObserver(() => draw(counts, axis, image)).observe(figure);
  return figure;
}

/** Counts the windows: each that should be restorable is of one sort. */
function captionOf(rows: readonly Row[]): string {
  const expected = rows.filter((row) => row.window.expectedDays !== null);
  const sorts = { full: 0, growing: 0, short: 0, unknown: 0 };
  expected.forEach((row) => (sorts[sortOf(row)] += 1));
  const others = [
    [sorts.growing, 'is growing', 'are growing'],
    [sorts.short, 'falls short', 'fall short'],
    [sorts.unknown, 'is unknown', 'are unknown'],
  ] as const;
  const said = others.filter(([count]) => count > 0).map(([count, one, many]) => `${number(count)} ${count === 1 ? one : many}`);
  return [`${number(sorts.full)} of ${counted(expected.length, 'window')} ${sorts.full === 1 ? 'is' : 'are'} full`, ...said].join('; ') + '.';
}

function sortOf({ window, table }: Row): 'full' | 'growing' | 'short' | 'unknown' {
  if (window.restorable === null) {
    return 'unknown';
  }
  if (window.restorable > window.expectedDays! - 0.1) {
    return 'full';
  }
  return table.verdict === 'COMPLIANT' ? 'growing' : 'short';
}

function draw(counts: number[][], axis: TimeAxis, image: SVGSVGElement): void {
  const { width } = image.getBoundingClientRect();
  if (width === 0) {
    return;
  }
  const highest = Math.max(1, ...counts.map((column) => column.reduce((a, b) => a + b, 0)));
  const x = axis.scale([MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  image.replaceChildren();
  image.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  select(image).append('g').attr('class', 'axis').attr('transform', `translate(${MARGIN.left},0)`)
    .call(axisLeft(y).ticks(3).tickFormat((n) => (Number.isInteger(n.valueOf()) ? number(n.valueOf()) : '')).tickSizeOuter(0));
  select(image).append('g').attr('class', 'axis').attr('transform', `translate(0,${HEIGHT - MARGIN.bottom})`)
    .call(axisBottom(x).tickValues(axis.ticks()).tickFormat((age) => axis.tickLabel(age.valueOf())).tickSizeOuter(0));
  KINDS.forEach((kind, i) => {
    for (const run of runs(counts, i)) {
      const piece = rect(kind, 0, 0);
      // Whole pixels, so that neighbours leave no seam.
      const left = Math.round(x(run.to));
      const [top, bottom] = [y(run.sum + run.count), y(run.sum)];
      for (const [name, value] of Object.entries({ x: left, width: Math.round(x(run.from)) - left, y: top, height: bottom - top, rx: 0 })) {
        piece.setAttribute(name, String(value));
      }
      image.append(piece);
    }
  });
}

interface Run {
  /** Days ago, `from` being the nearer one. */
  from: number;
  to: number;
  count: number;
  /** How many tables are below. */
  sum: number;
}

/** Joins neighbouring days that look the same, so that they are drawn as one. */
function runs(counts: number[][], kind: number): Run[] {
  const all: Run[] = [];
  counts.forEach((column, day) => {
    const count = column[kind]!;
    const sum = column.slice(0, kind).reduce((a, b) => a + b, 0);
    const last = all.at(-1);
    if (last && last.to === day && last.count === count && last.sum === sum) {
      last.to = day + 1;
    } else if (count > 0) {
      all.push({ from: day, to: day + 1, count, sum });
    }
  });
  return all;
}
