package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTable;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryRecordedHints;
import io.pitrguard.port.InMemoryShareTimes;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sweep that reads what is due and what something points to, and carries the rest. */
@Timeout(60)
class RotationTest {
    private static final int TABLES = 640;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Policy POLICY = Policy.BUILT_IN;

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemoryShareTimes store = new InMemoryShareTimes();
    private final InMemoryRecordedHints hints = new InMemoryRecordedHints();

    RotationTest() {
        world.ledger = ledger;
        world.hints = hints;
        world.rotation = Optional.of(new Rotation(store, world.time, "1.0", 24));
        IntStream.range(0, TABLES).forEach(i -> world.tables.create(name(i), 35));
    }

    private static String name(int i) {
        return "table-%03d".formatted(i);
    }

    private SweepResult sweep() throws InterruptedException {
        return sweep(POLICY);
    }

    private SweepResult sweep(Policy policy) throws InterruptedException {
        SweepResult result = world.fix(policy, SweepListener.SILENT);
        List<String> all = Stream.concat(read(result).stream(), carried(result).stream())
                .sorted()
                .toList();
        assertThat(all)
                .as("every table is read or carried, and none twice")
                .hasSize(TABLES)
                .doesNotHaveDuplicates();
        world.notify(result);
        return result;
    }

    private SweepResult anHourLater() throws InterruptedException {
        world.time.advance(HOUR);
        return sweep();
    }

