package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.SweepListener;
import io.pitrguard.sweep.Continuation.Leaving;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sweep over several calls: what one leaves, and what the next one skips. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContinuationTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();

    ContinuationTest() {
        world.ledger = ledger;
    }

    private SweepResult call(Duration time, Set<String> judged, Leaving leaving) throws InterruptedException {
        SweepOrder order = new SweepOrder(
                "sweep", InMemoryTables.WHERE, ALL, true, world.time.instant().plus(time));
        return world.sweep().run(order.with(new Continuation(judged, leaving)), SweepListener.SILENT);
    }

    private static List<String> names(SweepResult result) {
        return result.tables().stream().map(each -> each.table().name()).toList();
    }

    private Set<String> recorded() {
        Set<String> names = new HashSet<>();
        ledger.readAll(InMemoryTables.WHERE)
                .success()
                .map(Ledger.Fleet::records)
                .orElseThrow()
                .keySet()
                .forEach(table -> names.add(table.name()));
        return names;
    }

    private TableRecord record(String name) {
        return ledger.read(InMemoryTables.WHERE.table(name))
                .success()
                .orElseThrow()
                .record();
    }

    private void tables(int count) {
        for (int i = 0; i < count; i++) {
            world.tables.create("table-%02d".formatted(i), 35);
        }
        world.rate = 1;
    }

    @Test
    void leavesToTheNextCallWhatItDoesNotComeTo() throws Exception {
        tables(20);

        SweepResult first = call(Duration.ofSeconds(10), Set.of(), Leaving.ANYTHING);
        SweepResult second = call(Duration.ofMinutes(10), Set.copyOf(names(first)), Leaving.ANYTHING);

        assertThat(first.tables()).hasSizeBetween(5, 15);
        assertThat(first.left().names()).hasSize(20 - first.tables().size());
        assertThat(first.left().unlisted()).isFalse();
        assertThat(first.complete()).isTrue();
        assertThat(recorded()).hasSize(20);
        assertThat(second.left().any()).isFalse();
        assertThat(names(second))
                .containsExactlyInAnyOrderElementsOf(first.left().names());
        assertThat(world.tables.count(Call.READ)).isEqualTo(20);
    }

    @Test
    void recordsNothingOfWhatItLeaves() throws Exception {
        tables(20);

        SweepResult first = call(Duration.ofSeconds(10), Set.of(), Leaving.ANYTHING);

        assertThat(recorded()).isEqualTo(Set.copyOf(names(first)));
        assertThat(first.pending()).isEmpty();
    }

    @Test
    void lastCallIsUndeterminedAboutWhatItDoesNotComeTo() throws Exception {
        tables(20);

        SweepResult last = call(Duration.ofSeconds(10), Set.of(), Leaving.NOTHING);

        assertThat(last.left().any()).isFalse();
        assertThat(last.tables()).hasSize(20);
        assertThat(last.complete()).isFalse();
    }

    @Test
    void leavesNothingWithoutProgressAgain() throws Exception {
        tables(3);

        SweepResult none = call(Duration.ZERO, Set.of(), Leaving.WITH_PROGRESS);

        assertThat(none.left().any()).isFalse();
        assertThat(none.listingFailure()).map(Cause::kind).hasValue(Cause.Kind.OUT_OF_TIME);
    }

    @Test
    void goesOnListingInTheNextCall() throws Exception {
        world.tables.pageSize(1);
        world.tables.create("a");
        world.tables.create("b", 35);
        world.tables.create("c", 35);
        world.tables.on(Call.LIST).skip(1).once().run(() -> world.time.advance(Duration.ofMinutes(1)));

        SweepResult first = call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);

        assertThat(first.left().unlisted()).isTrue();
        assertThat(first.listingFailure()).isEmpty();
    }

    @Test
    void listingThatAwsRefusesIsTheEnd() throws Exception {
        tables(3);
        world.tables.on(Call.LIST).fail(Cause.Kind.DENIED);

        SweepResult only = call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);

        assertThat(only.left().any()).isFalse();
        assertThat(only.listingFailure()).map(Cause::kind).hasValue(Cause.Kind.DENIED);
    }

    @Test
    void leavesRemediationThatTimeRanOutFor() throws Exception {
        world.tables.create("a");
        world.tables.create("b");
        world.tables.on(Call.ENABLE, "a").run(() -> world.time.advance(Duration.ofMinutes(2)));

        SweepResult first = call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);
        SweepResult second = call(Duration.ofMinutes(1), Set.of("a"), Leaving.ANYTHING);

        assertThat(names(first)).containsExactly("a");
        assertThat(first.left().names()).containsExactly("b");
        assertThat(names(second)).containsExactly("b");
        assertThat(outcome(second, "b")).isEqualTo("Fixed");
        assertThat(world.tables.count(Call.ENABLE)).isEqualTo(2);
    }

    /** Otherwise the next call would take its own mark for that of an interrupted run, and tell people what they know. */
    @Test
    void leavesNoMarkOfARemediationThatItDidNotBegin() throws Exception {
        world.tables.create("a");
        world.tables.on(Call.READ, "a").skip(1).once().run(() -> world.time.advance(Duration.ofMinutes(2)));

        SweepResult first = call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);

        assertThat(first.left().names()).containsExactly("a");
        assertThat(world.tables.count(Call.ENABLE)).isZero();
        assertThat(record("a").lastObservation()).isPresent();
        assertThat(record("a").runMarkers()).isEmpty();
    }

    /** An earlier try of the call was interrupted, which may have changed the table: that is still to be found out. */
    @Test
    void leavesTheMarkOfAnInterruptedTry() throws Exception {
        world.tables.create("a");
        RunMarker interrupted =
                new RunMarker(world.time.awsInstant().minusSeconds(9), "sweep", RunMarker.Change.ENABLING, false);
        TableRef table = InMemoryTables.WHERE.table("a");
        ledger.write(Ledger.Stored.nothing(table), TableRecord.of(table).begin(interrupted), List.of());
        world.tables.on(Call.READ, "a").skip(1).once().run(() -> world.time.advance(Duration.ofMinutes(2)));

        SweepResult first = call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);

        assertThat(first.left().names()).containsExactly("a");
        assertThat(record("a").runMarker("sweep")).isPresent();
    }

    @Test
    void doesNotReadAgainWhatVanishedSinceItWasJudged() throws Exception {
        tables(3);
        call(Duration.ofMinutes(1), Set.of(), Leaving.ANYTHING);
        world.tables.delete("table-00");
        world.tables.create("new", 35);

        SweepResult second = call(Duration.ofMinutes(1), Set.of("table-00", "table-01", "table-02"), Leaving.ANYTHING);

        assertThat(names(second)).containsExactly("new");
    }
}
