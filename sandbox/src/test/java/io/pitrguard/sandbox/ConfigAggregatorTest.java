package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.FieldInfo;
import software.amazon.awssdk.services.config.model.SelectAggregateResourceConfigResponse;

/**
 * What SelectAggregateResourceConfig finds in all accounts and regions. Moto does not have it.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 */
class ConfigAggregatorTest extends ConfigFixture {

    private static final String AGGREGATOR = "organization";
    private static final String SHOP = "111111111111";
    private static final String OUTSIDE = "999999999999";
    private static final String PLACES = "SELECT accountId, awsRegion WHERE resourceType = 'AWS::DynamoDB::Table'";

    @Test
    void findsTheTablesOfTheOrganizationsAccountsInAllRegions() {
        record(sandbox.account(), "eu-west-1", "orders");
        record(SHOP, "us-east-1", "carts");
        record(OUTSIDE, "eu-west-1", "others");
        sandbox.organization().account(SHOP, "shop", Set.of("eu-west-1", "us-east-1"));
        sandbox.organization().account(sandbox.account(), "security", Set.of("eu-west-1"));
        sandbox.config().aggregator(AGGREGATOR);

        SelectAggregateResourceConfigResponse found = select(PLACES);

        assertThat(found.results())
                .containsExactlyInAnyOrder(
                        "{\"accountId\":\"%s\",\"awsRegion\":\"eu-west-1\"}".formatted(sandbox.account()),
                        "{\"accountId\":\"%s\",\"awsRegion\":\"us-east-1\"}".formatted(SHOP));
        assertThat(found.queryInfo().selectFields())
                .extracting(FieldInfo::name)
                .containsExactly("accountId", "awsRegion");
        assertThat(found.nextToken()).isNull();
    }

    @Test
    void findsWhatItsSourcesHaveAlone() {
        record(sandbox.account(), "eu-west-1", "orders");
        record(SHOP, "us-east-1", "carts");
        sandbox.config().aggregator(AGGREGATOR, false);

        assertThat(select(PLACES).results()).hasSize(1);
        assertThat(select(PLACES + " AND accountId = '" + SHOP + "'").results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pages(boolean limit) {
        sandbox.config().aggregator(AGGREGATOR, false);
        for (int i = 0; i < 60; i++) {
            record(sandbox.account(), "eu-west-1", "table-%02d".formatted(i));
        }

        List<Integer> sizes = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            SelectAggregateResourceConfigResponse page = config.selectAggregateResourceConfig(request -> {
                request.expression(PLACES).configurationAggregatorName(AGGREGATOR);
                if (limit) {
                    request.limit(25);
                } else {
                    request.maxResults(25);
                }
                request.nextToken(next);
            });
            sizes.add(page.results().size());
            token = page.nextToken();
        } while (token != null);

        assertThat(sizes).containsExactly(25, 25, 10);
        assertThat(select(PLACES).results()).as("by default").hasSize(25);
    }

    @Test
    void refusesOddRequests() {
        assertRefused(() -> select(PLACES), "NoSuchConfigurationAggregatorException");
        sandbox.config().aggregator(AGGREGATOR);
        assertRefused(() -> select(""), "ValidationException");
        assertRefused(() -> select("SELECT accountId"), "InvalidExpressionException");
        assertRefused(
                () -> config.selectAggregateResourceConfig(
                        request -> request.expression(PLACES).configurationAggregatorName("a/b")),
                "ValidationException");
        assertRefused(
                () -> config.selectAggregateResourceConfig(
                        request -> request.expression(PLACES).configurationAggregatorName("")),
                "ValidationException");
        assertRefused(
                () -> config.selectAggregateResourceConfig(request -> request.expression(PLACES)
                        .configurationAggregatorName(AGGREGATOR)
                        .limit(101)),
                "InvalidLimitException");
        assertRefused(
                () -> config.selectAggregateResourceConfig(request -> request.expression(PLACES)
                        .configurationAggregatorName(AGGREGATOR)
                        .nextToken("not ours")),
                "InvalidNextTokenException");
        sandbox.faults().add(Fault.on("SelectAggregateResourceConfig", Effect.DENIED));
        assertRefused(() -> select(PLACES), "AccessDeniedException");
    }

    private SelectAggregateResourceConfigResponse select(String expression) {
        return config.selectAggregateResourceConfig(
                request -> request.expression(expression).configurationAggregatorName(AGGREGATOR));
    }

    private void record(String account, String region, String table) {
        sandbox.tables(account, region).create(table).disabled();
        sandbox.config(account, region).record(table);
    }
}
