package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.port.Ledger;
import io.pitrguard.sandbox.SandboxTable;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another table gets the name of one that was deleted. */
class DriftRecreatedTableTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void recreated() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofMinutes(30));
        bed.aws.sandbox().tables().create("orders").enabled(35, bed.aws.time().instant());
        bed.pass(Duration.ofMinutes(30));
    }

    @Test
    void recreatedTableThatCannotBeDescribedHasLostNothing() {
        recreated();
        bed.aws.sandbox().faults().add(Fault.on("DescribeTable", Effect.DENIED));
        bed.sweep();
        assertThat(bed.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(bed.texts()).noneMatch(text -> text.contains("can be restored any more"));
    }

    @Test
    void recreatedTableHasLostNothing() {
        recreated();
        bed.sweep();
        assertThat(bed.texts()).noneMatch(text -> text.contains("can be restored any more"));
        assertThat(bed.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
        assertThat(bed.record("orders").history().losses())
                .as("what status and acknowledge go by")
                .isEmpty();
    }

    @Test
    void recreatedTableDoesNotInheritThePeriod() {
        bed.policy = ConfigRuleTestBed.WEEK;
        recreated();
        bed.aws.sandbox().tables().get("orders").disabled();
        bed.sweep();
        assertThat(bed.texts().getLast()).contains("recovery with a period of 7 days");
    }

    @Test
    void idThatADriftRunReadIsLearned() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.send(bed.call("TagResource").with("resourceArn", bed.table("orders").arn()));
        bed.pass(Duration.ofSeconds(30));
        bed.deliver();
        assertThat(bed.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(bed.record("orders").tableId()).isPresent();
    }

    @Test
    void statusOfARecreatedTableShowsNoLoss() {
        recreated();
        bed.sweep();
        assertThat(AwaitingPerson.of(
                                bed.record("orders"),
                                FlappingRules.STANDARD,
                                Duration.ofDays(35),
                                bed.aws.time().instant())
                        .losses())
                .isEmpty();
    }

    @Test
    void tableReplacedByADeploymentHasLostNothing() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        bed.aws.sandbox().tables().delete("orders");
        bed.send(bed.call("DeleteTable").table("orders"));
        bed.pass(Duration.ofMinutes(1));
        bed.deliver();
        bed.sweep();
        bed.aws.sandbox().tables().create("orders").enabled(35, bed.aws.time().instant());
        bed.send(bed.call("CreateTable").table("orders"));
        bed.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.kinds("orders")).doesNotContain(Kind.HISTORY_LOST);
    }

    /** The event that recovery was disabled comes when another table has the name. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true"})
    void lateEventOfAFormerTableTellsNoOutage(boolean on, boolean known) {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.pass(Duration.ofHours(1));
        CallEvent late = bed.disable("orders").by("bob");
        bed.pass(Duration.ofMinutes(5));
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofMinutes(5));
        SandboxTable next = bed.aws.sandbox().tables().create("orders");
        if (on) {
            next.enabled(35, bed.aws.time().instant());
        }
        bed.pass(Duration.ofMinutes(20));
        if (known) {
            bed.sweep();
        }
        bed.send(late);
        bed.deliver();

        assertThat(bed.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(bed.log.getLast().outage()).isNull();
        assertThat(bed.texts()).noneMatch(text -> text.contains("Recovery off"));
    }

    /** A run left an entry to a sweep, which finds that it is about a former table. */
    @Test
    void whatHappenedToAFormerTableIsForgottenForGood() {
        TimelineEntry former = new TimelineEntry(
                bed.aws.time().instant(),
                Kind.ACTOR,
                Trigger.DRIFT,
                "UpdateContinuousBackups: recovery was disabled.",
                Optional.empty(),
                Optional.empty());
        bed.policy = ConfigRuleTestBed.policy("version: 1\nrules: [{ name: all, action: alert }]\n");
        recreated();
        bed.table("orders").disabled();
        bed.sweep();
        Ledger.Stored stored =
                bed.ledger().read(bed.aws.where().table("orders")).success().orElseThrow();
        assertThat(bed.ledger()
                        .write(stored, stored.record().mustNotify(List.of(former)), List.of(former))
                        .success())
                .isPresent();
        int mails = bed.mails().size();

        bed.sweep();

        assertThat(bed.mails()).hasSize(mails);
        assertThat(bed.record("orders").unnotified()).isEmpty();
    }

    @Test
    void disableInTheSecondOfTheCreationIsAnOutageOfTheNewTable() {
        bed.pass(Duration.ofMillis(700));
        bed.aws.sandbox().tables().create("carts").enabled(35);
        CallEvent call = bed.disable("carts").by("bob");
        bed.pass(Duration.ofMinutes(20));
        bed.send(call);
        bed.deliver();

        assertThat(bed.log.getLast().outage()).isNotNull();
    }
}