    private static Set<String> read(SweepResult result) {
        return result.tables().stream()
                .map(table -> table.table().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> carried(SweepResult result) {
        return result.carried().orElseThrow().tables().stream()
                .map(table -> table.table().name())
                .toList();
    }

    private static Set<String> inShares(int... numbers) {
        return IntStream.range(0, TABLES)
                .mapToObj(RotationTest::name)
                .filter(name ->
                        IntStream.of(numbers).anyMatch(number -> Share.of(name).number() == number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns tables that the next sweeps would carry. */
    private static String waiting(int nth) {
        return IntStream.range(0, TABLES)
                .mapToObj(RotationTest::name)
                .filter(name -> Share.of(name).number() > 40)
                .skip(nth)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsEverythingAtFirstAndThenItsShareOfEachHour() throws Exception {
        Instant first = world.time.instant();
        assertThat(sweep().tables()).hasSize(TABLES);

        SweepResult second = anHourLater();

        assertThat(read(second)).isEqualTo(inShares(0, 1, 2));
        assertThat(second.carried().orElseThrow().tables())
                .allSatisfy(table -> assertThat(table.provenAt()).isEqualTo(first));
        assertThat(second.carried().orElseThrow().hours()).isEqualTo(24);
        assertThat(second.complete()).isTrue();
        assertThat(read(anHourLater())).isEqualTo(inShares(3, 4, 5));
    }

    @Test
    void readsEachTableWithinADay() throws Exception {
        sweep();
        Set<String> read = new TreeSet<>();
        List<Integer> counts = new ArrayList<>();
        for (int hour = 0; hour < 22; hour++) {
            SweepResult result = anHourLater();
            read.addAll(read(result));
            counts.add(result.tables().size());
        }

        assertThat(read).hasSize(TABLES);
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(10, 60));
    }

    /** What AWS Config recorded is read at once, whatever page it comes on and whenever it comes. */
    @Test
    void readsWhatConfigPointsTo() throws Exception {
        sweep();
        world.tables.pageSize(7);
        world.tables.create(waiting(0)).disabled();
        hints.record(waiting(0), true, world.time.instant().plus(HOUR));
        hints.record(waiting(9), false, world.time.instant().plus(HOUR));

        SweepResult result = anHourLater();

        assertThat(read(result)).isEqualTo(with(inShares(0, 1, 2), waiting(0), waiting(9)));
        assertThat(SweepFixture.verdict(result, waiting(0))).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.verdict(result, waiting(9))).isInstanceOf(Verdict.Compliant.class);
    }

    /** What was recorded more than an hour before the last sweep, that one has read. */
    @Test
    void changeIsNewsUntilASweepHasReadIt() throws Exception {
        sweep();
        hints.record(waiting(0), false, world.time.instant().minus(Duration.ofMinutes(59)));
        hints.record(waiting(1), false, world.time.instant().minus(Duration.ofMinutes(61)));

        assertThat(read(anHourLater())).isEqualTo(with(inShares(0, 1, 2), waiting(0)));
        assertThat(read(anHourLater())).isEqualTo(inShares(3, 4, 5));
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void readsEverythingWhereConfigCannotBeAsked(Cause.Kind kind) throws Exception {
        sweep();
        hints.fail(kind);

        SweepResult result = anHourLater();

        assertThat(result.tables()).hasSize(TABLES);
        assertThat(result.ledgerFailure()).isEmpty();
        hints.work();
        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2));
    }

    /** A change is news even if thousands of newer ones stand before it. */
    @Test
    void readsWhatConfigPointsToOnAnyPage() throws Exception {
        sweep();
        Instant now = world.time.instant();
        IntStream.range(0, 2_500).forEach(i -> hints.record("elsewhere-" + i, false, now.plus(Duration.ofMinutes(30))));
        hints.record(waiting(0), false, now.plus(Duration.ofMinutes(1)));

        assertThat(read(anHourLater())).isEqualTo(with(inShares(0, 1, 2), waiting(0)));
    }

    /** With 72 hours some tables wait for longer than a day, also over an outage of one. */
    @Test
    void changeIsNewsHoweverLongAgoTheLastSweepWas() throws Exception {
        world.rotation = Optional.of(new Rotation(store, world.time, "1.0", 72));
        sweep();
        hints.record(waiting(0), false, world.time.instant().plus(HOUR));
        world.time.advance(Duration.ofHours(30));

        SweepResult result = sweep();

        assertThat(carried(result)).isNotEmpty().doesNotContain(waiting(0));
    }

    /** Pages without end, each with another token, say nothing about the tables that are not on them. */
    @Test
    void readsEverythingWhereConfigComesToNoEnd() throws Exception {
        sweep();
        AtomicInteger pages = new AtomicInteger();
        world.hints = new RecordedHints() {
            @Override
            public Result<Page<List<String>>> off(Optional<String> token) {
                return new Result.Success<>(new Page<>(List.of(), Optional.of("page " + pages.incrementAndGet())));
            }

            @Override
            public Result<Page<List<String>>> changed(Instant since, Optional<String> token) {
                return new Result.Success<>(new Page<>(List.of(), Optional.empty()));
            }
        };

        assertThat(anHourLater().tables()).hasSize(TABLES);
        assertThat(pages).hasValue(1_000);
    }

    @Test
    void readsWhatTheLedgerLeavesOpen() throws Exception {
        world.tables.create(waiting(0)).disabled();
        assertThat(sweep().tables()).hasSize(TABLES);
        world.tables.create("new-" + waiting(0), 35);
        world.tables.delete(waiting(5));

        world.time.advance(HOUR);
        SweepResult result = world.fix(POLICY, SweepListener.SILENT);

        assertThat(read(result)).isEqualTo(with(inShares(0, 1, 2), waiting(0), waiting(5), "new-" + waiting(0)));
        assertThat(SweepFixture.verdict(result, waiting(0))).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.verdict(result, waiting(5))).isInstanceOf(Verdict.NotApplicable.class);
    }

    @Test
    void readsWhatAnotherFunctionRecordsMeanwhile() throws Exception {
        sweep();
        Ledger.Stored before = ledger.read(ref(waiting(0))).success().orElseThrow();
        world.tables
                .on(Call.READ)
                .once()
                .run(() ->
                        ledger.write(before, before.record().mustNotify(List.of(entry(before.record()))), List.of()));

        assertThat(read(anHourLater())).isEqualTo(with(inShares(0, 1, 2), waiting(0)));
    }

    private static TableRef ref(String name) {
        return InMemoryTables.WHERE.table(name);
    }

    private static TimelineEntry entry(TableRecord record) {
        return new TimelineEntry(
                record.lastObservation().orElseThrow().at(),
                TimelineEntry.Kind.ACTOR,
                Trigger.DRIFT,
                "somebody",
                Optional.empty(),
                Optional.empty());
    }

    /** The share of a table that cannot be read stays due until it can; the others go on. */
    @Test
    void shareIsReadOnlyIfAllItsTablesAre() throws Exception {
        sweep();
        String denied = inShares(1).iterator().next();
        world.tables.on(Call.READ, denied).times(3).fail(Cause.Kind.DENIED);

        assertThat(SweepFixture.verdict(anHourLater(), denied)).isInstanceOf(Verdict.Undetermined.class);
        assertThat(read(anHourLater())).isEqualTo(inShares(1, 3, 4));
        assertThat(read(anHourLater())).isEqualTo(inShares(1, 5, 6));
        assertThat(read(anHourLater())).isEqualTo(inShares(1, 7, 8));
        assertThat(read(anHourLater())).isEqualTo(inShares(9, 10, 11));
    }

    @Test
    void anotherPolicyReadsEverything() throws Exception {
        sweep();
        world.time.advance(HOUR);

        assertThat(sweep(Policies.of(Policies.remediate("*", 35))).tables()).hasSize(TABLES);
    }

    @Test
    void anotherVersionOrLimitReadsEverything() throws Exception {
        sweep();
        world.rotation = Optional.of(new Rotation(store, world.time, "1.1", 24));
        assertThat(anHourLater().tables()).hasSize(TABLES);
        world.rotation = Optional.of(new Rotation(store, world.time, "1.1", 12));
        assertThat(anHourLater().tables()).hasSize(TABLES);
        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2, 3, 4, 5));
    }

