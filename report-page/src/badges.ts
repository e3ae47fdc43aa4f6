import type { Counts, Verdict } from './document.js';
import { el, svg } from './dom.js';
import { number } from './format.js';
import { VERDICTS, verdictLabel } from './labels.js';

/** Shows verdicts as a shape and a word, and fleets as a bar of them. No verdict is shown by its colour alone. */

const SHAPES: Record<Verdict, { outline: string; sign: string }> = {
  COMPLIANT: { outline: 'M8 .5a7.5 7.5 0 110 15a7.5 7.5 0 110-15Z', sign: 'M4.5 8.3L7 10.8L11.6 5.6' },
  NON_COMPLIANT: { outline: 'M5 .5H11L15.5 5V11L11 15.5H5L.5 11V5Z', sign: 'M5.2 5.2L10.8 10.8M10.8 5.2L5.2 10.8' },
  UNDETERMINED: { outline: 'M8 0L16 8L8 16L0 8Z', sign: 'M6 6.2C6 3.6 10 3.8 10 6.3C10 7.8 8 7.8 8 9.4M8 11.2V12' },
  EXEMPT: { outline: 'M2 .5H14L15.5 2V14L14 15.5H2L.5 14V2Z', sign: 'M6 4.8V11.2M10 4.8V11.2' },
  NOT_APPLICABLE: { outline: 'M8 2.5a5.5 5.5 0 110 11a5.5 5.5 0 110-11Z', sign: 'M5.5 8H10.5' },
};

export function verdictIcon(verdict: Verdict): SVGSVGElement {
  const { outline, sign } = SHAPES[verdict] ?? SHAPES.UNDETERMINED;
  return svg(
    'svg',
    { class: `icon ${className(verdict)}`, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { class: 'outline', d: outline }),
    svg('path', { class: 'sign', d: sign }),
  );
}

export const verdictBadge = (verdict: Verdict): HTMLElement =>
  el('span', { class: 'verdict' }, verdictIcon(verdict), verdictLabel(verdict) ?? verdict);

export const countOf = (counts: Counts, verdict: Verdict): number =>
  ({
    COMPLIANT: counts.compliant,
    NON_COMPLIANT: counts.nonCompliant,
    EXEMPT: counts.exempt,
    NOT_APPLICABLE: counts.notApplicable,
    UNDETERMINED: counts.undetermined,
  })[verdict];

/** Draws the share of each verdict. Each that occurs is visible, however few they are. */
export function verdictBar(counts: Counts): SVGSVGElement {
  const bar = svg('svg', { class: 'verdict-bar', role: 'img', 'aria-label': inWords(counts), focusable: 'false' });
  const present = VERDICTS.filter((verdict) => countOf(counts, verdict) > 0);
  const weight = (verdict: Verdict): number => Math.max(countOf(counts, verdict), counts.tables / 80);
  const whole = present.reduce((sum, verdict) => sum + weight(verdict), 0);
  let x = 0;
  for (const verdict of present) {
    const width = (100 * weight(verdict)) / whole;
    bar.append(svg('rect', { class: `share ${className(verdict)}`, x: `${x}%`, width: `${width}%`, y: '0', height: '100%' }));
    x += width;
  }
  return bar;
}

export const className = (verdict: Verdict): string => verdict.toLowerCase().replaceAll('_', '-');

function inWords(counts: Counts): string {
  return VERDICTS.map((verdict) => `${number(countOf(counts, verdict))} ${verdictLabel(verdict).toLowerCase()}`).join(', ');
}
