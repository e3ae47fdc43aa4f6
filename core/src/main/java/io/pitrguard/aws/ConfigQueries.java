package io.pitrguard.aws;

import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.SelectResourceConfigResponse;

/** Asks AWS Config for the tables of an account and region with {@code SelectResourceConfig}. */
public final class ConfigQueries implements RecordedHints {
    /** What asking takes of the caller's permissions. */
    public static final String ACTION = "config:SelectResourceConfig";

    private static final TableSearch SEARCH = new TableSearch("resourceId");

    /** A table's resource id is its name. */
    private static final Pattern NAME = TableSearch.property("resourceId", "[a-zA-Z0-9_.-]+");

    private final ConfigClient client;

    /** Asks through this client. */
    public ConfigQueries(ConfigClient client) {
        this.client = client;
    }

    @Override
    public Result<Page<List<String>>> off(Optional<String> token) {
        return select(SEARCH.off(), token);
    }

    @Override
    public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
        return select(SEARCH.changed(since), token);
    }

    private Result<Page<List<String>>> select(String expression, Optional<String> token) {
        try {
            SelectResourceConfigResponse page = client.selectResourceConfig(
                    b -> b.expression(expression).limit(TableSearch.PAGE).nextToken(token.orElse(null)));
            return new Result.Success<>(new Page<>(
                    page.results().stream()
                            .flatMap(row -> TableSearch.value(NAME, row).stream())
                            .toList(),
                    TableSearch.next(page.nextToken())));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, "the recorded tables", e));
        }
    }
}
