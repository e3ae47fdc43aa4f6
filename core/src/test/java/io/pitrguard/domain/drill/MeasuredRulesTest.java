package io.pitrguard.domain.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.CountRules.Independent;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreSummary;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.AnyDrill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link CountRules} and {@link ShapeRules} say of a restored table. */
class MeasuredRulesTest {
    private static final TableShape.Encryption OWN = new TableShape.Encryption.AwsOwned();
    private static final TableShape.Encryption KEY = new TableShape.Encryption.Kms("arn:aws:kms:1");
    private static final TableShape.Encryption UNKNOWN = new TableShape.Encryption.Unknown();

    @Test
    void comparesTheCountWithAnExport() {
        assertThat(CountRules.count(5, new Independent.Exact(5, "e")).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(CountRules.count(4, new Independent.Exact(5, "e")).reason()).contains("4 items", "moment 5");
        assertThat(CountRules.count(0, new Independent.Exact(5, "e")).verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(CountRules.count(5, new Independent.Exact(0, "e")).verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(CountRules.count(0, new Independent.Exact(0, "e")).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(CountRules.count(5, new Independent.NotKnown("It failed.")).reason())
                .isEqualTo("It failed.");
    }

    @Test
    void anEmptyTableProvesNothing() {
        assertThat(CountRules.count(1, new Independent.NotAsked()).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(CountRules.count(0, new Independent.NotAsked()).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(CountRules.cutOff(7, "Throttled.").verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void judgesAssertions() {
        DrillRequirement.Assertion none =
                new DrillRequirement.Assertion("SELECT", OptionalLong.empty(), OptionalLong.of(0));

        assertThat(CountRules.assertion(none, OptionalLong.of(0), "").verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(CountRules.assertion(none, OptionalLong.of(1), "").reason()).contains("found 1 items", "at most 0");
        assertThat(CountRules.assertion(none, OptionalLong.empty(), "Denied.").verdict())
                .isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void judgesTheTime() {
        DrillTimes times = DrillTimes.NONE.requested(AnyDrill.AT).active(AnyDrill.AT.plusSeconds(600));
        DrillRequirement twoHours = AnyDrill.everything();

        assertThat(CountRules.targetTime(DrillRequirement.every(Duration.ofDays(1)), times))
                .isEmpty();
        assertThat(CountRules.targetTime(twoHours, times).orElseThrow().verdict())
                .isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(CountRules.targetTime(twoHours, times.checked(AnyDrill.AT.plusSeconds(7200)))
                        .orElseThrow()
                        .verdict())
                .isEqualTo(DrillVerdict.PASSED);
        assertThat(CountRules.targetTime(twoHours, times.checked(AnyDrill.AT.plusSeconds(7260)))
                        .orElseThrow()
                        .reason())
                .isEqualTo(
                        "The restore took 2 h 1 min, longer than 2 h. The table was ready after 10 min; its checks took"
                                + " the rest. They read faster with a higher drills.readsPerSecond.");
        DrillTimes late = DrillTimes.NONE.requested(AnyDrill.AT).active(AnyDrill.AT.plusSeconds(7201));
        assertThat(CountRules.targetTime(twoHours, late.checked(AnyDrill.AT.plusSeconds(7260)))
                        .orElseThrow()
                        .reason())
                .isEqualTo("The restore took 2 h 1 min, longer than 2 h.");
    }

    @Test
    void measuresNothingByAClockThatWasSetBack() {
        DrillTimes times = DrillTimes.NONE
                .requested(AnyDrill.AT)
                .active(AnyDrill.AT.minusSeconds(1))
                .checked(AnyDrill.AT.minusSeconds(1));

        assertThat(times.restored()).isEmpty();
        assertThat(CountRules.targetTime(AnyDrill.everything(), times)
                        .orElseThrow()
                        .verdict())
                .isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void comparesWhatAwsRestored() {
        DrillPlan plan = AnyDrill.plan();
        String source = plan.source().table().arn();

        assertThat(ShapeRules.origin(plan, restoredFrom(Optional.empty())).verdict())
                .isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(origin(plan, Optional.of(source), Optional.empty(), plan.moment())
                        .verdict())
                .isEqualTo(DrillVerdict.PASSED);
        assertThat(origin(
                                plan,
                                Optional.of(source),
                                Optional.empty(),
                                plan.moment().minusSeconds(1))
                        .reason())
                .contains("something else", source);
        assertThat(origin(plan, Optional.of(source + "2"), Optional.empty(), plan.moment())
                        .verdict())
                .isEqualTo(DrillVerdict.FAILED);
        assertThat(origin(plan, Optional.empty(), Optional.of("arn:b"), plan.moment())
                        .seen())
                .contains("arn:b");
        assertThat(origin(plan, Optional.empty(), Optional.empty(), plan.moment())
                        .seen())
                .contains("not known");
    }

    private static CheckResult origin(DrillPlan plan, Optional<String> table, Optional<String> backup, Instant moment) {
        return ShapeRules.origin(plan, restoredFrom(Optional.of(new RestoreSummary(table, backup, moment, false))));
    }

    private static TableDescription restoredFrom(Optional<RestoreSummary> summary) {
        TableDescription any = restored(AnyDrill.KEYS, OWN);
        return new TableDescription(
                any.table(),
                any.status(),
                any.tableId(),
                any.created(),
                summary,
                any.shape(),
                any.deletionProtection(),
                any.replicas(),
                any.keys());
    }

    @Test
    void comparesTheKeys() {
        TableKeys two = new TableKeys(
                List.of(new TableKeys.Part("a", "HASH", "S"), new TableKeys.Part("b", "RANGE", "N")), Map.of());
        TableKeys turned = new TableKeys(List.of(two.own().getLast(), two.own().getFirst()), Map.of());
        TableKeys other = new TableKeys(
                List.of(new TableKeys.Part("a", "HASH", "N"), new TableKeys.Part("b", "RANGE", "N")), Map.of());

        assertThat(schema(two, turned).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(schema(two, other).reason()).contains("a (HASH, N)", "a (HASH, S)");
        assertThat(schema(TableKeys.UNKNOWN, two).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(schema(two, TableKeys.UNKNOWN).seen()).isEqualTo("not known");
    }

    @Test
    void comparesTheEncryption() {
        assertThat(encryption(OWN, OWN).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(encryption(KEY, KEY).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(encryption(KEY, OWN).reason()).contains("a key that DynamoDB owns", "arn:aws:kms:1");
        assertThat(encryption(UNKNOWN, OWN).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
        assertThat(encryption(OWN, UNKNOWN).verdict()).isEqualTo(DrillVerdict.NOT_PROVEN);
    }

    @Test
    void findsIndexesThatAreMissingOrNotReady() {
        DrillSource source = source(
                AnyDrill.KEYS,
                OWN,
                index("c", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE),
                index("a", TableIndex.Kind.LOCAL, TableIndex.Status.ACTIVE),
                index("b", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE),
                index("v", TableIndex.Kind.VECTOR, TableIndex.Status.ACTIVE));
        TableDescription restored = restored(
                AnyDrill.KEYS,
                OWN,
                index("a", TableIndex.Kind.LOCAL, TableIndex.Status.ACTIVE),
                index("b", TableIndex.Kind.GLOBAL, TableIndex.Status.CREATING));

        assertThat(ShapeRules.indexes(source)).containsExactly("a", "b", "c");
        assertThat(ShapeRules.missing(source, restored)).containsExactly("b", "c");
        assertThat(ShapeRules.unasked(source)).containsExactly("v");
    }

    private static CheckResult schema(TableKeys expected, TableKeys seen) {
        return ShapeRules.schema(source(expected, OWN), restored(seen, OWN));
    }

    private static CheckResult encryption(TableShape.Encryption expected, TableShape.Encryption seen) {
        return ShapeRules.encryption(source(AnyDrill.KEYS, expected), restored(AnyDrill.KEYS, seen));
    }

    private static DrillSource source(TableKeys keys, TableShape.Encryption encryption, TableIndex... indexes) {
        return new DrillSource(AnyDrill.SOURCE, "id-1", shape(encryption, indexes), keys);
    }

    private static TableDescription restored(TableKeys keys, TableShape.Encryption encryption, TableIndex... indexes) {
        return new TableDescription(
                AnyDrill.SOURCE,
                TableStatus.ACTIVE,
                "id-2",
                AnyDrill.AT,
                Optional.empty(),
                shape(encryption, indexes),
                Optional.of(false),
                List.of(),
                keys);
    }

    private static TableShape shape(TableShape.Encryption encryption, TableIndex... indexes) {
        return new TableShape(
                OptionalLong.empty(),
                List.of(indexes),
                new TableShape.Billing.OnDemand(),
                encryption,
                new TableShape.Stream.None());
    }

    private static TableIndex index(String name, TableIndex.Kind kind, TableIndex.Status status) {
        return new TableIndex(name, kind, status, OptionalLong.empty());
    }
}
