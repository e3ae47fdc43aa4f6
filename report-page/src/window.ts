import type { Recovery, TableView } from './document.js';
import { DAY_MS, date, dateTime, days } from './format.js';

/** Works out what of a table's past can be restored: the pieces of its bar, in days before the report. Draws nothing. */

export type PieceKind =
  /** It can be restored. */
  | 'window'
  /** It can be restored, and nobody requires that. */
  | 'exempt'
  /** It cannot be restored yet; the window grows there by itself. */
  | 'growing'
  /** It is required and cannot be restored: recovery is off, its period too short or its latest point too old. */
  | 'missing'
  /** It could be restored and no longer can. */
  | 'lost'
  | 'lost-acknowledged'
  /** Nobody could read it: neither on nor off. */
  | 'unknown'
  /** Nothing can be restored, and nobody requires that: only words. */
  | 'nothing';

/** A piece of a bar between two ages in days, `from` being the older one. */
export interface Piece {
  kind: PieceKind;
  from: number;
  to: number;
  label: string;
}

export interface RestorableWindow {
  pieces: Piece[];
  /** Days that the policy requires; null where it names no number. */
  requiredDays: number | null;
  /** Days that should be restorable: those, or the whole period where the policy only requires recovery; null if none. */
  expectedDays: number | null;
  /** Days that can be restored; null where that is unknown. */
  restorable: number | null;
  /** The same in a few words, such as `6 d of 35 d`. */
  short: string;
  /** All that the bar shows, in a sentence. */
  sentence: string;
}

/** How far AWS may be behind when a table is read, without being late. */
const LAG_DAYS = 1 / 24;
const TOLERANCE_DAYS = 1 / 24;
const MAX_PERIOD = 35;

/** Returns the window of a table as the report saw it. */
export function windowOf(table: TableView, now: number): RestorableWindow {
  const ago = (at: string): number => (now - Date.parse(at)) / DAY_MS;
  const base = pieces(table, ago);
  const lost = table.losses.map(
    (loss): Piece => ({
      kind: loss.acknowledged ? 'lost-acknowledged' : 'lost',
      from: ago(loss.from),
      to: ago(loss.to),
      label: loss.acknowledged ? 'lost, acknowledged' : 'lost',
    }),
  );
  const restorable = restorableDays(table, ago);
  const requiredDays = table.recovery.requiredDays;
  return {
    pieces: [...base.flatMap((piece) => without(piece, lost)), ...lost],
    requiredDays,
    expectedDays: needsNothing(table) ? null : (requiredDays ?? table.recovery.periodDays ?? MAX_PERIOD),
    restorable,
    short: short(table, restorable, requiredDays),
    sentence: sentence(table, restorable),
  };
}

/** Returns how many days of the past the axis of all bars shows. */
export const axisDays = (tables: readonly TableView[]): number =>
  tables.reduce((most, { recovery }) => Math.max(most, recovery.requiredDays ?? 0, recovery.periodDays ?? 0), MAX_PERIOD);

const isUnknown = (table: TableView): boolean =>
  table.verdict === 'UNDETERMINED' || table.recovery.status === 'UNREADABLE';

const needsNothing = (table: TableView): boolean => table.verdict === 'EXEMPT' || table.verdict === 'NOT_APPLICABLE';

function pieces(table: TableView, ago: (at: string) => number): Piece[] {
  const { recovery } = table;
  const required = recovery.requiredDays ?? MAX_PERIOD;
  if (recovery.status === 'GONE') {
    return [{ kind: 'nothing', from: MAX_PERIOD, to: 0, label: 'deleted' }];
  }
  if (isUnknown(table)) {
    return [{ kind: 'unknown', from: required, to: 0, label: '? unknown' }];
  }
  if (recovery.status === 'DISABLED') {
    return [needsNothing(table)
      ? { kind: 'nothing', from: MAX_PERIOD, to: 0, label: `off, ${freedom(table)}` }
      : { kind: 'missing', from: required, to: 0, label: 'off' }];
  }
  if (recovery.earliest === null) {
    return [{ kind: 'unknown', from: required, to: 0, label: '? unknown' }];
  }
  return enabled(table, ago(recovery.earliest), unreachable(table, ago));
}

/** Returns the newest days that cannot be restored, because AWS was behind when the table was read; 0 where it was not. */
function unreachable({ recovery, observedAt }: TableView, ago: (at: string) => number): number {
  if (recovery.latest === null) {
    return 0;
  }
  const newest = ago(recovery.latest);
  return newest - (observedAt === null ? 0 : ago(observedAt)) > LAG_DAYS ? newest : 0;
}

