package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Times in the ledger that have not come yet silence nobody. */
class DriftForgedTimesTest {
    private static final AttributeValue FAR = AttributeValue.fromS("9999-12-31T00:00:00Z");

    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void forge(String name, AttributeValue value) {
        Map<String, AttributeValue> item =
                new HashMap<>(bed.aws.clients().dynamoDb().scan(b -> b.tableName(DriftTestBed.LEDGER)).items().stream()
                        .filter(each -> each.get("sk").s().equals("TABLE#orders"))
                        .findFirst()
                        .orElseThrow());
        item.put(name, value);
        bed.aws
                .clients()
                .dynamoDb()
                .putItem(b -> b.tableName(DriftTestBed.LEDGER).item(item));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "notifiedAt", "lossesAcknowledgedUntil", "enabledAt", "latest"})
    void recoveryThatIsSwitchedOffIsNotified(String forged) {
        bed.create("orders").enabled(35);
        bed.sweep();
        forge(forged, FAR);
        bed.pass(Duration.ofHours(1));
        bed.table("orders").disabled();

        bed.sweep();

        assertThat(bed.mails()).hasSize(1);
        assertThat(DriftTestBed.mail(bed.mails().getFirst())).contains("Recovery was off.", "times in the future");
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.mails()).as("the record is repaired").hasSize(1);
    }

    @Test
    void runThatBeginsInTheFutureIsNotAtWork() {
        bed.create("orders").enabled(35);
        bed.sweep();
        forge(
                "runs",
                AttributeValue.fromL(java.util.List.of(AttributeValue.fromM(Map.of(
                        "at", FAR,
                        "run", AttributeValue.fromS("run-1"),
                        "change", AttributeValue.fromS("NONE"),
                        "recorded", AttributeValue.fromBool(true))))));
        bed.pass(Duration.ofHours(1));
        bed.table("orders").disabled();

        bed.sweep();

        assertThat(bed.mails()).hasSize(1);
        assertThat(DriftTestBed.mail(bed.mails().getFirst())).doesNotContain("Repeated?");
    }

    @Test
    void sweepOfAMachineThatIsTwoDaysAheadSilencesNobody() {
        bed.create("orders").enabled(35);
        bed.aws.time().advance(Duration.ofDays(2));
        bed.sweep();
        bed.aws.time().advance(Duration.ofDays(-2).plusHours(1));
        bed.table("orders").disabled();

        bed.sweep();

        assertThat(bed.mails()).hasSize(1);
        assertThat(bed.record("orders").lastObservation().orElseThrow().at())
                .isBeforeOrEqualTo(bed.aws.time().instant());
    }

    @Test
    void brokenItemsStopNobody() {
        bed.create("orders").enabled(35);
        bed.create("users").enabled(35);
        bed.sweep();
        forge("sk", AttributeValue.fromS("TABLE#"));
        forge("notifiedAt", AttributeValue.fromS("+1000000000-12-31T23:59:59.999999999Z"));
        bed.pass(Duration.ofHours(1));
        bed.table("orders").disabled();
        bed.table("users").disabled();

        assertThat(bed.sweep().sweep().ledgerFailure()).contains("Repair or delete that item");

        assertThat(DriftTestBed.mail(bed.mails().getLast())).contains("orders", "users");
        assertThat(bed.record("users").notified().at()).isPresent();
        assertThat(bed.aws
                        .clients()
                        .dynamoDb()
                        .scan(b -> b.tableName(DriftTestBed.LEDGER))
                        .items())
                .as("nobody writes over it")
                .anySatisfy(item -> assertThat(item.get("notifiedAt"))
                        .isEqualTo(AttributeValue.fromS("+1000000000-12-31T23:59:59.999999999Z")));
        assertThat(bed.ledger().readAll(bed.aws.where()).success().orElseThrow())
                .extracting(Ledger.Fleet::problems)
                .satisfies(problems -> assertThat(problems).hasSize(2));
    }
}
