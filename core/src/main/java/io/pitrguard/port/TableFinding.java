package io.pitrguard.port;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table in a security console: one finding for each, whose id stays the same.
 *
 * @param severity empty where nothing is wrong
 * @param archived whether it is over
 * @param title 1 to 256 characters
 * @param description 1 to 1,024 characters
 * @param remedy at most 512 characters
 * @param requirements the controls that it bears on, at most 32
 * @param fields further texts by name
 * @param createdAt when the finding was first sent
 * @param updatedAt when it changed last
 */
public record TableFinding(
        TableRef table,
        Status status,
        Optional<Severity> severity,
        boolean archived,
        String title,
        String description,
        Optional<String> remedy,
        List<String> requirements,
        Map<String, String> fields,
        Instant createdAt,
        Instant updatedAt) {
    public TableFinding {
        requirements = List.copyOf(requirements);
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** How compliance is called there. */
    public enum Status {
        /** Compliant. */
        PASSED,
        /** Not compliant. */
        FAILED,
        /** Exempt. */
        WARNING,
        /** Undetermined, or not applicable. */
        NOT_AVAILABLE
    }

    /** Returns the finding's id. */
    public String id() {
        return id(table);
    }

    /** Returns the id of a table's finding. */
    public static String id(TableRef table) {
        return table.arn() + "/pitr-guard";
    }
}
