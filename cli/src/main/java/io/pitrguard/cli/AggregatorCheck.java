package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks with one question whether the aggregator of AWS Config that says where sweeps begin is there, and shows tables.
 *
 * @param name its name
 */
record AggregatorCheck(AggregateHints hints, String name) {
    /** Every account has a table that changed within this time, or was recorded anew. */
    private static final Duration LONG = Duration.ofDays(300);

    private static final String WITHOUT = " Sweeps go through accounts and regions in their usual order.";

    /** Asks as a sweep does, for the tables that changed. */
    HealthFinding run(Instant now) {
        return switch (hints.changed(now.minus(LONG), Optional.empty())) {
            case Result.Success<Page<List<AccountRegion>>>(Page<List<AccountRegion>> page) -> found(page.content());
            case Result.Failure<Page<List<AccountRegion>>>(Cause cause) ->
                cause.kind() == Cause.Kind.MISSING
                        ? new HealthFinding.Problem(Component.DEPLOYMENT, cause.what() + WITHOUT, cause.toDo())
                        : new HealthFinding.Unknown(Component.DEPLOYMENT, cause.message(), cause.worthAnotherTry());
        };
    }

    private HealthFinding found(List<AccountRegion> tables) {
        return tables.isEmpty()
                ? new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "The AWS Config aggregator '%s' shows no table.%s".formatted(name, WITHOUT),
                        "Check that its accounts record tables, and its sources: aws configservice describe-configuration-aggregator-sources-status --configuration-aggregator-name "
                                + name)
                : new HealthFinding.Ok(
                        Component.DEPLOYMENT,
                        "Sweeps begin where the AWS Config aggregator '%s' says.".formatted(name));
    }
}
