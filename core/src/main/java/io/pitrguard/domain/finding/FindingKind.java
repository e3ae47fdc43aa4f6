package io.pitrguard.domain.finding;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of thing that people are notified of about a table; {@link #toString()} is its name in JSON, mail and the ledger. */
public enum FindingKind {
    RECOVERY_DISABLED("RecoveryDisabled", "recovery was off"),
    PERIOD_TOO_SHORT("PeriodTooShort", "the recovery period was too short"),
    HISTORY_LOST("HistoryLost", "history was lost, and is by now older than the policy requires"),
    RESTORE_POINT_STALE("RestorePointStale", "the latest restorable time was too old"),
    DELETION_PROTECTION_OFF("DeletionProtectionOff", "deletion protection was off"),
    DRILL_FAILED("DrillFailed", "its last drill had failed"),
    DRILL_OVERDUE("DrillOverdue", "its restore had not been proven in time"),
    UNDETERMINED("Undetermined", "it was undetermined"),
    FIX_FAILED("FixFailed", "its remediation failed"),
    FLAPPING("Flapping", "automatic remediation was suspended because recovery kept being disabled"),
    EXEMPTION_ENDED("ExemptionEnded", "an exemption had ended"),
    EXEMPTION_UNREADABLE("ExemptionUnreadable", "its exemption tags were wrong"),
    EXEMPTION_INCOMPLETE("ExemptionIncomplete", "its exemption tags were wrong"),
    EXEMPTION_TOO_LONG("ExemptionTooLong", "its exemption tags named a date too far away"),
    EXEMPTION_REFUSED("ExemptionRefused", "it had exemption tags, which its rule does not accept"),
    TABLE_ARCHIVED("TableArchived", "it was archived"),
    RECOVERY_WINDOW_GROWING("RecoveryWindowGrowing", "its recovery window was still growing");

    private final String wireName;
    private final String past;

    FindingKind(String wireName, String past) {
        this.wireName = wireName;
        this.past = past;
    }

    /** Returns the kind of that name; empty for a name that this version does not know. */
    public static Optional<FindingKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    /** Returns what was wrong, as a clause in the past tense, for people who are notified that it is resolved. */
    public String past() {
        return past;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
