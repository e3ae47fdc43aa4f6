package io.pitrguard.report;

import java.util.Collection;
import java.util.stream.Collectors;

/** What was amiss, by kind, in words for people who are told that it is over. */
final class FindingLabels {
    private FindingLabels() {}

    static String were(Collection<String> kinds) {
        return kinds.stream().map(FindingLabels::was).collect(Collectors.joining("; "));
    }

    private static String was(String kind) {
        return switch (kind) {
            case "RecoveryDisabled" -> "recovery was off";
            case "PeriodTooShort" -> "the recovery period was too short";
            case "HistoryLost" -> "history was lost";
            case "RestorePointStale" -> "the latest restorable time was too old";
            case "DeletionProtectionOff" -> "deletion protection was off";
            case "Undetermined" -> "it could not be judged";
            case "FixFailed" -> "its correction failed";
            case "FLAPPING" -> "it was left alone, because somebody kept disabling recovery";
            case "ExemptionEnded" -> "an exemption had ended";
            case "ExemptionUnreadable", "ExemptionIncomplete" -> "its exemption's tags were wrong";
            case "TableArchived" -> "it was archived";
            default -> kind;
        };
    }
}
