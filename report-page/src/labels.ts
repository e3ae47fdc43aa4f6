import type { DrillPoint, ProofStatus, Severity, Verdict } from './document.js';

/** The words of the product for its closed sets. What a newer version may add keeps its own name. */

export const VERDICTS: readonly Verdict[] = ['NON_COMPLIANT', 'UNDETERMINED', 'COMPLIANT', 'EXEMPT', 'NOT_APPLICABLE'];

const verdicts: Record<Verdict, string> = {
  COMPLIANT: 'Compliant',
  NON_COMPLIANT: 'Non-compliant',
  EXEMPT: 'Exempt',
  NOT_APPLICABLE: 'Not applicable',
  UNDETERMINED: 'Undetermined',
};

export const SEVERITIES: readonly Severity[] = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

const findings = new Map([
  ['RecoveryDisabled', 'Recovery is off'],
  ['PeriodTooShort', 'Period too short'],
  ['HistoryLost', 'History lost'],
  ['RestorePointStale', 'Restore point too old'],
  ['DeletionProtectionOff', 'Deletion protection is off'],
  ['DrillFailed', 'Last drill failed'],
  ['DrillOverdue', 'Drill overdue'],
  ['Undetermined', 'Undetermined'],
  ['FixFailed', 'Remediation failed'],
  ['Flapping', 'Flapping'],
  ['ExemptionEnded', 'Exemption ended'],
  ['ExemptionUnreadable', 'Exemption tags wrong'],
  ['ExemptionIncomplete', 'Exemption tags incomplete'],
  ['ExemptionTooLong', 'Exemption too long'],
  ['ExemptionRefused', 'Exemption tags refused'],
  ['TableArchived', 'Table archived'],
  ['RecoveryWindowGrowing', 'Window growing'],
]);

const timeline = new Map([
  ['ACTOR', 'Call'],
  ['OPENED', 'Found'],
  ['CHANGED', 'Changed'],
  ['HISTORY_LOST', 'History lost'],
  ['LOSS_WITHDRAWN', 'Loss withdrawn'],
  ['REMEDIATED', 'Remediated'],
  ['FAILED', 'Remediation failed'],
  ['RESOLVED', 'Resolved'],
  ['EXEMPTED', 'Exempted'],
  ['EXEMPTION_ENDING', 'Exemption ends soon'],
  ['EXEMPTION_ENDED', 'Exemption ended'],
  ['FLAPPING', 'Flapping'],
  ['ACKNOWLEDGED', 'Acknowledged'],
  ['DELETED', 'Deleted'],
  ['RESTORED', 'Restored'],
  ['REPLACED', 'Replaced'],
  ['LATE', 'Late observation'],
  ['DISBELIEVED', 'Time not believed'],
  ['UNREADABLE', 'Unreadable entry'],
]);

export const verdictLabel = (verdict: Verdict): string => verdicts[verdict];

export const findingLabel = (kind: string): string => findings.get(kind) ?? kind;

export const timelineLabel = (kind: string): string => timeline.get(kind) ?? kind;

/** Worst first. */
export const PROOFS: readonly ProofStatus[] = ['FAILED', 'OVERDUE', 'UNKNOWN', 'NOT_PROVEN', 'PROVEN'];

const proofs: Record<ProofStatus, string> = {
  FAILED: 'Last drill failed',
  OVERDUE: 'Drill overdue',
  UNKNOWN: 'Unknown',
  NOT_PROVEN: 'Restore not proven',
  PROVEN: 'Restore proven',
};

const drills: Record<DrillPoint['verdict'], string> = { PASSED: 'passed', FAILED: 'failed', NOT_PROVEN: 'not proven' };

export const proofLabel = (status: string): string => proofs[status as ProofStatus] ?? status;

export const drillLabel = (verdict: DrillPoint['verdict']): string => drills[verdict] ?? verdict;

/** Notices that ask nothing of anybody. */
export const isInformational = (kind: string): boolean => kind === 'RecoveryWindowGrowing';
