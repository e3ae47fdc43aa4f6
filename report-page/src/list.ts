import { Virtualizer, defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { TimeAxis } from './bars.js';
import { el, svg } from './dom.js';
import type { Query, SortKey } from './query.js';
import { COLUMNS, rowElement } from './row.js';
import type { Row } from './rows.js';

/** The list of tables. Only the rows in view are in the page; `aria-rowcount` and `aria-rowindex` tell of the others. */

const ROW_HEIGHT = 52;
const CARD_HEIGHT = 124;
const OVERSCAN = 6;

export interface ListListener {
  sort(key: SortKey): void;
  open(row: Row): void;
}

export class TableList {
  readonly element: HTMLElement;
  private readonly body = el('tbody', { role: 'rowgroup' });
  private readonly table: HTMLTableElement;
  private readonly axisImage = svg('svg', { class: 'axis-image', 'aria-hidden': 'true', focusable: 'false' });
  private readonly headers = new Map<SortKey, HTMLElement>();
  private readonly drawn = new Map<Row, HTMLTableRowElement>();
  private readonly head: HTMLTableSectionElement;
  private readonly narrow = matchMedia('(max-width: 47.99rem)');
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private barWidth = 0;
  private rows: Row[] = [];
  private active = 0;

  constructor(private readonly axis: TimeAxis, private readonly listener: ListListener) {
    this.head = this.header();
    this.table = el('table', { role: 'table', 'aria-labelledby': 'tables-heading', 'aria-colcount': COLUMNS.length }, this.head, this.body);
    this.element = el('div', { class: 'scroller' }, this.table);
    this.virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.options());
    this.body.addEventListener('keydown', (event) => this.onKey(event));
    this.body.addEventListener('click', (event) => this.onClick(event));
    this.narrow.addEventListener('change', () => this.resize());
  }

  /** Begins to draw, once the element is in the page. */
  mount(): void {
    this.virtualizer._didMount();
    new ResizeObserver(() => this.resize()).observe(this.head);
  }

  show(rows: Row[], query: Query): void {
    this.rows = rows;
    this.active = 0;
    this.table.setAttribute('aria-rowcount', String(rows.length + 1));
    for (const [key, header] of this.headers) {
      header.setAttribute('aria-sort', key !== query.sort ? 'none' : query.descending ? 'descending' : 'ascending');
    }
    this.element.scrollTop = 0;
    // Without waiting for the event: the rows at the old place need not be drawn.
    this.virtualizer.scrollOffset = 0;
    this.resize();
  }

  /** Returns the row that many places after another one in the order shown. */
  neighbour(row: Row, step: number): Row | undefined {
    return this.rows[this.rows.indexOf(row) + step];
  }

  /** Returns where a row is in the order shown, counted from 1; 0 if it is not shown. */
  position(row: Row): number {
    return this.rows.indexOf(row) + 1;
  }

  /** Moves the keyboard to a row. */
  focus(row: Row): void {
    this.move(Math.max(0, this.rows.indexOf(row)));
  }

  private resize(): void {
    const image = this.axisImage.getBoundingClientRect();
    if (image.width > 0 && image.width !== this.barWidth) {
      this.barWidth = image.width;
      this.axis.drawDays(this.axisImage, image.width);
      this.drawn.forEach((element) => element.remove());
      this.drawn.clear();
    }
    this.virtualizer.setOptions(this.options());
    this.virtualizer._willUpdate();
    this.virtualizer.measure();
    this.draw();
  }

  private options(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    const headHeight = this.head?.offsetHeight ?? 0;
    return {
      count: this.rows.length,
      estimateSize: () => (this.narrow.matches ? CARD_HEIGHT : ROW_HEIGHT),
      getScrollElement: () => this.element,
      overscan: OVERSCAN,
      scrollMargin: headHeight,
      scrollPaddingStart: headHeight,
      // The row that has the keyboard stays in the page while it is out of view.
      rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), this.active])].filter((i) => i < this.rows.length).sort((a, b) => a - b),
      onChange: () => this.draw(),
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
    };
  }

  private draw(): void {
    const items = this.virtualizer.getVirtualItems();
    const needed = new Set(items.map((item) => this.rows[item.index]!));
    for (const [row, element] of this.drawn) {
      if (!needed.has(row)) {
        element.remove();
        this.drawn.delete(row);
      }
    }
    this.body.style.height = `${this.virtualizer.getTotalSize()}px`;
    this.element.style.setProperty('--content', `${this.virtualizer.getTotalSize() + this.head.offsetHeight + 2}px`);
    let next = this.body.firstElementChild;
    for (const item of items) {
      const element = this.rowAt(item.index);
      element.style.transform = `translateY(${item.start - this.virtualizer.options.scrollMargin}px)`;
      element.style.height = `${item.size}px`;
      if (element === next) {
        next = next.nextElementSibling;
      } else {
        this.body.insertBefore(element, next);
      }
    }
  }

  private rowAt(index: number): HTMLTableRowElement {
    const row = this.rows[index]!;
    let element = this.drawn.get(row);
    if (!element) {
      element = rowElement(row, this.axis, this.barWidth);
      this.drawn.set(row, element);
    }
    element.setAttribute('aria-rowindex', String(index + 2));
    element.dataset['index'] = String(index);
    element.querySelector('button')!.tabIndex = index === this.active ? 0 : -1;
    return element;
  }

  private header(): HTMLTableSectionElement {
    const cells = COLUMNS.map(({ key, title, className }, i) => {
      const button = el('button', { type: 'button', class: 'sort', onclick: () => this.listener.sort(key) }, title);
      const cell = el('th', { role: 'columnheader', scope: 'col', class: className, 'aria-colindex': i + 1 }, button);
      if (key === 'days') {
        cell.append(el('span', { class: 'sub' }, ' by days before this report'), this.axisImage);
      }
      this.headers.set(key, cell);
      return cell;
    });
    return el('thead', { role: 'rowgroup' }, el('tr', { role: 'row', 'aria-rowindex': 1 }, ...cells));
  }

  private onClick(event: MouseEvent): void {
    const index = (event.target as Element).closest('tr')?.dataset['index'];
    const selecting = !(getSelection()?.isCollapsed ?? true);
    if (index !== undefined && !selecting) {
      this.active = Number(index);
      this.listener.open(this.rows[this.active]!);
    }
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / (this.virtualizer.getVirtualItems()[0]?.size ?? ROW_HEIGHT)) - 2);
    const last = this.rows.length - 1;
    const to: Record<string, number> = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: last,
    };
    const target = to[event.key];
    if (target !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.move(Math.min(last, Math.max(0, target)));
    }
  }

  private move(index: number): void {
    this.active = index;
    this.virtualizer.setOptions(this.options());
    this.virtualizer.scrollToIndex(index, { align: 'auto' });
    this.draw();
    this.drawn.get(this.rows[index]!)?.querySelector('button')?.focus({ preventScroll: true });
  }
}
