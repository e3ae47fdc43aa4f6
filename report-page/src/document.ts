/**
 * The report document, format 1: what the Java side writes into the page (report.schema.json says the same for machines).
 * All times are ISO-8601 in UTC, all money is US dollars a month, null means unknown. Names, tags, owners, actors and
 * reasons come from outside.
 */
export interface ReportDocument {
  report: ReportHead;
  headline: Headline;
  summary: Counts;
  places: Place[];
  sweeps: SweepPoint[];
  drift: DriftEvent[];
  timeToRemediate: TimeToRemediate | null;
  cost: FleetCost;
  controls: Control[];
  tables: TableView[];
}

export type Verdict = 'COMPLIANT' | 'NON_COMPLIANT' | 'EXEMPT' | 'NOT_APPLICABLE' | 'UNDETERMINED';
export type Severity = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW';

export interface ReportHead {
  format: 1;
  at: string;
  from: 'ledger' | 'sweep';
  scope: { account: string; region: string } | { organization: string | null; accounts: number; regions: number };
  ledger: string | null;
  newestObservationAt: string | null;
  stale: boolean;
  complete: boolean;
  version: string;
  policy: { source: string; digest: string | null; appliedAt: string | null } | null;
  tablesOmitted?: number;
}

export interface Headline {
  severity: Severity | 'NONE';
  text: string;
  todo: string | null;
}

/** The five verdicts add up to `tables`. */
export interface Counts {
  tables: number;
  compliant: number;
  nonCompliant: number;
  exempt: number;
  notApplicable: number;
  undetermined: number;
  gone: number;
  flapping: number;
  historyLost: number;
}

/** One account in one region. `failure` says why it could not be read; its counts are then those that are known. */
export interface Place extends Counts {
  account: string;
  name: string | null;
  owner: string | null;
  region: string;
  failure: string | null;
}

export interface SweepPoint {
  at: string;
  compliant: number;
  nonCompliant: number;
  exempt: number;
  notApplicable: number;
  undetermined: number;
  fixed: number;
  policyDigest: string | null;
}

export interface DriftEvent {
  at: string;
  table: string;
  account: string;
  region: string;
  kind: string;
  actor: string | null;
  endedAt: string | null;
  endedBy: 'pitr-guard' | 'person' | null;
}

export interface TimeToRemediate {
  count: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
  longestSeconds: number | null;
}

/** `unknown` counts the tables without an estimate. */
export interface FleetCost {
  now: number | null;
  afterRemediation: number | null;
  unknown: number;
}

export interface Control {
  framework: string;
  id: string;
  title: string;
  url: string | null;
  findings: string[];
}

export interface TableView {
  arn: string;
  name: string;
  account: string;
  region: string;
  verdict: Verdict;
  severity: Severity | null;
  rule: string | null;
  violations: Violation[];
  notices: Notice[];
  reason: string | null;
  recovery: Recovery;
  losses: Loss[];
  exemption: Exemption | null;
  flapping: { since: string; disables: string } | null;
  cost: { now: number | null; afterRemediation: number | null; note: string | null };
  observedAt: string | null;
  timeline: TimelineEntry[];
  command: string | null;
  /** Null or missing where no rule asks for drills and the table never had one. */
  restoreProof?: RestoreProof | null;
}

export type ProofStatus = 'PROVEN' | 'FAILED' | 'OVERDUE' | 'NOT_PROVEN' | 'UNKNOWN';

/** How the restore of a table is proven by drills; `drills` has the newest ones, oldest first. */
export interface RestoreProof {
  status: ProofStatus;
  provenAt: string | null;
  recoverySeconds: number | null;
  targetSeconds: number | null;
  everyDays: number | null;
  deadline: string | null;
  reason: string | null;
  evidence: { drill: string; record: number | null; sha256: string | null } | null;
  drills: DrillPoint[];
}

export interface DrillPoint {
  at: string;
  verdict: 'PASSED' | 'FAILED' | 'NOT_PROVEN';
  recoverySeconds: number | null;
}

export interface Violation {
  kind: string;
  severity: Severity;
  brief: string;
  message: string;
  why: string;
  remedy: string;
}

export interface Notice {
  kind: string;
  message: string;
}

export interface Recovery {
  status: 'ENABLED' | 'DISABLED' | 'UNREADABLE' | 'GONE';
  periodDays: number | null;
  requiredDays: number | null;
  earliest: string | null;
  latest: string | null;
  growing: boolean;
}

export interface Loss {
  from: string;
  to: string;
  by: string | null;
  acknowledged: boolean;
}

/** `until` is the last day on which it counts, as 2027-03-31. */
export interface Exemption {
  reason: string;
  owner: string;
  until: string;
}

export interface TimelineEntry {
  at: string;
  kind: string;
  text: string;
  actor: string | null;
}
