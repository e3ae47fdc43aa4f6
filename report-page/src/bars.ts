import { axisBottom, axisTop } from 'd3-axis';
import { scaleLinear, scaleUtc, type ScaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { el, svg } from './dom.js';
import { DAY_MS, dayMonth } from './format.js';
import type { Piece, PieceKind, RestorableWindow } from './window.js';

/** Draws restorable windows on the axis that all of them share: from the oldest day, on the left, to the time of the report. */

const WEEK = 7;
/** Room on the left of the oldest day, and on the right of now. */
const MARGIN = 0.02;
/** The room that a label needs, in pixels: for each of its characters, and beside it. */
const CHARACTER = 7.5;
const LABEL_MARGIN = 10;

export class TimeAxis {
  /** Maps days ago to percent of the width. */
  private readonly percent;

  constructor(readonly days: number, readonly now: number) {
    this.percent = scaleLinear().domain([days * (1 + MARGIN), -days * MARGIN]).range([0, 100]).clamp(true);
  }

  /** Returns where an age in days is, in percent of the width. */
  x(age: number): number {
    return this.percent(age);
  }

  /** Returns the ages that get a line: whole weeks and the oldest. */
  ticks(): number[] {
    const weeks = Array.from({ length: Math.floor(this.days / WEEK) + 1 }, (_, i) => i * WEEK);
    return weeks.at(-1) === this.days ? weeks : [...weeks, this.days];
  }

  /** Returns a scale from days ago to a range of pixels. */
  scale(range: [number, number]): ScaleLinear<number, number> {
    return this.percent.copy().range(range);
  }

  tickLabel(age: number): string {
    return age === 0 ? 'now' : `${age} d`;
  }

  /** Draws the axis in days ago into an SVG element of that width. */
  drawDays(into: SVGSVGElement, width: number): void {
    const scale = this.scale([0, width]);
    const every = width < 260 ? 2 : 1;
    const axis = axisTop(scale)
      .tickValues(this.ticks().filter((_, i) => i % every === (every === 2 ? 1 : 0) || i === 0))
      .tickFormat((age) => this.tickLabel(age.valueOf()))
      .tickSizeOuter(0);
    into.replaceChildren();
    select(into).append('g').attr('class', 'axis').attr('transform', 'translate(0,22)').call(axis);
  }

  /**
   * Returns the axis in days ago for paper, without a transformation: Chromium loses those in the header that it repeats on
   * each page.
   */
  forPaper(): SVGSVGElement {
    const labels = this.ticks().map((age) =>
      svg('text', { x: `${this.x(age)}%`, y: 14, 'text-anchor': 'middle' }, this.tickLabel(age)));
    return svg('svg', { class: 'axis axis-image', 'aria-hidden': 'true' }, ...labels);
  }

  /** Draws the axis in dates into an SVG element of that width. */
  drawDates(into: SVGSVGElement, width: number): void {
    const [oldest, newest] = this.percent.domain() as [number, number];
    const scale = scaleUtc([this.now - oldest * DAY_MS, this.now - newest * DAY_MS], [0, width]);
    into.replaceChildren();
    select(into).append('g').attr('class', 'axis').call(axisBottom<Date>(scale).ticks(Math.max(2, Math.floor(width / 90))).tickFormat(dayMonth).tickSizeOuter(0));
  }
}

/** A moment to mark on a bar. */
export interface Mark {
  age: number;
  kind: 'bad' | 'good' | 'other';
  title: string;
}

/** Draws a window as an image whose name is its sentence. It fits any width; labels are those for which this one has room. */
export function windowBar(window: RestorableWindow, axis: TimeAxis, width: number, marks: Mark[] = []): SVGSVGElement {
  const bar = svg('svg', { class: 'bar', role: 'img', 'aria-label': window.sentence, focusable: 'false' });
  for (const age of axis.ticks()) {
    bar.append(line(axis.x(age), 'tick'));
  }
  bar.append(svg('line', { class: 'base', x1: '0', x2: '100%', y1: '50%', y2: '50%' }));
  window.pieces.forEach((piece) => bar.append(...draw(piece, axis, width)));
  if (window.requiredDays !== null) {
    bar.append(requirement(axis.x(window.requiredDays)));
  }
  marks.filter((mark) => mark.age <= axis.days * (1 + MARGIN)).forEach((mark) => bar.append(drawMark(mark, axis)));
  return bar;
}

/** Explains the pieces, each with a sample. */
export function legend(): HTMLElement {
  const samples: [PieceKind | 'required', string][] = [
    ['window', 'restorable'],
    ['lost', 'history lost'],
    ['missing', 'required, not restorable'],
    ['growing', 'growing'],
    ['unknown', 'unknown'],
    ['exempt', 'exempt'],
    ['required', 'required days'],
  ];
  return el('ul', { class: 'legend', 'aria-label': 'What the bars show' }, ...samples.map(([kind, text]) => el('li', {}, sample(kind), text)));
}

function sample(kind: PieceKind | 'required'): SVGSVGElement {
  const swatch = svg('svg', { class: 'bar sample', 'aria-hidden': 'true' });
  if (kind === 'required') {
    swatch.append(requirement(50));
  } else {
    swatch.append(rect(kind, 5, 90));
    if (kind === 'unknown') {
      swatch.append(label('?', 50));
    }
  }
  return swatch;
}

function draw(piece: Piece, axis: TimeAxis, barWidth: number): SVGElement[] {
  const x = axis.x(piece.from);
  const width = axis.x(piece.to) - x;
  if (width <= 0) {
    return [];
  }
  const drawn: SVGElement[] = piece.kind === 'nothing' ? [] : [rect(piece.kind, x, Math.max(width, 0.4))];
  if (piece.label && (width * barWidth) / 100 >= piece.label.length * CHARACTER + LABEL_MARGIN) {
    if (piece.kind === 'nothing') {
      drawn.push(labelBack(piece.label, x + width / 2));
    }
    drawn.push(label(piece.label, x + width / 2));
  }
  return drawn;
}

export const rect = (kind: PieceKind, x: number, width: number): SVGElement =>
  svg('rect', { class: `piece ${kind}`, x: `${x.toFixed(2)}%`, width: `${width.toFixed(2)}%`, y: '24%', height: '52%', rx: 2 });

const label = (text: string, x: number): SVGElement =>
  svg('text', { class: 'label', x: `${x.toFixed(2)}%`, y: '50%', dy: '0.36em', 'text-anchor': 'middle' }, text);

/** Hides the line behind a label, which would strike its words out. */
function labelBack(text: string, x: number): SVGElement {
  const width = text.length * CHARACTER + LABEL_MARGIN;
  const at = svg('svg', { x: `${x.toFixed(2)}%`, overflow: 'visible' });
  at.append(svg('rect', { class: 'label-back', x: -width / 2, width, y: '30%', height: '40%' }));
  return at;
}

const line = (x: number, className: string): SVGElement =>
  svg('line', { class: className, x1: `${x.toFixed(2)}%`, x2: `${x.toFixed(2)}%`, y1: '0', y2: '100%' });

/** A line with a flag: the requirement begins here. */
function requirement(x: number): SVGElement {
  const at = svg('svg', { x: `${x.toFixed(2)}%`, overflow: 'visible' });
  at.append(
    svg('line', { class: 'required', x1: '0', x2: '0', y1: '6%', y2: '94%' }),
    svg('path', { class: 'flag', d: 'M-1 0H7L5 3.5L7 7H-1Z' }),
  );
  return at;
}

const MARKS = { bad: 'M-5 -5L5 5M-5 5L5 -5', good: 'M-5 0L-1 4L5 -5', other: 'M0 -5L5 0L0 5L-5 0Z' };

function drawMark(mark: Mark, axis: TimeAxis): SVGElement {
  const at = svg('svg', { x: `${axis.x(Math.max(0, mark.age)).toFixed(2)}%`, y: '87%', overflow: 'visible' });
  at.append(svg('path', { class: `mark ${mark.kind}`, d: MARKS[mark.kind] }, svg('title', {}, mark.title)));
  return at;
}
