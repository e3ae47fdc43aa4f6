package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.NoSuchConfigurationAggregatorException;
import software.amazon.awssdk.services.config.model.SelectAggregateResourceConfigResponse;

/**
 * Asks an aggregator of AWS Config for the tables of all its accounts and regions.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 */
public final class AggregateQueries implements AggregateHints {
    /** What asking takes of the caller's permissions. */
    public static final String ACTION = "config:SelectAggregateResourceConfig";

    private static final TableSearch SEARCH = new TableSearch("accountId, awsRegion");
    private static final Pattern ACCOUNT = TableSearch.property("accountId", AwsNames.ACCOUNT);
    private static final Pattern REGION = TableSearch.property("awsRegion", AwsNames.REGION);

    private final ConfigClient client;
    private final String aggregator;
    private final String partition;

    /**
     * Asks through this client.
     *
     * @param client of the aggregator's account and region
     * @param aggregator its name
     * @param partition that of all accounts
     */
    public AggregateQueries(ConfigClient client, String aggregator, String partition) {
        this.client = client;
        this.aggregator = aggregator;
        this.partition = partition;
    }

    @Override
    public Result<Page<List<AccountRegion>>> off(Optional<String> token) {
        return select(SEARCH.off(), token);
    }

    @Override
    public Result<Page<List<AccountRegion>>> changed(Instant since, Optional<String> token) {
        return select(SEARCH.changed(since), token);
    }

    private Result<Page<List<AccountRegion>>> select(String expression, Optional<String> token) {
        try {
            SelectAggregateResourceConfigResponse page =
                    client.selectAggregateResourceConfig(b -> b.configurationAggregatorName(aggregator)
                            .expression(expression)
                            .limit(TableSearch.PAGE)
                            .nextToken(token.orElse(null)));
            return new Result.Success<>(new Page<>(
                    page.results().stream().flatMap(row -> place(row).stream()).toList(),
                    TableSearch.next(page.nextToken())));
        } catch (NoSuchConfigurationAggregatorException e) {
            return new Result.Failure<>(new Cause(
                    Cause.Kind.MISSING,
                    "AWS Config has no aggregator '%s' in this account and region.".formatted(aggregator),
                    Optional.of("Create it, or correct the name (configAggregator, --config-aggregator).")));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, "the aggregator " + aggregator, e));
        }
    }

    private Optional<AccountRegion> place(String row) {
        return TableSearch.value(ACCOUNT, row)
                .flatMap(account ->
                        TableSearch.value(REGION, row).map(region -> new AccountRegion(partition, account, region)));
    }
}
