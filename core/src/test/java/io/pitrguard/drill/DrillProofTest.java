package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.CheckTime;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.TableItems;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a drill proves, and what it does not. */
class DrillProofTest {
    private final DrillTestBed bed = new DrillTestBed();

    /** Items of a live table are written, made and deleted all the time, and none says when. */
    @Test
    void provesARestoreOfABusyTableWithoutTimes() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.items.put(DrillTestBed.SOURCE, written(3));
            bed.items.put(DrillTestBed.SOURCE, written(900));
            bed.items.remove(DrillTestBed.SOURCE, key(4));
        });

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).as(end.toString()).contains(DrillVerdict.PASSED);
        assertThat(result(end, CheckKind.SAMPLE).seen()).contains(" equal, ", " 0 differ without a time");
        assertThat(end.look()).isEmpty();
    }

    @Test
    void restoresAMomentAfterItLooked() {
        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.plan().moment()).isAfter(bed.moment);
        assertThat(end.plan().window().latest()).isAfterOrEqualTo(end.plan().moment());
        assertThat(end.recoveryPoint())
                .hasValueSatisfying(point -> assertThat(point).isLessThan(Duration.ofMinutes(6)));
        assertThat(end.calls().units().source()).isGreaterThan(DrillTestBed.ITEMS);
    }

    /** Whoever changes an item after the moment explains nothing of what the restore made of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void provesNothingWhereItemsAreMissingThatWereChangedSince(boolean timed) {
        bed.tables.onRestore(call -> {
            bed.items.restore(
                    call.source(),
                    call.target(),
                    item -> item.attributes().toString().contains("p7") ? Optional.empty() : Optional.of(item));
            for (int i = 0; i < DrillTestBed.ITEMS; i++) {
                bed.items.put(DrillTestBed.SOURCE, written(i));
            }
        });

        DrillRecord end = bed.drill(timed ? DrillTestBed.timed() : DrillTestBed.plain());

        assertThat(end.verdict()).as(end.toString()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(result(end, CheckKind.SAMPLE).reason()).contains("wrong or not at all");
    }

    @Test
    void failsWhereAnIndexHasOtherKeys() {
        TableKeys.Part total = new TableKeys.Part("total", "HASH", "N");
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.keys(call.target(), new TableKeys(AnyDrill.KEYS.own(), Map.of("by-day", List.of(total))));
        });

        DrillRecord end = bed.drill(new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                100,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of()));

        assertThat(end.verdict()).as(end.toString()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.INDEXES).reason()).contains("have other keys", "by-day");
    }

    @Test
    void provesNoSchemaWhoseTypesAreNotKnown() {
        bed.tables.keys(
                DrillTestBed.SOURCE,
                new TableKeys(List.of(new TableKeys.Part("pk", "HASH", TableKeys.Part.NOT_KNOWN)), Map.of()));

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(result(end, CheckKind.SCHEMA).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void provesNothingWhereUnchangedItemsDiffer() {
        bed.restored = item -> item.attributes().toString().contains("p7") ? Optional.empty() : Optional.of(item);

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(result(end, CheckKind.SAMPLE).reason()).contains("changed and changed back");
    }

    @Test
    void provesNothingWhereEverythingChanged() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), item -> Optional.of(other(item)));
            for (int i = 0; i < DrillTestBed.ITEMS; i++) {
                bed.items.put(DrillTestBed.SOURCE, written(i));
            }
        });

        assertThat(bed.drill(DrillTestBed.plain()).verdict()).contains(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void doesWithoutTheLookWhereTheSourceCannotBeRead() {
        bed.items.failNext(new Cause(Cause.Kind.DENIED, "dynamodb:Scan was denied."));

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.log().toString()).contains("not compared with the source before the moment", "denied");
        assertNewest(end);
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
    }

    @Test
    void doesWithoutTheLookWhereReadsStayThrottled() {
        for (int i = 0; i < 62; i++) {
            bed.items.failNext(new Cause(Cause.Kind.THROTTLED, "Slow down."));
        }

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertNewest(end);
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
    }

    /** What can really be reached is not what could be when the drill was planned. */
    private static void assertNewest(DrillRecord end) {
        assertThat(end.plan().moment()).isEqualTo(end.plan().window().latest().truncatedTo(ChronoUnit.SECONDS));
        assertThat(end.recoveryPoint())
                .hasValueSatisfying(point -> assertThat(point).isLessThan(Duration.ofMinutes(6)));
    }

    /** To read the whole sample would take longer than an hour: what was read is not thrown away for that. */
    @Test
    void comparesWithWhatItLookedAtWithinAnHour() {
        slowly(12);

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.log().toString()).contains("The sample is smaller than it should be", "longer than an hour");
        assertThat(end.plan().moment()).isAfter(bed.moment);
        assertThat(result(end, CheckKind.SAMPLE).how()).contains("and before the moment");
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
    }

    /** One place is compared one way only. */
    @Test
    void doesWithoutTheLookWhereOnePlaceTakesAnHour() {
        slowly(0);

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.log().toString()).contains("not compared with the source before the moment");
        assertNewest(end);
    }

    /** Lets each scan of the source but the first ones take more than an hour until the drill asks for the restore. */
    private void slowly(int quick) {
        AtomicInteger scans = new AtomicInteger();
        bed.read = (TableItems) Proxy.newProxyInstance(
                TableItems.class.getClassLoader(), new Class<?>[] {TableItems.class}, (_, method, arguments) -> {
                    boolean before = !bed.tables
                            .names(DrillTestBed.SOURCE.where())
                            .contains(bed.target().name());
                    if (method.getName().equals("scan") && before && scans.incrementAndGet() > quick) {
                        bed.time.advance(Duration.ofMinutes(70));
                    }
                    return method.invoke(bed.items, arguments);
                });
    }

    @Test
    void doesNotLookForAMomentThatIsPast() {
        bed.asked = bed.moment.minus(Duration.ofHours(1));

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.plan().moment()).isEqualTo(bed.asked);
        assertThat(end.log().toString()).doesNotContain("Reading a sample");
    }

    /** AWS may leave the moment of an export out: then its number of items is of no moment that is known. */
    @Test
    void provesNoCountByAnExportOfAMomentThatIsNotKnown() {
        bed.exported = export -> new TableExport(
                export.arn(),
                export.tableArn(),
                export.status(),
                Optional.empty(),
                export.items(),
                export.files(),
                export.times(),
                export.failure());

        DrillRecord end = bed.drill(AnyDrill.everything());

        assertThat(result(end, CheckKind.COUNT).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(end.verdict()).isNotEqualTo(Optional.of(DrillVerdict.PASSED));
    }

    /** A process is away for half a day, right before the time attribute is judged. */
    @Test
    void provesNothingThatWasNotCheckedInTime() {
        untilChecking(progress -> progress.has(CheckKind.SAMPLE));
        bed.time.advance(CheckTime.LIMIT.plusMinutes(30));

        DrillRecord end = bed.run();

        assertThat(end.verdict()).isNotEqualTo(Optional.of(DrillVerdict.PASSED));
        assertThat(result(end, CheckKind.TIME_ATTRIBUTE).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void keepsWhatWasFoundBeforeTheTableVanished() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.keys(call.target(), new TableKeys(List.of(new TableKeys.Part("pk", "HASH", "N")), Map.of()));
        });
        untilChecking(progress -> progress.has(CheckKind.SCHEMA));
        bed.tables.vanish(bed.target());

        DrillRecord end = bed.run();

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.SCHEMA).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void failsWhereAwsRestoredAnotherMoment() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.change(call.target(), first -> restoredTo(first, bed.moment.minus(Duration.ofDays(1))));
        });

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.ORIGIN).reason()).contains("something else");
    }

    /** Nobody carries a drill on for a month: the table was not lost. */
    @Test
    void provesNothingWhereTheWindowMovedOn() {
        bed.asked = bed.moment.minus(Duration.ofDays(2));
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(DrillTestBed.plain(), Duration.ZERO)));
        bed.time.advance(Duration.ofDays(36));
        bed.tables.recoverySince(DrillTestBed.SOURCE, bed.time.instant().minus(Duration.ofDays(35)));

        DrillRecord end = bed.run();

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(end.abort())
                .hasValueSatisfying(why -> assertThat(why.reason()).contains("moved past"));
    }

    /** Recovery was turned off and on again: the moment is lost. */
    @Test
    void failsWhereTheMomentWasLost() {
        bed.asked = bed.moment.minus(Duration.ofDays(2));
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(DrillTestBed.plain(), Duration.ZERO)));
        bed.tables.recoverySince(DrillTestBed.SOURCE, bed.time.instant());

        assertThat(bed.run().verdict()).contains(DrillVerdict.FAILED);
    }

    /** Long waits show in the log, so that nobody takes the drill for one that is not carried on. */
    @Test
    void showsThatItGoesOn() {
        bed.tables.restoreTakes(Duration.ofHours(5));

        DrillRecord end = bed.drill(DrillTestBed.plain());

        Instant before = end.log().getFirst().at();
        for (RestoreEvent event : end.log()) {
            assertThat(Duration.between(before, event.at())).isLessThan(Duration.ofMinutes(59));
            before = event.at();
        }
        assertThat(end.times()).isNotEqualTo(DrillTimes.NONE);
    }

    private void untilChecking(Predicate<CheckProgress> reached) {
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(DrillTestBed.timed(), Duration.ZERO)));
        for (int step = 0; step < 1_000; step++) {
            DrillStep next = bed.engine()
                    .advance(DrillTestBed.SOURCE.where(), DrillTestBed.ID)
                    .success()
                    .orElseThrow();
            if (next.record().state() instanceof DrillState.Checking(String _, CheckProgress progress)
                    && reached.test(progress)) {
                return;
            }
            bed.time.advance(next instanceof DrillStep.Wait(DrillRecord _, Duration pause) ? pause : Duration.ZERO);
        }
        throw new AssertionError(bed.record().toString());
    }

    private static TableDescription restoredTo(TableDescription first, Instant moment) {
        RestoreSummary summary = first.restore().orElseThrow();
        return new TableDescription(
                first.table(),
                first.status(),
                first.tableId(),
                first.created(),
                Optional.of(new RestoreSummary(
                        summary.sourceTableArn(), summary.sourceBackupArn(), moment, summary.inProgress())),
                first.shape(),
                first.deletionProtection(),
                first.replicas(),
                first.keys());
    }

    private static Item written(int number) {
        return DrillTestBed.item(number, AnyDrill.AT.plus(Duration.ofMinutes(20)));
    }

    private static Item other(Item item) {
        return Item.of(Map.of("pk", item.find("pk").orElseThrow(), "total", ItemValue.Numeric.of("-5")));
    }

    private static Item key(int number) {
        return Item.of(Map.of("pk", new ItemValue.Text("p" + number)));
    }

    private static CheckResult result(DrillRecord drill, CheckKind kind) {
        return drill.checks().stream()
                .filter(check -> check.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + drill.checks()));
    }
}
