const MINUTE = 60;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const DAY_MS = DAY * 1000;

const count = new Intl.NumberFormat('en-US');
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC',
});

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Returns a day without its year, for an axis. */
export const dayMonth = (at: Date): string => shortDay.format(at);

export const number = (n: number): string => count.format(n);

/** Returns a number of things: `1 table`, `2,300 tables`. */
export const counted = (n: number, one: string, many = one + 's'): string => `${number(n)} ${n === 1 ? one : many}`;

export const money = (usd: number | null): string => (usd === null ? 'unknown' : dollars.format(usd));

export const date = (at: string | number): string => valid(at, (time) => day.format(time));

export const dateTime = (at: string | number): string => valid(at, (time) => minute.format(time) + ' UTC');

/** Returns a share of a whole in percent. It says 100 % only where nothing is missing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) {
    return 'none';
  }
  const share = (100 * part) / whole;
  return part < whole && share > 99.9 ? '> 99.9 %' : `${Number(share.toFixed(1))} %`;
}

/** Returns a duration with its two largest units: `2 d 4 h`, `35 min`. */
export function duration(seconds: number | null): string {
  if (seconds === null) {
    return 'unknown';
  }
  const units: [number, string][] = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [1, 's']];
  const at = units.findIndex(([size]) => seconds >= size);
  if (at < 0) {
    return '0 s';
  }
  const [size, unit] = units[at]!;
  const [nextSize, nextUnit] = units[at + 1] ?? [1, ''];
  const rest = nextUnit ? Math.floor((seconds % size) / nextSize) : 0;
  return `${Math.floor(seconds / size)} ${unit}` + (rest > 0 && seconds < 10 * DAY ? ` ${rest} ${nextUnit}` : '');
}

/** Returns a number of days as a bar's label: `35 d`, `2.5 d`, `7 h`. A part of a day counts only while it matters. */
export function days(n: number): string {
  if (n < 1) {
    return n * 24 < 1 ? '< 1 h' : `${Math.floor(n * 24)} h`;
  }
  return `${n < 3 ? Math.floor(n * 10) / 10 : Math.floor(n + 0.01)} d`;
}

function valid(at: string | number, format: (time: number) => string): string {
  const time = typeof at === 'number' ? at : Date.parse(at);
  return Number.isFinite(time) ? format(time) : String(at);
}
