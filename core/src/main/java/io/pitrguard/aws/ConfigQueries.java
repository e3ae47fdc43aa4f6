package io.pitrguard.aws;

import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.SelectResourceConfigResponse;

/**
 * Asks AWS Config for tables with {@code SelectResourceConfig}, whose rows are JSON as text.
 * https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
public final class ConfigQueries implements RecordedHints {
    /** What asking takes of the caller's permissions. */
    public static final String ACTION = "config:SelectResourceConfig";

    private static final int PAGE = 100;
    private static final String STATUS =
            "supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus";
    private static final String CAPTURED = "configurationItemCaptureTime";
    private static final String OFF = STATUS + " = 'DISABLED'";

    // The grammar has BETWEEN, and no comparison that is open at one end.
    private static final Duration FUTURE = Duration.ofDays(365);

    /** A table's resource id is its name, which holds no character that JSON escapes. */
    private static final Pattern NAME = Pattern.compile("\"resourceId\"\\s*:\\s*\"([a-zA-Z0-9_.-]+)\"");

    private final ConfigClient client;

    /** Asks through this client. */
    public ConfigQueries(ConfigClient client) {
        this.client = client;
    }

    @Override
    public Result<Page<List<String>>> off(Optional<String> token) {
        return select(OFF, token);
    }

    @Override
    public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
        Instant from = since.truncatedTo(ChronoUnit.SECONDS);
        return select("%s BETWEEN '%s' AND '%s'".formatted(CAPTURED, from, from.plus(FUTURE)), token);
    }

    private Result<Page<List<String>>> select(String condition, Optional<String> token) {
        String expression = "SELECT resourceId, %s WHERE resourceType = '%s' AND %s ORDER BY %s DESC"
                .formatted(CAPTURED, ComplianceResults.TABLE, condition, CAPTURED);
        try {
            SelectResourceConfigResponse page = client.selectResourceConfig(
                    b -> b.expression(expression).limit(PAGE).nextToken(token.orElse(null)));
            return new Result.Success<>(new Page<>(
                    page.results().stream().flatMap(row -> name(row).stream()).toList(),
                    Optional.ofNullable(page.nextToken()).filter(next -> !next.isEmpty())));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, "the recorded tables", e));
        }
    }

    private static Optional<String> name(String row) {
        return NAME.matcher(row).results().map(found -> found.group(1)).findFirst();
    }
}
