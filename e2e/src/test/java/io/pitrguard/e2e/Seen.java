package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A table as the AWS CLI shows it.
 *
 * @param backups the answer to {@code describe-continuous-backups}, whole
 * @param tags the answer to {@code list-tags-of-resource}
 */
record Seen(String name, JsonNode backups, Map<String, String> tags) {
    boolean isOn() {
        return recovery().path("PointInTimeRecoveryStatus").asText().equals("ENABLED");
    }

    /** Returns the recovery period; 0 when recovery is off. */
    int days() {
        return recovery().path("RecoveryPeriodInDays").asInt();
    }

    /** Returns the earliest restorable moment to the second; empty when recovery is off. */
    String earliest() {
        return time("EarliestRestorableDateTime");
    }

    /** Returns the latest restorable moment to the second; empty when recovery is off. */
    String latest() {
        return time("LatestRestorableDateTime");
    }

    private String time(String field) {
        return recovery().has(field) ? instant(recovery().get(field).asText()).toString() : "";
    }

    private static Instant instant(String iso) {
        return OffsetDateTime.parse(iso).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private JsonNode recovery() {
        return backups.path("ContinuousBackupsDescription").path("PointInTimeRecoveryDescription");
    }
}
