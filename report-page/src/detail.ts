import { verdictBadge } from './badges.js';
import { windowBar, type Mark, type TimeAxis } from './bars.js';
import { commandBlock } from './command.js';
import type { TableView, TimelineEntry } from './document.js';
import { el, svg, type Child } from './dom.js';
import { DAY_MS, date, dateTime, money } from './format.js';
import { findingLabel, timelineLabel } from './labels.js';
import { proofDetail } from './proofs.js';
import type { Row } from './rows.js';
import { outside, printable } from './text.js';

export interface DetailListener {
  step(row: Row, step: number): Row | undefined;
  position(row: Row): string;
  opened(row: Row): void;
  closed(row: Row): void;
}

/** About as wide as the bar is, where there is room. */
const WIDTH = 780;

/** One table in full, over the page: its window, what is wrong and what to do, and what happened to it. */
export class Detail {
  private readonly dialog = el('dialog', { class: 'detail', 'aria-labelledby': 'detail-name' });
  private readonly resized = new ResizeObserver(() => this.drawAxes());
  private row: Row | undefined;

  constructor(private readonly axis: TimeAxis, private readonly listener: DetailListener) {
    document.body.append(this.dialog);
    this.dialog.addEventListener('close', () => this.row && this.listener.closed(this.row));
    this.dialog.addEventListener('click', (event) => event.target === this.dialog && this.dialog.close());
    this.resized.observe(this.dialog);
  }

  open(row: Row): void {
    this.row = row;
    this.dialog.replaceChildren(this.head(row), this.content(row));
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.dialog.scrollTop = 0;
    this.drawAxes();
    this.listener.opened(row);
  }

  private head(row: Row): HTMLElement {
    const step = (title: string, by: number): HTMLElement => {
      const other = this.listener.step(row, by);
      const go = (): void => {
        this.open(other!);
        this.dialog.querySelector<HTMLElement>(by > 0 ? '.next' : '.previous')?.focus();
      };
      return el('button', { type: 'button', class: by > 0 ? 'next' : 'previous', 'aria-disabled': other ? null : 'true', onclick: () => other && go() }, title);
    };
    return el(
      'header',
      { class: 'detail-head' },
      el('div', { class: 'detail-steps' }, step('Previous', -1), step('Next', 1), el('span', { class: 'sub' }, this.listener.position(row))),
      el('button', { type: 'button', class: 'close', onclick: () => this.dialog.close() }, 'Close'),
    );
  }

  private content(row: Row): HTMLElement {
    const { table } = row;
    return el(
      'div',
      { class: 'detail-body' },
      el('p', { class: 'detail-verdict' }, verdictBadge(table.verdict), table.severity && el('span', { class: `severity ${table.severity.toLowerCase()}` }, table.severity.toLowerCase())),
      el('h2', { id: 'detail-name', tabindex: '-1' }, outside(table.name)),
      this.window(row),
      ...problems(table),
      proofDetail(row, this.axis.now),
      facts(row),
      timeline(table.timeline),
    );
  }

  private window(row: Row): HTMLElement {
    const marks = row.table.timeline.map((entry): Mark => ({
      age: (this.axis.now - Date.parse(entry.at)) / DAY_MS,
      kind: markKind(entry.kind),
      title: `${dateTime(entry.at)}: ${timelineLabel(entry.kind)}`,
    }));
    return el(
      'figure',
      { class: 'detail-window' },
      svg('svg', { class: 'axis-image days-axis', 'aria-hidden': 'true' }),
      windowBar(row.window, this.axis, Math.min(WIDTH, innerWidth), marks),
      svg('svg', { class: 'axis-image dates-axis', 'aria-hidden': 'true' }),
      el('figcaption', {}, row.window.sentence),
    );
  }

  private drawAxes(): void {
    const [days, dates] = this.dialog.querySelectorAll<SVGSVGElement>('.axis-image');
    const width = days?.getBoundingClientRect().width ?? 0;
    if (days && dates && width > 0) {
      this.axis.drawDays(days, width);
      this.axis.drawDates(dates, width);
    }
  }
}

const BAD = new Set(['ACTOR', 'OPENED', 'HISTORY_LOST', 'FAILED', 'FLAPPING', 'DELETED', 'UNREADABLE', 'EXEMPTION_ENDED']);
const GOOD = new Set(['REMEDIATED', 'RESOLVED', 'ACKNOWLEDGED', 'LOSS_WITHDRAWN']);

const markKind = (kind: string): Mark['kind'] => (BAD.has(kind) ? 'bad' : GOOD.has(kind) ? 'good' : 'other');

