package io.pitrguard.check;

import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.ComplianceResults.Ticket;

/**
 * How a rule of AWS Config is to judge and report.
 *
 * @param sweep where, by which policy, whether tables may be changed, and by when
 * @param ruleName the rule's name in Config
 * @param exemptAs how an exempt table shows: {@code COMPLIANT} or {@code NOT_APPLICABLE}
 */
public record ConfigOrder(SweepOrder sweep, String ruleName, Ticket ticket, Compliance exemptAs) {
    public ConfigOrder {
        if (exemptAs == Compliance.NON_COMPLIANT) {
            throw new IllegalArgumentException("an exempt table is not non-compliant");
        }
    }
}
