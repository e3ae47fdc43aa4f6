package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.FutureTimes;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.AnyTableRecord;
import io.pitrguard.port.Ledger.Stored;
import io.pitrguard.report.StatusViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever becomes of a stored item, it is a record or entry that can be used, or its problem has a name. */
@Domain(AnyTableRecord.class)
@Domain(DomainContext.Global.class)
class LedgerItemFuzzTest {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final List<AttributeValue> ODD = List.of(
            AttributeValue.fromN("1e999999999"),
            AttributeValue.fromN("-1e-999999999"),
            AttributeValue.fromN("2147483647"),
            AttributeValue.fromN("-2147483648"),
            AttributeValue.fromN("NaN"),
            AttributeValue.fromS(""),
            AttributeValue.fromS("+1000000000-12-31T23:59:59.999999999Z"),
            AttributeValue.fromS("-1000000000-01-01T00:00:00Z"),
            AttributeValue.fromS("9999-12-31T23:59:59Z"),
            AttributeValue.fromS("1970-01-01T00:00:00Z"),
            AttributeValue.fromS("\ud83d"),
            AttributeValue.fromS("x".repeat(10_000)),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromL(List.of()),
            AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of()))),
            AttributeValue.fromM(Map.of()),
            AttributeValue.fromSs(List.of("a")),
            AttributeValue.fromB(SdkBytes.fromUtf8String("a")),
            AttributeValue.builder().build());

    @Property(tries = 2000)
    void recordIsUsableOrItsProblemHasAName(@ForAll TableRecord record, @ForAll Random random) {
        Map<String, AttributeValue> item = mutated(TableRecordCodec.write(new Stored(record, 3), KEPT), random);
        Optional<Stored> read = Optional.empty();
        try {
            read = Optional.of(TableRecordCodec.read(record.table(), item));
        } catch (NotUnderstoodException problem) {
            assertThat(problem.sorted().message())
                    .contains("cannot be understood: its attribute '", "Repair or delete");
        }
        read.ifPresent(stored -> use(stored.record()));
    }

    private static void use(TableRecord record) {
        for (TableRecord each : List.of(record, FutureTimes.without(record, NOW))) {
            each.past().lost(new RecoveryState.Disabled(), Duration.ofDays(35), NOW);
            each.flapping().flappingSince(FlappingRules.STANDARD);
            StatusViews.of("ledger", each.table().where(), List.of(each), FlappingRules.STANDARD, NOW);
            TableRecordCodec.write(new Stored(each, 4), KEPT);
        }
    }

    @Property(tries = 2000)
    void entryIsUsableOrSaysWhyNot(@ForAll TableRecord record, @ForAll TimelineEntry entry, @ForAll Random random) {
        Map<String, AttributeValue> item = mutated(TimelineEntryCodec.write(record.table(), entry, KEPT), random);

        TimelineEntry read = TimelineEntryCodec.readOrSayWhyNot(item);

        assertThat(read.kind() == TimelineEntry.Kind.UNREADABLE
                        || TimelineEntryCodec.write(record.table(), read, KEPT).containsKey("at"))
                .isTrue();
    }

    private static Map<String, AttributeValue> mutated(Map<String, AttributeValue> item, Random random) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        String name = new ArrayList<>(changed.keySet()).get(random.nextInt(changed.size()));
        AttributeValue old = changed.get(name);
        if (random.nextInt(8) == 0) {
            changed.remove(name);
        } else {
            changed.put(name, mutated(old, random));
        }
        return changed;
    }

    private static AttributeValue mutated(AttributeValue old, Random random) {
        if (old.hasM() && !old.m().isEmpty() && random.nextInt(4) > 0) {
            return AttributeValue.fromM(mutated(old.m(), random));
        }
        if (old.hasL() && !old.l().isEmpty() && random.nextInt(4) > 0) {
            List<AttributeValue> changed = new ArrayList<>(old.l());
            int index = random.nextInt(changed.size());
            changed.set(index, mutated(changed.get(index), random));
            return AttributeValue.fromL(changed);
        }
        return ODD.get(random.nextInt(ODD.size()));
    }
}