/** What is wrong, why it matters and what to do; the command last, because it is what most people look for. */
function problems(table: TableView): Child[] {
  const commands = new Set(table.violations.map((violation) => violation.remedy).filter(isCommand));
  const findings = table.violations.map((violation) =>
    el(
      'li',
      { class: 'finding' },
      el('h4', {}, findingLabel(violation.kind), el('span', { class: `severity ${violation.severity.toLowerCase()}` }, violation.severity.toLowerCase())),
      el('p', {}, outside(violation.message)),
      el('p', { class: 'sub' }, outside(violation.why)),
      isCommand(violation.remedy) ? commandBlock(violation.remedy) : el('p', {}, el('strong', {}, 'To do: '), outside(violation.remedy)),
    ),
  );
  const notices = table.notices.map((notice) =>
    el('li', { class: 'notice' }, el('h4', {}, findingLabel(notice.kind)), el('p', {}, outside(notice.message))),
  );
  return [
    table.flapping && el('section', { class: 'callout bad' }, el('h3', {}, 'Flapping'),
      el('p', {}, `Automatic remediation is suspended since ${dateTime(table.flapping.since)}. Recovery was disabled by `, outside(table.flapping.disables), '.')),
    findings.length > 0 && el('section', {}, el('h3', {}, findings.length === 1 ? 'What is wrong' : `What is wrong: ${findings.length} findings`), el('ol', { class: 'plain' }, ...findings)),
    table.reason && findings.length === 0 && el('section', {}, el('h3', {}, 'Why'), el('p', {}, outside(table.reason))),
    table.command && !commands.has(table.command) && el('section', {}, el('h3', {}, 'Command'), commandBlock(table.command)),
    notices.length > 0 && el('section', {}, el('h3', {}, 'Notices'), el('ul', { class: 'plain' }, ...notices)),
  ];
}

const isCommand = (remedy: string): boolean => /^(aws|\.\/pitr-guard) /.test(remedy);

function facts(row: Row): HTMLElement {
  const { table } = row;
  const { recovery, exemption, cost } = table;
  const pairs: [string, Child][] = [
    ['Account', row.accountName ? el('span', {}, outside(row.accountName), ` (${printable(table.account)})`) : outside(table.account)],
    ['Region', outside(table.region)],
    ['Owner', row.owners.length > 0 && outside(row.owners.join(', '))],
    ['Rule', table.rule && outside(table.rule)],
    ['Recovery period', recovery.periodDays !== null ? `${recovery.periodDays} days` : recovery.status === 'DISABLED' ? 'none: recovery is off' : 'unknown'],
    ['Required', required(row)],
    ['Exemption', exemption && el('span', {}, `until ${date(exemption.until)}: `, outside(exemption.reason), ', ', outside(exemption.owner))],
    ...table.losses.map((loss): [string, Child] => ['Lost history', el('span', {}, `${dateTime(loss.from)} to ${dateTime(loss.to)}`, loss.by && ', ', loss.by && outside(loss.by), loss.acknowledged && ' (acknowledged)')]),
    ['Cost a month', cost.note ? outside(cost.note) : cost.now === cost.afterRemediation ? money(cost.now) : `${money(cost.now)} now, ${money(cost.afterRemediation)} after remediation`],
    ['Last read', table.observedAt ? dateTime(table.observedAt) : 'never'],
    ['ARN', outside(table.arn)],
  ];
  const shown = pairs.filter(([, value]) => value);
  return el('section', {}, el('h3', {}, 'Facts'), el('dl', { class: 'facts' }, ...shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])));
}

function required({ window }: Row): string {
  if (window.requiredDays !== null) {
    return `${window.requiredDays} days`;
  }
  return window.expectedDays === null ? 'nothing' : 'recovery on, for any number of days';
}

function timeline(entries: TimelineEntry[]): HTMLElement {
  const newestFirst = [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const items = newestFirst.map((entry) =>
    el(
      'li',
      { class: markKind(entry.kind) },
      el('time', { datetime: entry.at }, dateTime(entry.at)),
      el('strong', {}, timelineLabel(entry.kind)),
      el('p', {}, outside(entry.text)),
      entry.actor && el('p', { class: 'sub' }, 'by ', outside(entry.actor)),
    ),
  );
  return el('section', {}, el('h3', {}, 'Timeline'), items.length > 0 ? el('ol', { class: 'timeline' }, ...items) : el('p', { class: 'sub' }, 'Nothing is recorded.'));
}
