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
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

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

        assertThat(end.plan().moment()).isEqualTo(bed.moment);
        assertThat(end.log().toString()).contains("not compared with the source before the moment", "denied");
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
    }

    @Test
    void doesWithoutTheLookWhereReadsStayThrottled() {
        for (int i = 0; i < 62; i++) {
            bed.items.failNext(new Cause(Cause.Kind.THROTTLED, "Slow down."));
        }

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.plan().moment()).isEqualTo(bed.moment);
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
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
