package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AggregateHints;
import io.pitrguard.port.AggregateHintsContract;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.SandboxTables;
import io.pitrguard.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.config.model.SelectAggregateResourceConfigRequest;
import software.amazon.awssdk.services.config.model.SelectAggregateResourceConfigResponse;

/** {@link AggregateQueries} keeps the contract of its port. */
class AggregateQueriesTest extends AggregateHintsContract {
    private static final String AGGREGATOR = "organization";

    private final SandboxAws aws = SandboxAws.start(options -> options.withClock(time));

    @BeforeEach
    void organization() {
        for (AccountRegion place : List.of(HERE, SHOP)) {
            aws.sandbox().organization().account(place.account(), "an account", Set.of("eu-west-1", "us-east-1"));
        }
        aws.sandbox().config().aggregator(AGGREGATOR);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected AggregateHints hints() {
        return new AggregateQueries(aws.clients().config(), AGGREGATOR, "aws");
    }

    @Override
    protected void record(TableRef table, boolean on) {
        AccountRegion where = table.where();
        SandboxTables tables = aws.sandbox().tables(where.account(), where.region());
        SandboxTable known =
                tables.names().contains(table.name()) ? tables.get(table.name()) : tables.create(table.name());
        if (on) {
            known.enabled(35);
        } else {
            known.disabled();
        }
        aws.sandbox().config(where.account(), where.region()).record(table.name());
    }

    @Override
    protected void recordDeleted(TableRef table) {
        aws.sandbox().config(table.where().account(), table.where().region()).recordDeleted(table.name());
    }

    @Override
    protected void fail(Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("SelectAggregateResourceConfig", SandboxWorld.effect(kind)));
    }

    @Test
    void namesAnAggregatorThatDoesNotExist() {
        Result<Page<List<AccountRegion>>> found =
                new AggregateQueries(aws.clients().config(), "organisation", "aws").off(Optional.empty());

        assertThat(found.failure())
                .hasValue(new Cause(
                        Cause.Kind.MISSING,
                        "AWS Config has no aggregator 'organisation' in this account and region.",
                        Optional.of("Create it, or correct the name (configAggregator, --config-aggregator).")));
    }

    /** A hint that cannot be understood is none. */
    @Test
    void leavesOutRowsThatNameNoPlace() {
        AggregateHints odd = new AggregateQueries(
                answering(
                        new ArrayList<>(),
                        SelectAggregateResourceConfigResponse.builder()
                                .results(
                                        "",
                                        "null",
                                        "{",
                                        "{\"accountId\":\"111111111111\"}",
                                        "{\"awsRegion\":\"us-east-1\"}",
                                        "{\"accountId\":111111111111,\"awsRegion\":\"us-east-1\"}",
                                        "{\"accountId\":\"1111\",\"awsRegion\":\"us-east-1\"}",
                                        "{\"accountId\":\"111111111111\",\"awsRegion\":\"\"}",
                                        "{ \"awsRegion\" : \"us-east-1\",\n\"accountId\" : \"111111111111\", \"x\": {} }")
                                .nextToken("")
                                .build()),
                AGGREGATOR,
                "aws");

        assertThat(odd.off(Optional.empty()))
                .isEqualTo(new Result.Success<>(new Page<>(List.of(SHOP), Optional.empty())));
    }

    @Test
    void asksTheAggregatorForPagesOfAHundred() {
        List<SelectAggregateResourceConfigRequest> requests = new ArrayList<>();
        AggregateHints hints = new AggregateQueries(
                answering(
                        requests,
                        SelectAggregateResourceConfigResponse.builder()
                                .nextToken("more")
                                .build()),
                AGGREGATOR,
                "aws");

        assertThat(hints.changed(time.instant().plusMillis(1), Optional.of("from here"))
                        .success()
                        .flatMap(Page::next))
                .hasValue("more");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.configurationAggregatorName()).isEqualTo(AGGREGATOR);
            assertThat(request.limit()).isEqualTo(100);
            assertThat(request.nextToken()).isEqualTo("from here");
            assertThat(request.expression())
                    .startsWith("SELECT accountId, awsRegion, configurationItemCaptureTime WHERE")
                    .contains(" BETWEEN '2026-11-22T10:00:00Z' AND '2027-11-22T10:00:00Z'");
        });
    }

    private static StubConfig answering(
            List<SelectAggregateResourceConfigRequest> requests, SelectAggregateResourceConfigResponse answer) {
        return new StubConfig() {
            @Override
            public SelectAggregateResourceConfigResponse selectAggregateResourceConfig(
                    SelectAggregateResourceConfigRequest request) {
                requests.add(request);
                return answer;
            }
        };
    }
}