function enabled(table: TableView, earliest: number, latest: number): Piece[] {
  const { recovery } = table;
  const free = needsNothing(table);
  const all: Piece[] = [{ kind: free ? 'exempt' : 'window', from: earliest, to: latest, label: '' }];
  if (latest > 0) {
    all.push({ kind: 'missing', from: latest, to: 0, label: 'too old' });
  }
  return free ? [...all, { kind: 'nothing', from: MAX_PERIOD, to: earliest, label: freedom(table) }] : [...all, ...gap(recovery, earliest)];
}

/** Why nothing is required, for a label. */
const freedom = ({ exemption }: TableView): string => (exemption ? `exempt until ${date(exemption.until)}` : 'nothing required');

/** What is required before the window begins: some of it comes by itself, the rest does not. */
function gap(recovery: Recovery, earliest: number): Piece[] {
  const required = recovery.requiredDays ?? recovery.periodDays ?? earliest;
  const reach = Math.min(required, recovery.periodDays ?? required);
  const all: Piece[] = [];
  if (required > Math.max(reach, earliest) + TOLERANCE_DAYS) {
    all.push({ kind: 'missing', from: required, to: Math.max(reach, earliest), label: 'too short' });
  }
  if (reach > earliest + TOLERANCE_DAYS) {
    all.push({ kind: recovery.growing ? 'growing' : 'missing', from: reach, to: earliest, label: recovery.growing ? 'growing' : '' });
  }
  return all;
}

/** Returns what is left of a piece where nothing was lost, so that each day is drawn once. What can be restored stays. */
function without(piece: Piece, lost: Piece[]): Piece[] {
  if (piece.kind === 'window' || piece.kind === 'exempt') {
    return [piece];
  }
  return lost.reduce(
    (rest, loss) =>
      rest.flatMap((part) =>
        [
          { ...part, to: Math.max(part.to, Math.min(part.from, loss.from)) },
          { ...part, from: Math.min(part.from, Math.max(part.to, loss.to)) },
        ].filter(({ from, to }) => from > to),
      ),
    [piece],
  );
}

function restorableDays(table: TableView, ago: (at: string) => number): number | null {
  const { recovery } = table;
  if (isUnknown(table)) {
    return null;
  }
  if (recovery.status !== 'ENABLED') {
    return 0;
  }
  if (recovery.earliest === null) {
    return null;
  }
  return Math.max(0, ago(recovery.earliest) - unreachable(table, ago));
}

function short(table: TableView, restorable: number | null, required: number | null): string {
  if (table.recovery.status === 'GONE') {
    return 'deleted';
  }
  if (restorable === null) {
    return 'unknown';
  }
  const has = restorable === 0 ? 'off' : days(restorable);
  return required === null ? has : `${restorable === 0 ? '0' : has.replace(' d', '')} of ${required} d`;
}

function sentence(table: TableView, restorable: number | null): string {
  const { recovery } = table;
  const parts = [
    state(table, restorable),
    table.verdict === 'EXEMPT' ? `Exempt until ${table.exemption ? date(table.exemption.until) : 'a day that is unknown'}.` : '',
    recovery.requiredDays === null ? '' : `The policy requires ${recovery.requiredDays} days.`,
    ...table.losses.map(
      (loss) => `Lost${loss.acknowledged ? ' (acknowledged)' : ''}: ${dateTime(loss.from)} to ${dateTime(loss.to)}.`,
    ),
  ];
  return parts.filter(Boolean).join(' ');
}

function state(table: TableView, restorable: number | null): string {
  const { recovery } = table;
  if (recovery.status === 'GONE') {
    return 'The table no longer exists.';
  }
  if (restorable === null) {
    return recovery.earliest === null
      ? 'Unknown: it could not be read.'
      : `Unknown: it could not be read. Last known to be restorable since ${dateTime(recovery.earliest)}.`;
  }
  if (recovery.status === 'DISABLED') {
    return 'Nothing can be restored: recovery is off.';
  }
  const until = recovery.latest === null ? '' : ` up to ${dateTime(recovery.latest)}`;
  const grows = recovery.growing ? ' and growing' : '';
  return `Restorable from ${dateTime(recovery.earliest!)}${until}: ${days(restorable)}${grows}.`;
}
