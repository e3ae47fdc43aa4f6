package io.pitrguard.configrule;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Ticket;
import io.pitrguard.sweep.SweepOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * The order to judge and report for a rule of AWS Config.
 *
 * @param sweep where, by which policy, whether tables may be changed, and until when they are read
 * @param ruleName the rule's name in Config
 * @param exemptAs how an exempt table shows: {@code COMPLIANT} or {@code NOT_APPLICABLE}
 * @param act whether to remediate or alert as the policy says; otherwise the rule only reports
 * @param end when no call may begin anymore; later than the sweep's deadline, so that there is time to report
 */
public record ConfigOrder(
        SweepOrder sweep, String ruleName, Ticket ticket, Compliance exemptAs, boolean act, Instant end) {
    public ConfigOrder {
        if (exemptAs == Compliance.NON_COMPLIANT) {
            throw new IllegalArgumentException("an exempt table is not non-compliant");
        }
    }

    /** Returns how a verdict is reported; empty for one that is not, since Config takes no "undetermined". */
    Optional<Compliance> compliance(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Compliant _ -> Optional.of(Compliance.COMPLIANT);
            case Verdict.NonCompliant _ -> Optional.of(Compliance.NON_COMPLIANT);
            case Verdict.Exempt _ -> Optional.of(exemptAs);
            case Verdict.NotApplicable _ -> Optional.of(Compliance.NOT_APPLICABLE);
            case Verdict.Undetermined _ -> Optional.empty();
        };
    }
}
