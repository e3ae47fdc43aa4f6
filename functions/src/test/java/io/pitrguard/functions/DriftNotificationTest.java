package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Ledger;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are notified of, and when it is resolved. */
class DriftNotificationTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private void markerOfAnother(String table) {
        Ledger.Stored stored =
                bed.ledger().read(bed.aws.where().table(table)).success().orElseThrow();
        bed.ledger()
                .write(
                        stored,
                        stored.record()
                                .begin(new RunMarker(
                                        bed.aws.time().instant(),
                                        "a sweep that is at it",
                                        RunMarker.Change.ENABLING,
                                        false)),
                        List.of());
    }

    @Test
    void notifiesOfSecondLossThoughTheFirstIsOpen() {
        bed.create("orders").enabled(35);
        bed.sweep();
        for (int i = 0; i < 2; i++) {
            bed.pass(Duration.ofHours(3));
            bed.table("orders").disabled();
            bed.pass(Duration.ofMinutes(1));
            bed.table("orders").enabled(35, bed.aws.time().instant());
            bed.pass(Duration.ofHours(1));
            bed.sweep();
        }
        assertThat(bed.kinds("orders").stream().filter(Kind.HISTORY_LOST::equals))
                .hasSize(2);
        assertThat(bed.mails()).as("one mail for each loss").hasSize(2);
    }

    @Test
    void reminderDoesNotHideASecondLoss() {
        bed.create("orders").enabled(35);
        bed.sweep();
        for (int i = 0; i < 2; i++) {
            bed.pass(Duration.ofHours(23));
            bed.table("orders").disabled();
            bed.pass(Duration.ofMinutes(1));
            bed.table("orders").enabled(35, bed.aws.time().instant());
            bed.pass(Duration.ofHours(1));
            bed.sweep();
        }
        assertThat(bed.texts().getLast()).doesNotContain("It is still open.");
    }

    @Test
    void failureIsNotResolvedBecauseItWasRequeued() {
        bed.create("orders").disabled();
        bed.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.DENIED));
        bed.sweep();
        bed.aws.sandbox().faults().clear();
        bed.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.THROTTLED));
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.on("orders")).isFalse();
        assertThat(bed.texts()).as("nothing is over").noneMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void givenUpIsNotResolved() {
        bed.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        bed.send(bed.call("CreateTable").table("stuck"));
        bed.pass(Duration.ofMinutes(10));
        bed.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));
        assertThat(bed.texts().getLast()).contains("pitr-guard tried for a day.");
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.on("stuck")).isFalse();
        assertThat(bed.texts()).as("nothing is over").noneMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void peopleAreNotifiedOfGivingUpWhileASweepIsAtWork() {
        bed.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        bed.send(bed.call("CreateTable").table("stuck"));
        bed.pass(Duration.ofMinutes(10));
        bed.deliverFor(Duration.ofHours(23), Duration.ofMinutes(5));
        for (int i = 0; i < 40; i++) {
            // Sweeps come, and are at it for some minutes each time.
            markerOfAnother("stuck");
            bed.pass(Duration.ofMinutes(5));
            bed.deliver();
        }
        assertThat(bed.dead.messages()).hasSize(1);
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.texts()).anyMatch(text -> text.contains("pitr-guard tried for a day."));
    }

    @Test
    void whatMayRepeatBecauseOfAnOutageIsMarkedOnce() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.aws
                .sandbox()
                .faults()
                .add(Fault.on("TransactWriteItems", Effect.DENIED).skip(1));
        bed.send(bed.disable("orders"));
        bed.pass(Duration.ofSeconds(10));
        bed.deliver();
        bed.aws.sandbox().faults().clear();
        bed.pass(Duration.ofHours(1));
        bed.sweep();
        assertThat(bed.mails()).hasSize(2);
        assertThat(bed.texts()).as("one of the two is marked").anyMatch(text -> text.contains("Repeated?"));
    }

    @Test
    void peopleAreNotifiedOfTheEndThoughTheTableWasRecreated() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.send(bed.call("TagResource").with("resourceArn", bed.table("orders").arn()));
        bed.deliver();
        bed.send(bed.disable("orders"));
        bed.deliver();
        assertThat(bed.mails()).hasSize(1);
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofMinutes(1));
        bed.aws.sandbox().tables().create("orders").enabled(35);
        bed.send(bed.call("CreateTable").table("orders"));
        bed.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        bed.sweep();
        assertThat(bed.texts()).as("that it is over").anyMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void exemptTableThatIsOffIsNotSaidToBeFine() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.send(bed.disable("orders"));
        bed.deliver();
        bed.table("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-12-23",
                        "pitr-guard:exempt-reason", "because",
                        "pitr-guard:exempt-owner", "mallory"));
        bed.send(bed.call("TagResource")
                .with("resourceArn", bed.table("orders").arn())
                .by("mallory"));
        bed.pass(Duration.ofSeconds(30));
        bed.deliver();
        assertThat(bed.mails()).hasSize(2);
        assertThat(bed.mails().getLast().subject()).doesNotContain("fixed");
    }

    @Test
    void deletedTableIsNotSaidToBeFine() {
        bed.policy = Policy.BUILT_IN;
        bed.create("orders").enabled(35);
        bed.send(bed.disable("orders"));
        bed.deliver();
        bed.aws.sandbox().tables().delete("orders");
        bed.pass(Duration.ofMinutes(1));
        bed.send(bed.call("DeleteTable").table("orders"));
        bed.deliver();
        assertThat(bed.mails().getLast().subject()).doesNotContain("fixed");
    }
}
