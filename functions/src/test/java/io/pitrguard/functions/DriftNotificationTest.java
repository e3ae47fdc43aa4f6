package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Ledger;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are notified of, and when it is resolved. */
class DriftNotificationTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private boolean on(String table) {
        return lab.table(table).recovery() instanceof Recovery.Enabled;
    }

    private List<String> texts() {
        return lab.mails().stream().map(DriftTestBed::mail).toList();
    }

    private void markerOfAnother(String table) {
        Ledger.Stored stored =
                lab.ledger().read(lab.aws.where().table(table)).success().orElseThrow();
        lab.ledger()
                .write(
                        stored,
                        stored.record()
                                .begin(new RunMarker(
                                        lab.aws.time().instant(),
                                        "a sweep that is at it",
                                        RunMarker.Change.ENABLING,
                                        false)),
                        List.of());
    }

    @Test
    void secondLossIsNewsThoughTheFirstIsOpen() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 2; i++) {
            lab.pass(Duration.ofHours(3));
            lab.table("orders").disabled();
            lab.pass(Duration.ofMinutes(1));
            lab.table("orders").enabled(35, lab.aws.time().instant());
            lab.pass(Duration.ofHours(1));
            lab.sweep();
        }
        assertThat(lab.kinds("orders").stream().filter(Kind.HISTORY_LOST::equals))
                .hasSize(2);
        assertThat(lab.mails()).as("one mail for each loss").hasSize(2);
    }

    @Test
    void reminderDoesNotHideASecondLoss() {
        lab.create("orders").enabled(35);
        lab.sweep();
        for (int i = 0; i < 2; i++) {
            lab.pass(Duration.ofHours(23));
            lab.table("orders").disabled();
            lab.pass(Duration.ofMinutes(1));
            lab.table("orders").enabled(35, lab.aws.time().instant());
            lab.pass(Duration.ofHours(1));
            lab.sweep();
        }
        assertThat(texts().getLast()).doesNotContain("you were notified before; it lasts");
    }

    @Test
    void failureIsNotResolvedBecauseItWasRequeued() {
        lab.create("orders").disabled();
        lab.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.DENIED));
        lab.sweep();
        lab.aws.sandbox().faults().clear();
        lab.aws.sandbox().faults().add(Fault.on("UpdateContinuousBackups", Effect.THROTTLED));
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("orders")).isFalse();
        assertThat(texts()).as("nothing is over").noneMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void givenUpIsNotResolved() {
        lab.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        lab.send(lab.call("CreateTable").table("stuck"));
        lab.pass(Duration.ofMinutes(10));
        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(5));
        assertThat(texts().getLast()).contains("It was requeued for a day.");
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(on("stuck")).isFalse();
        assertThat(texts()).as("nothing is over").noneMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void peopleAreNotifiedOfGivingUpWhileASweepIsAtWork() {
        lab.create("stuck").disabled().notYetFor(Duration.ofDays(30));
        lab.send(lab.call("CreateTable").table("stuck"));
        lab.pass(Duration.ofMinutes(10));
        lab.deliverFor(Duration.ofHours(23), Duration.ofMinutes(5));
        for (int i = 0; i < 40; i++) {
            // Sweeps come, and are at it for some minutes each time.
            markerOfAnother("stuck");
            lab.pass(Duration.ofMinutes(5));
            lab.deliver();
        }
        assertThat(lab.dead.messages()).hasSize(1);
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(texts()).anyMatch(text -> text.contains("It was requeued for a day."));
    }

    @Test
    void whatMayRepeatBecauseOfAnOutageIsMarkedOnce() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.aws
                .sandbox()
                .faults()
                .add(Fault.on("TransactWriteItems", Effect.DENIED).skip(1));
        lab.send(lab.disable("orders"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        lab.aws.sandbox().faults().clear();
        lab.pass(Duration.ofHours(1));
        lab.sweep();
        assertThat(lab.mails()).hasSize(2);
        assertThat(texts()).as("one of the two is marked").anyMatch(text -> text.contains("Repeated?"));
    }

    @Test
    void peopleAreNotifiedOfTheEndThoughTheTableWasRecreated() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.call("TagResource").with("resourceArn", lab.table("orders").arn()));
        lab.deliver();
        lab.send(lab.disable("orders"));
        lab.deliver();
        assertThat(lab.mails()).hasSize(1);
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(1));
        lab.aws.sandbox().tables().create("orders").enabled(35);
        lab.send(lab.call("CreateTable").table("orders"));
        lab.deliverFor(Duration.ofMinutes(8), Duration.ofSeconds(30));
        lab.sweep();
        assertThat(texts()).as("that it is over").anyMatch(text -> text.contains("Resolved:"));
    }

    @Test
    void exemptTableThatIsOffIsNotSaidToBeFine() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.disable("orders"));
        lab.deliver();
        lab.table("orders")
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2026-12-23",
                        "pitr-guard:exempt-reason", "because",
                        "pitr-guard:exempt-owner", "mallory"));
        lab.send(lab.call("TagResource")
                .with("resourceArn", lab.table("orders").arn())
                .by("mallory"));
        lab.deliver();
        assertThat(lab.mails()).hasSize(2);
        assertThat(lab.mails().getLast().subject()).doesNotContain("fixed");
    }

    @Test
    void deletedTableIsNotSaidToBeFine() {
        lab.policy = Policy.BUILT_IN;
        lab.create("orders").enabled(35);
        lab.send(lab.disable("orders"));
        lab.deliver();
        lab.aws.sandbox().tables().delete("orders");
        lab.pass(Duration.ofMinutes(1));
        lab.send(lab.call("DeleteTable").table("orders"));
        lab.deliver();
        assertThat(lab.mails().getLast().subject()).doesNotContain("fixed");
    }
}
