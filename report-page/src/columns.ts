import { axisBottom, axisLeft } from 'd3-axis';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { el, svg } from './dom.js';
import { DAY_MS, dayMonth } from './format.js';

/** A chart of stacked columns over time; d3 places and labels the axes. Its numbers are also in a table below it. */

export interface Series {
  name: string;
  className: string;
}

export interface Column {
  at: number;
  /** One for each series, from the bottom. */
  values: number[];
}

export interface Chart {
  title: string;
  series: Series[];
  columns: Column[];
  from: number;
  to: number;
  /** Moments to mark with a line and words. */
  marks: { at: number; text: string }[];
}

const HEIGHT = 200;
const MARGIN = { top: 22, right: 32, bottom: 24, left: 44 };

export function columnChart(chart: Chart): HTMLElement {
  const image = svg('svg', { class: 'chart', role: 'img', 'aria-label': chart.title, focusable: 'false' });
  const figure = el('figure', { class: 'chart-box' }, el('figcaption', {}, chart.title), legend(chart.series), image);
  new ResizeObserver(() => draw(chart, image)).observe(figure);
  return figure;
}

const legend = (series: Series[]): HTMLElement =>
  el('ul', { class: 'legend' }, ...series.map(({ name, className }) =>
    el('li', {}, svg('svg', { class: 'sample', 'aria-hidden': 'true' }, svg('rect', { class: `share ${className}`, width: '100%', height: '100%' })), name)));

function draw(chart: Chart, image: SVGSVGElement): void {
  const width = image.getBoundingClientRect().width;
  if (width === 0) {
    return;
  }
  const highest = Math.max(1, ...chart.columns.map(({ values }) => values.reduce((a, b) => a + b, 0)));
  const x = scaleUtc([chart.from, chart.to + DAY_MS], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, highest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice();
  image.replaceChildren();
  image.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  select(image).append('g').attr('class', 'axis grid').attr('transform', `translate(${MARGIN.left},0)`)
    .call(axisLeft(y).ticks(4).tickSize(-(width - MARGIN.left - MARGIN.right)).tickFormat((n) => (Number.isInteger(n.valueOf()) ? n.valueOf().toLocaleString('en-US') : '')));
  select(image).append('g').attr('class', 'axis').attr('transform', `translate(0,${HEIGHT - MARGIN.bottom})`)
    .call(axisBottom<Date>(x).ticks(Math.max(2, Math.floor(width / 100))).tickFormat(dayMonth).tickSizeOuter(0));
  const day = x(chart.from + DAY_MS) - x(chart.from);
  const thick = day < 8 ? Math.max(1.5, day + 0.3) : Math.min(24, day * 0.8);
  for (const column of chart.columns) {
    let sum = 0;
    column.values.forEach((value, i) => {
      const top = y(sum + value);
      image.append(svg('rect', { class: `share ${chart.series[i]!.className}`, x: x(column.at), y: top, width: thick, height: y(sum) - top }));
      sum += value;
    });
  }
  chart.marks.forEach((mark) => image.append(
    svg('line', { class: 'mark-line', x1: x(mark.at), x2: x(mark.at), y1: MARGIN.top - 8, y2: HEIGHT - MARGIN.bottom }),
    svg('text', { class: 'mark-text', x: x(mark.at) + 4, y: MARGIN.top - 10 }, mark.text)));
}
