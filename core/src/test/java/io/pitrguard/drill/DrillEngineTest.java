package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyDrill;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillEngineTest {
    private final DrillTestBed bed = new DrillTestBed();

    @Test
    void provesARestoreAndDeletesItsTable() {
        DrillRecord end = bed.drill(DrillTestBed.timed());

        assertThat(end.verdict()).as(end.toString()).contains(DrillVerdict.PASSED);
        assertThat(end.state()).isEqualTo(new DrillState.Ended(Optional.empty()));
        assertThat(end.checks())
                .extracting(CheckResult::kind)
                .containsExactly(
                        CheckKind.SCHEMA,
                        CheckKind.ENCRYPTION,
                        CheckKind.ORIGIN,
                        CheckKind.COUNT,
                        CheckKind.SAMPLE,
                        CheckKind.TIME_ATTRIBUTE,
                        CheckKind.TARGET_TIME);
        assertThat(end.times().deleted()).isPresent();
        assertThat(bed.tables.ids()).containsExactly(bed.sourceId);
        assertThat(end.evidence()).isPresent();
        assertThat(bed.recorded).hasSize(1);
    }

    @Test
    void asksForEverythingThePolicyAsks() {
        bed.items.select(Statement.of("SELECT * FROM {table} WHERE total < 0"), _ -> false);
        bed.items.select(Statement.of("SELECT * FROM {table}"), _ -> true);

        DrillRecord end = bed.drill(AnyDrill.everything());

        assertThat(end.checks()).extracting(CheckResult::kind).contains(CheckKind.INDEXES, CheckKind.ASSERTION);
        assertThat(result(end, CheckKind.COUNT).expected()).contains("export");
        assertThat(result(end, CheckKind.COUNT).verdict()).isEqualTo(DrillVerdict.PASSED);
    }

    @Test
    void tellsTheTablesRecord() {
        DrillRecord end = bed.drill(DrillTestBed.plain());

        DrillPast.Known known = bed.ledger
                .read(DrillTestBed.SOURCE)
                .success()
                .orElseThrow()
                .record()
                .drills();
        assertThat(known.passed()).hasValueSatisfying(passed -> {
            assertThat(passed.drill()).isEqualTo(end.id().value());
            assertThat(passed.tableId()).isEqualTo(bed.sourceId);
        });
        assertThat(known.failed()).isEmpty();
        assertThat(known.notProven()).isEmpty();
    }

    @Test
    void failsWhereATenthOfTheItemsIsMissing() {
        bed.restored = item -> number(item) % 10 == 0 ? Optional.empty() : Optional.of(item);

        DrillRecord end = bed.drill(DrillTestBed.timed());

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.SAMPLE).reason()).contains("missing or different");
    }

    @Test
    void doesNotProveWhatNoTimeExplains() {
        bed.restored = item -> number(item) % 10 == 0 ? Optional.empty() : Optional.of(item);

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(result(end, CheckKind.SAMPLE).reason()).contains("timeAttribute");
    }

    @Test
    void failsWhereTheTableIsOfAnEarlierMoment() {
        bed.restored = item -> number(item) < 100 ? Optional.empty() : Optional.of(item);

        DrillRecord end = bed.drill(DrillTestBed.timed());

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.TIME_ATTRIBUTE).verdict()).isNotEqualTo(DrillVerdict.PASSED);
    }

    @Test
    void failsWhereTheKeyHasAnotherType() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.keys(call.target(), new TableKeys(List.of(new TableKeys.Part("pk", "HASH", "N")), Map.of()));
        });

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.SCHEMA).reason()).contains("pk (HASH, N)");
    }

    @Test
    void explainsWhatWasWrittenSince() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.items.put(DrillTestBed.SOURCE, DrillTestBed.item(3, bed.moment.plus(Duration.ofMinutes(20))));
            bed.items.put(DrillTestBed.SOURCE, DrillTestBed.item(900, bed.moment.plus(Duration.ofMinutes(20))));
            bed.items.remove(DrillTestBed.SOURCE, Item.of(Map.of("pk", new ItemValue.Text("p4"))));
        });

        assertThat(bed.drill(DrillTestBed.timed()).verdict()).contains(DrillVerdict.PASSED);
    }

    @Test
    void provesNothingByAnEmptyTable() {
        bed.restored = _ -> Optional.empty();

        assertThat(bed.drill(DrillTestBed.plain()).verdict()).contains(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void countsOnAfterThrottling() {
        bed.items.failNext(new Cause(Cause.Kind.THROTTLED, "AWS asked to slow down."));

        assertThat(bed.drill(DrillTestBed.plain()).verdict()).contains(DrillVerdict.PASSED);
    }

    @Test
    void provesNothingWhereReadsStayThrottled() {
        for (int i = 0; i < 1_000; i++) {
            bed.items.failNext(new Cause(Cause.Kind.THROTTLED, "AWS asked to slow down."));
        }

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(result(end, CheckKind.COUNT).reason()).contains("slow down");
        assertThat(bed.tables.ids()).containsExactly(bed.sourceId);
    }

    @Test
    void provesNothingWhereReadsAreDenied() {
        for (int i = 0; i < 100; i++) {
            bed.items.failNext(new Cause(Cause.Kind.DENIED, "dynamodb:Scan was denied."));
        }

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void failsAnAssertionThatFindsTooMuch() {
        bed.items.select(Statement.of("SELECT * FROM {table} WHERE total < 5"), item -> number(item) < 5);

        DrillRecord end = bed.drill(DrillTestBed.asserting("SELECT * FROM {table} WHERE total < 5", 0, 4));

        assertThat(end.verdict()).contains(DrillVerdict.FAILED);
        assertThat(result(end, CheckKind.ASSERTION).reason()).contains("5 items");
    }

    @Test
    void keepsTheTableAsLongAsAsked() {
        DrillRecord end = bed.drill(DrillTestBed.plain(), Duration.ofHours(2));

        Duration kept = Duration.between(
                end.times().checked().orElseThrow(), end.times().deleted().orElseThrow());
        assertThat(kept).isBetween(Duration.ofHours(2), Duration.ofHours(3));
        assertThat(end.verdict()).contains(DrillVerdict.PASSED);
    }

    @Test
    void leavesATableThatSomebodyUses() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.use(call.target(), new TableUser("Lambda event source mapping", "m", "aws lambda …"));
        });

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.state())
                .isInstanceOfSatisfying(
                        DrillState.Ended.class,
                        ended -> assertThat(ended.left())
                                .hasValueSatisfying(left -> assertThat(left.reasons())
                                        .anySatisfy(reason -> assertThat(reason).contains("is used by"))));
        assertThat(bed.tables.deleted()).isEmpty();
        assertThat(bed.recorded).hasSize(1);
    }

    /** Whoever reads its stream with a program of their own is named nowhere. */
    @Test
    void leavesATableWhoseStreamSomebodyTurnedOn() {
        bed.tables.onRestore(call -> {
            bed.items.restore(call.source(), call.target(), Optional::of);
            bed.tables.change(
                    call.target(),
                    first -> new TableDescription(
                            first.table(),
                            first.status(),
                            first.tableId(),
                            first.created(),
                            first.restore(),
                            new TableShape(
                                    first.shape().sizeBytes(),
                                    first.shape().indexes(),
                                    first.shape().billing(),
                                    first.shape().encryption(),
                                    new TableShape.Stream.Enabled(Optional.empty())),
                            first.deletionProtection(),
                            first.replicas(),
                            first.keys()));
        });

        DrillRecord end = bed.drill(DrillTestBed.plain());

        assertThat(end.state())
                .isInstanceOfSatisfying(
                        DrillState.Ended.class,
                        ended -> assertThat(ended.left())
                                .hasValueSatisfying(left ->
                                        assertThat(left.reasons().toString()).contains("Its stream is on")));
        assertThat(bed.tables.deleted()).isEmpty();
    }

    @Test
    void endsWhereTheSourceIsGone() {
        bed.store.create(DrillRecord.planned(DrillTestBed.ID, bed.plan(DrillTestBed.plain(), Duration.ZERO)));
        bed.tables.vanish(DrillTestBed.SOURCE);

        DrillRecord end = bed.run();

        assertThat(end.verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(end.abort())
                .hasValueSatisfying(why -> assertThat(why.reason()).contains("does not exist"));
        assertThat(bed.recorded).hasSize(1);
    }

    private static int number(Item item) {
        return ((ItemValue.Numeric) item.find("total").orElseThrow())
                .value()
                .max(BigDecimal.ZERO)
                .intValue();
    }

    private static CheckResult result(DrillRecord drill, CheckKind kind) {
        return drill.checks().stream()
                .filter(check -> check.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + drill.checks()));
    }
}
