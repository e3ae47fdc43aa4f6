package io.pitrguard.aws;

import io.pitrguard.port.ComplianceResults;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Queries of AWS Config for tables, those recorded last first, and their rows, which are JSON as text.
 * https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 *
 * @param properties what a row shows beside the time of the record
 */
record TableSearch(String properties) {
    /** The rows of a page: the most that AWS gives. */
    static final int PAGE = 100;

    private static final String STATUS =
            "supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus";
    private static final String CAPTURED = "configurationItemCaptureTime";

    // The grammar has BETWEEN, and no comparison that is open at one end.
    private static final Duration FUTURE = Duration.ofDays(365);

    /** Returns the query for tables whose recovery is off. */
    String off() {
        return where(STATUS + " = 'DISABLED'");
    }

    /** Returns the query for tables that are new or changed since a moment. */
    String changed(Instant since) {
        Instant from = since.truncatedTo(ChronoUnit.SECONDS);
        return where("%s BETWEEN '%s' AND '%s'".formatted(CAPTURED, from, from.plus(FUTURE)));
    }

    private String where(String condition) {
        return "SELECT %s, %s WHERE resourceType = '%s' AND %s ORDER BY %s DESC"
                .formatted(properties, CAPTURED, ComplianceResults.TABLE, condition, CAPTURED);
    }

    /** Returns what finds a property's value in a row; values of this form hold no character that JSON escapes. */
    static Pattern property(String name, String form) {
        return Pattern.compile("\"%s\"\\s*:\\s*\"(%s)\"".formatted(name, form));
    }

    /** Returns the value of a property in a row; empty where it is not there, or of another form. */
    static Optional<String> value(Pattern property, String row) {
        return property.matcher(row).results().map(found -> found.group(1)).findFirst();
    }

    /** Returns the token of the next page; AWS may write none as an empty text. */
    static Optional<String> next(@Nullable String token) {
        return Optional.ofNullable(token).filter(next -> !next.isEmpty());
    }
}
