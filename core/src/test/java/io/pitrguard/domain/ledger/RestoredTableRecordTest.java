package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.TimelineEntry.Kind;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is said and recorded of tables that restores made. */
class RestoredTableRecordTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Instant MOMENT = Instant.parse("2026-11-29T08:14:00.5Z");
    private static final String ID = "20261130-091500-orders-7f3a";

    private final List<TimelineEntry> timeline = new ArrayList<>();
    private TableRecord record = TableRecord.of(ORDERS);

    @Test
    void judgesATableThatIsBeingRestoredLater() {
        TableSnapshot restoring =
                snapshot(new RecoveryState.Disabled(), TableStatus.ACTIVE).restoring(ID);

        Verdict verdict = restoring.judge(Policy.BUILT_IN).verdict();

        assertThat(verdict)
                .isEqualTo(new Verdict.NotApplicable(
                        "pitr-guard is restoring this table (restore " + ID
                                + "); it is judged once the restore is complete.",
                        true));
        assertThat(verdict.isPostponed()).isTrue();
        assertThat(new Verdict.NotApplicable("It is gone.").isPostponed()).isFalse();
        assertThat(new Verdict.Compliant().isPostponed()).isFalse();
        assertThat(restoring.judge(Policy.BUILT_IN).missing()).isEmpty();
    }

    @Test
    void judgesATableOfWhichAwsKnowsNoBackupsYetLater() {
        TableSnapshot creating =
                snapshot(new RecoveryState.TableGone(), TableStatus.CREATING).restoring(ID);

        assertThat(creating.judge(Policy.BUILT_IN).verdict().isPostponed()).isTrue();
        learn(creating, "id-1");
        assertThat(record.present()).isTrue();
        assertThat(kinds()).containsExactly(Kind.RESTORED);
    }

    @Test
    void keepsWhatIsSaidOfOneThatIsDeletedOrCannotBeRead() {
        TableSnapshot deleting =
                snapshot(new RecoveryState.Disabled(), TableStatus.DELETING).restoring(ID);
        TableSnapshot unread = snapshot(
                        new RecoveryState.Unreadable(new Cause(Cause.Kind.DENIED, "No.")), TableStatus.ACTIVE)
                .restoring(ID);
        TableSnapshot undescribed =
                new TableSnapshot(new TableFacts(ORDERS, Tags.NONE), new RecoveryState.Disabled(), NOW).restoring(ID);

        assertThat(deleting.judge(Policy.BUILT_IN).verdict())
                .isEqualTo(new Verdict.NotApplicable("The table is being deleted."));
        assertThat(unread.judge(Policy.BUILT_IN).verdict()).isInstanceOf(Verdict.Undetermined.class);
        assertThat(undescribed.judge(Policy.BUILT_IN).verdict().isPostponed()).isTrue();
    }

    @Test
    void keepsTheRestoreWhateverElseIsLearned() {
        TableSnapshot restoring =
                snapshot(new RecoveryState.Disabled(), TableStatus.ACTIVE).restoring(ID);

        assertThat(restoring.with(restoring.past()).ownRestore()).contains(ID);
        assertThat(restoring.with(restoring.facts()).ownRestore()).contains(ID);
        assertThat(restoring.dependsOnTags(Policy.BUILT_IN)).isFalse();
    }

    @Test
    void recordsTheRestoreOnceAndTheRealState() {
        TableSnapshot restoring =
                snapshot(new RecoveryState.Disabled(), TableStatus.ACTIVE).restoring(ID);
        learn(restoring, "id-1");
        learn(restoring, "id-1");

        assertThat(timeline)
                .extracting(TimelineEntry::text)
                .containsExactly(
                        "Restored by pitr-guard (restore " + ID + ") from table payments as of 2026-11-29T08:14:00Z.");
        assertThat(record.lastObservation().orElseThrow().recovery().status())
                .isEqualTo(LastObservation.Status.DISABLED);
    }

    @Test
    void resolvesNothingWhileATableIsBeingRestored() {
        TableSnapshot plain = snapshot(new RecoveryState.Disabled(), TableStatus.ACTIVE);
        learn(plain, "id-1");
        learn(plain.restoring(ID), "id-1");

        assertThat(kinds()).containsExactly(Kind.RESTORED, Kind.OPENED);
    }

    @Test
    void tableThatWasRestoredUnderItsOwnNameReplacesNothing() {
        TableSnapshot before = snapshot(enabled(NOW.minus(Duration.ofDays(35))), TableStatus.ACTIVE);
        learn(new TableSnapshot(before.facts(), before.state(), NOW.minusSeconds(600)), "id-1");
        timeline.clear();
        TableDetails.Restored fromBackup = new TableDetails.Restored(
                Optional.of(ORDERS.arn()), Optional.of(ORDERS.arn() + "/backup/0179-0a1b"), MOMENT);
        learn(
                new TableSnapshot(facts("id-2", NOW.minusSeconds(60), fromBackup), enabled(NOW.minusSeconds(30)), NOW),
                "id-2");

        assertThat(timeline)
                .extracting(TimelineEntry::kind, TimelineEntry::text)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        Kind.RESTORED,
                        "Restored from table orders, backup 0179-0a1b, as of 2026-11-29T08:14:00Z. It has the name of"
                                + " an earlier table, whose record no longer counts; no history is lost by that."));
        assertThat(record.history().losses()).isEmpty();
    }

    @Test
    void namesASourceElsewhereByItsArnAndAnUnknownOneNotAtAll() {
        String elsewhere = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";

        assertThat(description(Optional.of(elsewhere)))
                .isEqualTo("Restored from table " + elsewhere + " as of 2026-11-29T08:14:00Z.");
        assertThat(description(Optional.empty())).isEqualTo("Restored as of 2026-11-29T08:14:00Z.");
    }

    private static String description(Optional<String> source) {
        return RestoredDescription.of(
                ORDERS, new TableDetails.Restored(source, Optional.empty(), MOMENT), Optional.empty());
    }

    private void learn(TableSnapshot snapshot, String id) {
        Judgement judgement = snapshot.judge(Policy.BUILT_IN);
        TableResult result =
                new TableResult(snapshot, judgement, new MonthlyCost.Unknown("No price."), Optional.empty());
        Observation observation = Observation.of(result, Trigger.SWEEP, Optional.empty());
        assertThat(observation.tableId()).contains(id);
        TableRecord.Learned learned = record.learn(observation);
        record = learned.record();
        timeline.addAll(learned.entries());
    }

    private List<Kind> kinds() {
        return timeline.stream().map(TimelineEntry::kind).toList();
    }

    private static RecoveryState enabled(Instant since) {
        return new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(since), Optional.of(NOW));
    }

    private static TableSnapshot snapshot(RecoveryState state, TableStatus status) {
        TableDetails.Restored restored = new TableDetails.Restored(
                Optional.of(ORDERS.where().table("payments").arn()), Optional.empty(), MOMENT);
        TableDetails details = new TableDetails(
                        status, 1, false, Optional.of(new TableDetails.Origin("id-1", NOW.minusSeconds(3600))))
                .with(restored);
        return new TableSnapshot(new TableFacts(ORDERS, Tags.NONE, new Fact.Known<>(details)), state, NOW);
    }

    private static TableFacts facts(String id, Instant created, TableDetails.Restored restored) {
        return new TableFacts(
                ORDERS,
                Tags.NONE,
                new Fact.Known<>(new TableDetails(
                                TableStatus.ACTIVE, 1, false, Optional.of(new TableDetails.Origin(id, created)))
                        .with(restored)));
    }
}