    @Test
    void readsEverythingWhereTheTimesCannotBeReadOrStored() throws Exception {
        sweep();
        store.can(false, true);
        SweepResult unread = anHourLater();
        store.can(true, false);
        SweepResult unmarked = anHourLater();
        store.can(true, true);
        SweepResult next = anHourLater();

        assertThat(unread.tables()).hasSize(TABLES);
        assertThat(unread.ledgerFailure()).contains(InMemoryShareTimes.OUT);
        assertThat(unmarked.tables()).hasSize(TABLES);
        assertThat(unmarked.ledgerFailure()).contains(InMemoryShareTimes.OUT);
        // The last sweep that could store anything was two hours ago.
        assertThat(read(next)).isEqualTo(inShares(0, 1, 2, 3, 4, 5));
        assertThat(next.ledgerFailure()).isEmpty();
    }

    @Test
    void saysThatTheTimesCouldNotBeStored() throws Exception {
        sweep();
        world.tables.on(Call.READ).once().run(() -> store.can(true, false));

        assertThat(anHourLater().ledgerFailure()).contains(InMemoryShareTimes.OUT);
        store.can(true, true);
        assertThat(anHourLater().tables()).as("after a sweep without an end").hasSize(TABLES);
    }

    /** The mark of a sweep whose beginning could not be stored is stored at its end. */
    @Test
    void storesAtTheEndWhatCouldNotBeStoredAtTheBeginning() throws Exception {
        store.can(true, false);
        world.tables.on(Call.READ).once().run(() -> store.can(true, true));
        sweep();

        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2));
    }

    @Test
    void readsEverythingWhereTheLedgerCannotBeRead() throws Exception {
        sweep();
        ledger.fail(new Cause(Cause.Kind.THROTTLED, "AWS throttled it."));
        SweepResult result = anHourLater();
        ledger.recover();

        assertThat(result.tables()).hasSize(TABLES);
        assertThat(result.ledgerFailure()).isPresent();
        assertThat(anHourLater().tables())
                .as("nothing of the sweep before is recorded")
                .hasSize(TABLES);
        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2));
    }

    /** What was known before the sweep began is not forgotten. */
    @Test
    void ledgerThatFailsMeanwhileMakesNoTableSuspicious() throws Exception {
        sweep();
        world.tables.on(Call.READ).once().run(() -> ledger.fail(new Cause(Cause.Kind.THROTTLED, "AWS throttled it.")));

        SweepResult result = anHourLater();
        ledger.recover();

        assertThat(read(result)).isEqualTo(inShares(0, 1, 2));
        assertThat(result.ledgerFailure()).isPresent();
        assertThat(read(anHourLater()))
                .as("those that were not recorded, and the oldest")
                .isEqualTo(inShares(0, 1, 2, 3, 4, 5));
    }

    /** A table found off whose record cannot be written must not be carried as compliant. */
    @Test
    void tableWhoseRecordIsRefusedIsReadAgain() throws Exception {
        sweep();
        TableRef refused = ref(waiting(0));
        world.ledger = new ForwardingLedger(ledger) {
            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                return record.table().equals(refused)
                        ? new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "Too large."))
                        : super.write(read, record, entries);
            }
        };
        world.tables.create(refused.name()).disabled();
        hints.record(refused.name(), true, world.time.instant().plus(HOUR));
        assertThat(SweepFixture.verdict(anHourLater(), refused.name())).isInstanceOf(Verdict.NonCompliant.class);
        hints.recordDeleted(refused.name());

        SweepResult result = anHourLater();

        assertThat(read(result)).contains(refused.name()).hasSizeLessThan(60);
        assertThat(SweepFixture.verdict(result, refused.name())).isInstanceOf(Verdict.NonCompliant.class);
    }

    @Test
    void sweepThatDidNotEndIsFollowedByOneThatReadsEverything() throws Exception {
        sweep();
        world.time.advance(HOUR);
        world.tables.on(Call.READ).once().run(() -> Thread.currentThread().interrupt());
        SweepListener dies = new SweepListener() {
            @Override
            public void selected(int tables) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> world.fix(POLICY, dies)).isInstanceOf(Exception.class);

        assertThat(anHourLater().tables()).hasSize(TABLES);
        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2));
    }

    @Test
    void incompleteListProvesNothing() throws Exception {
        sweep();
        world.tables.pageSize(100);
        world.tables.on(Call.LIST).skip(3).once().fail(Cause.Kind.BROKEN);
        world.time.advance(HOUR);

        SweepResult result = world.fix(POLICY, SweepListener.SILENT);

        assertThat(result.complete()).isFalse();
        assertThat(carried(result)).hasSizeBetween(250, 300);
        assertThat(read(anHourLater())).isEqualTo(inShares(0, 1, 2, 3, 4, 5));
    }

    @Test
    void proofIsAsOldAsTheLastRead() throws Exception {
        Instant first = world.time.instant();
        sweep();
        Instant second = world.time.instant().plus(HOUR);
        hints.record(waiting(0), false, second);
        anHourLater();
        world.time.advance(Duration.ofHours(8));
        hints.recordDeleted(waiting(0));
        Instant third = world.time.instant().plus(HOUR);
        hints.record(waiting(1), false, third);
        anHourLater();
        hints.recordDeleted(waiting(1));

        List<CarriedTable> carried = anHourLater().carried().orElseThrow().tables();

        assertThat(provenAt(carried, waiting(0)))
                .as("an unchanged record is written every six hours")
                .isEqualTo(first);
        assertThat(provenAt(carried, waiting(1))).isEqualTo(third);
        assertThat(provenAt(carried, inShares(0).iterator().next())).isEqualTo(second);
    }

    private static Instant provenAt(List<CarriedTable> carried, String name) {
        return carried.stream()
                .filter(table -> table.table().name().equals(name))
                .findFirst()
                .orElseThrow()
                .provenAt();
    }

    /** Of a table that is not read, nothing is changed, recorded or notified. */
    @Test
    void doesNothingAboutCarriedTables() throws Exception {
        sweep();
        String silent = waiting(0);
        world.tables.create(silent).disabled();
        Ledger.Stored before = ledger.read(ref(silent)).success().orElseThrow();

        world.time.advance(HOUR);
        Policy policy = POLICY;
        SweepResult result = sweep(policy);

        assertThat(carried(result)).contains(silent);
        assertThat(result.tables().stream().map(TableResult::table)).doesNotContain(ref(silent));
        assertThat(result.pending()).doesNotContainKey(ref(silent));
        assertThat(ledger.read(ref(silent)).success()).contains(before);
        assertThat(world.tables.calls(silent))
                .filteredOn(call -> !call.equals("READ"))
                .isEmpty();
        assertThat(world.tables.calls(silent)).hasSize(1);
    }

    /** A fleet that takes several calls: together they read every share, and only the last one carries tables. */
    @Test
    void callsOfOneSweepReadSharesTogether() throws Exception {
        world.rate = 10;
        world.tables.pageSize(TABLES);
        Instant begun = world.time.instant();
        Set<String> judged = new TreeSet<>();
        SweepResult last = call("first", judged);
        int calls = 1;
        while (last.left().any()) {
            assertThat(last.carried()).isEmpty();
            judged.addAll(read(last));
            last = call("first", judged);
            calls++;
        }

        assertThat(calls).isGreaterThan(2);
        assertThat(read(last)).hasSize(TABLES - judged.size());
        assertThat(carried(last)).isEmpty();
        SweepResult next = anHourLater();
        assertThat(read(next)).isEqualTo(inShares(0, 1, 2));
        assertThat(next.carried().orElseThrow().oldest())
                .as("no proof is newer than the beginning of its sweep, unless its record is")
                .hasValueSatisfying(oldest -> assertThat(oldest).isBetween(begun, begun.plusSeconds(30)));
    }

    private SweepResult call(String id, Set<String> judged) throws InterruptedException {
        return world.call(new SweepOrder(
                        id,
                        InMemoryTables.WHERE,
                        POLICY,
                        false,
                        world.time.instant().plusSeconds(25))
                .with(new Continuation(judged, Continuation.Leaving.ANYTHING)));
    }

    /** Only a sweep of all tables rotates. */
    @Test
    void withoutTheOptionNothingIsAsked() throws Exception {
        world.rotation = Optional.empty();
        sweepAll();
        int calls = world.tables.calls().size();
        world.time.advance(HOUR);

        SweepResult result = sweepAll();

        assertThat(result.carried()).isEmpty();
        assertThat(result.tables()).hasSize(TABLES);
        assertThat(world.tables.calls()).hasSize(2 * calls);
        assertThat(store.calls()).isZero();
        assertThat(hints.calls()).isEmpty();
    }

    private SweepResult sweepAll() throws InterruptedException {
        return world.fix(POLICY, SweepListener.SILENT);
    }
}
