import type { Place, ReportDocument, Severity, TableView } from './document.js';
import { SEVERITIES, VERDICTS, findingLabel, isInformational, proofLabel, verdictLabel } from './labels.js';
import { axisDays, windowOf, type RestorableWindow } from './window.js';

/** A table with all that the list shows, sorts, filters and searches by, worked out once. */
export interface Row {
  table: TableView;
  window: RestorableWindow;
  /** Its place in the order by urgency; the most urgent is 0. */
  rank: number;
  /** Whether somebody must do something. */
  attention: boolean;
  /** The kinds of what was found. */
  findings: string[];
  /** What is wrong in a few words; empty where nothing is. */
  brief: string;
  /** Who answers for it: the owners of its exemption and of its account. */
  owners: string[];
  accountName: string | null;
  /** All that is searched, in lower case. */
  haystack: string;
}

export interface Fleet {
  document: ReportDocument;
  now: number;
  axisDays: number;
  /** Most urgent first. */
  rows: Row[];
}

/** Works out the rows of a document. */
export function fleetOf(document: ReportDocument): Fleet {
  const now = Date.parse(document.report.at);
  const places = new Map(document.places.map((place) => [`${place.account} ${place.region}`, place]));
  const rows = document.tables.map((table) => rowOf(table, places.get(`${table.account} ${table.region}`), now));
  rows.sort(byUrgency);
  rows.forEach((row, i) => (row.rank = i));
  return { document, now, axisDays: axisDays(document.tables), rows };
}

function rowOf(table: TableView, place: Place | undefined, now: number): Row {
  const notices = table.notices.filter((notice) => !isInformational(notice.kind));
  const findings = [
    ...table.violations.map((violation) => violation.kind),
    ...table.notices.map((notice) => notice.kind),
    ...(table.flapping ? ['Flapping'] : []),
    ...(table.verdict === 'UNDETERMINED' ? ['Undetermined'] : []),
  ];
  const owners = [table.exemption?.owner, place?.owner].filter((owner): owner is string => !!owner);
  const brief = briefOf(table);
  return {
    table,
    window: windowOf(table, now),
    rank: 0,
    attention: table.verdict === 'NON_COMPLIANT' || table.verdict === 'UNDETERMINED' || !!table.flapping || notices.length > 0,
    findings: [...new Set(findings)],
    brief,
    owners: [...new Set(owners)],
    accountName: place?.name ?? null,
    haystack: [
      table.name, table.account, table.region, place?.name, table.rule, ...owners, brief,
      verdictLabel(table.verdict), ...findings.map(findingLabel), table.exemption?.reason, table.restoreProof && proofLabel(table.restoreProof.status),
    ].filter(Boolean).join('\n').toLowerCase(),
  };
}

function briefOf(table: TableView): string {
  const parts = [
    table.flapping ? 'flapping' : '',
    ...table.violations.map((violation) => violation.brief),
    ...table.notices.filter((notice) => !isInformational(notice.kind)).map((notice) => findingLabel(notice.kind).toLowerCase()),
  ].filter(Boolean);
  if (parts.length > 0) {
    return parts.join('; ');
  }
  if (table.exemption) {
    return `until ${table.exemption.until}: ${table.exemption.reason}`;
  }
  return table.reason ?? (table.notices.length > 0 ? findingLabel(table.notices[0]!.kind).toLowerCase() : '');
}

function byUrgency(a: Row, b: Row): number {
  return (
    VERDICTS.indexOf(a.table.verdict) - VERDICTS.indexOf(b.table.verdict) ||
    severity(b) - severity(a) ||
    Number(b.attention) - Number(a.attention) ||
    (a.window.restorable ?? 0) - (b.window.restorable ?? 0) ||
    compareNames(a, b)
  );
}

const severity = ({ table }: Row): number => SEVERITIES.indexOf(table.severity as Severity);

const collator = new Intl.Collator('en', { numeric: true });

/** Compares texts as people sort them, and equal ones without asking. */
export const compareTexts = (a: string, b: string): number => (a === b ? 0 : collator.compare(a, b));

export const compareNames = (a: Row, b: Row): number =>
  compareTexts(a.table.name, b.table.name) || compareTexts(a.table.arn, b.table.arn);
