package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.state.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other functions see of a sweep that takes longer than one invocation may: it goes on, it is not interrupted. */
class LongSweepTest {
    private static final AccountRegion SHOP_WEST = new AccountRegion("aws", HubTestBed.SHOP, "eu-west-1");

    private static final Policy ALERT = ConfigRuleTestBed.policy("""
            version: 1
            rules: [{ name: all, require: { recoveryPeriodDays: 35 }, action: alert }]
            """);

    private int messages;
    private final HubTestBed hub = new HubTestBed().member(HubTestBed.SHOP, "shop");

    @BeforeEach
    void sweepOneAccount() {
        hub.policy = ConfigRuleTestBed.REMEDIATE;
        hub.tables(HubTestBed.SHOP).create("orders").disabled();
        hub.plan();
        hub.place(HubTestBed.SHOP, 1);
        hub.place(hub.aws.sandbox().account(), 1);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** Somebody calls AWS for the table that the sweep has fixed, and not notified anybody of yet. */
    private void call() {
        send(called("orders").enabling(35));
    }

    private CallEvent called(String table) {
        return CallEvent.of("UpdateContinuousBackups", SHOP_WEST, hub.aws.time().instant())
                .table(table);
    }

    private void send(CallEvent event) {
        Map<String, Object> message =
                Map.of("messageId", "message-" + messages++, "attributes", Map.of(), "body", event.json());
        assertThat(hub.invoke(DriftFunction::new, Json.write(Map.of("Records", List.of(message)))))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
    }

    private List<Published> mails() {
        return hub.aws.sandbox().topics().published();
    }

    @Test
    void aCallMeanwhileDoesNotReportTheSweepAsInterrupted() {
        hub.aws.time().advance(Duration.ofMinutes(20));

        call();

        assertThat(mails()).as("the summary reports it").isEmpty();
        hub.invoke(SummaryFunction::new, Json.write(Map.of("sweep", HubTestBed.SWEEP)));
        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("orders").doesNotContain("interrupted"));
    }

    /** The summary would say what the worker found, of a table that is off since. */
    @Test
    void whatIsWorseSinceTheWorkerFoundItIsNotifiedAtOnceAndOnce() {
        hub.policy = ALERT;
        hub.tables(HubTestBed.SHOP).create("carts").enabled(7);
        hub.place(HubTestBed.SHOP, 2);
        hub.aws.time().advance(Duration.ofMinutes(20));
        send(called("carts").enabling(7));
        assertThat(mails()).as("the summary reports it").isEmpty();

        hub.tables(HubTestBed.SHOP).get("carts").disabled();
        send(called("carts").disabling());
        send(called("carts").disabling());

        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message())
                        .contains("carts", "Point-in-time recovery is off")
                        .doesNotContain("Repeated?"));
        hub.invoke(SummaryFunction::new, Json.write(Map.of("sweep", HubTestBed.SWEEP)));
        assertThat(mails()).as("the summary comes all the same").hasSize(2);
    }

    @Test
    void whatIsOffAgainAfterTheWorkerFixedItIsNotifiedAtOnce() {
        hub.policy = ALERT;
        hub.aws.time().advance(Duration.ofHours(3));
        hub.tables(HubTestBed.SHOP).get("orders").disabled();

        send(called("orders").disabling());

        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("orders", "Point-in-time recovery is off"));
    }

    @Test
    void theNextSweepReportsWhatADeadOneLeft() {
        hub.aws.time().advance(Duration.ofMinutes(60));

        hub.plan("sweep-2");

        hub.invoke(
                PlaceFunction::new,
                Json.write(Map.of(
                        "sweep",
                        "sweep-2",
                        "call",
                        1,
                        "place",
                        Map.of(
                                "account",
                                HubTestBed.SHOP,
                                "name",
                                "shop",
                                "region",
                                "eu-west-1",
                                "units",
                                List.of()))));
        assertThat(hub.bucket
                        .text("sweeps/sweep-2/parts/111111111111/eu-west-1/0001.json")
                        .orElseThrow())
                .as("an hour later, not six")
                .contains("\"pending\"")
                .contains("\"table\":\"orders\"");
    }
}
