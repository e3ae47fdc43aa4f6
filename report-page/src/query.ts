import type { Verdict } from './document.js';
import { compareNames, compareTexts, type Row } from './rows.js';

/** Sorts, filters and searches the rows. Arrays are enough: 10,000 rows take a few milliseconds (docs/adr/0017). */

export type SortKey = 'urgency' | 'table' | 'place' | 'days' | 'finding' | 'owner' | 'cost';

export interface Query {
  search: string;
  verdicts: ReadonlySet<Verdict>;
  attention: boolean;
  account: string;
  region: string;
  finding: string;
  owner: string;
  /** The status of the proof by drills. */
  proof: string;
  sort: SortKey;
  descending: boolean;
}

export const EVERYTHING: Query = {
  search: '', verdicts: new Set(), attention: false, account: '', region: '', finding: '', owner: '', proof: '', sort: 'urgency', descending: false,
};

export interface Answer {
  rows: Row[];
  /** How many rows of each verdict all other filters let through. */
  verdicts: Map<Verdict, number>;
}

/** Answers queries on rows that do not change. Each order is worked out once. */
export class Queries {
  private readonly orders = new Map<string, readonly Row[]>();

  /** Creates it for rows that are in the order of their rank. */
  constructor(private readonly rows: readonly Row[]) {}

  answer(query: Query): Answer {
    const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Map<Verdict, number>();
    const rows = this.ordered(query).filter((row) => {
      if (!matches(row, query, words)) {
        return false;
      }
      const { verdict } = row.table;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      return query.verdicts.size === 0 || query.verdicts.has(verdict);
    });
    return { rows, verdicts };
  }

  private ordered({ sort, descending }: Query): readonly Row[] {
    const name = `${sort} ${descending}`;
    let order = this.orders.get(name);
    if (!order) {
      const sign = descending ? -1 : 1;
      order = [...this.rows].sort((a, b) => sign * COMPARE[sort](a, b));
      this.orders.set(name, order);
    }
    return order;
  }
}

function matches(row: Row, query: Query, words: string[]): boolean {
  return (
    words.every((word) => row.haystack.includes(word)) &&
    (!query.attention || row.attention) &&
    (!query.account || row.table.account === query.account) &&
    (!query.region || row.table.region === query.region) &&
    (!query.finding || row.findings.includes(query.finding)) &&
    (!query.owner || row.owners.includes(query.owner)) &&
    (!query.proof || row.table.restoreProof?.status === query.proof)
  );
}

/** An unknown value comes first: it may be the worst. */
const known = (value: number | null): number => value ?? -1;

const COMPARE: Record<SortKey, (a: Row, b: Row) => number> = {
  urgency: (a, b) => a.rank - b.rank,
  table: compareNames,
  place: (a, b) => compareTexts(a.table.account, b.table.account) || compareTexts(a.table.region, b.table.region),
  days: (a, b) => known(a.window.restorable) - known(b.window.restorable),
  finding: (a, b) => compareTexts(a.brief, b.brief),
  owner: (a, b) => compareTexts(a.owners.join(' '), b.owners.join(' ')),
  cost: (a, b) => known(a.table.cost.now) - known(b.table.cost.now),
};
