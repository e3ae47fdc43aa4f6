package io.pitrguard.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.AnyTableRecord;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** No stored time of a record that has not come yet is believed, whichever it is. */
@Domain(AnyTableRecord.class)
@Domain(DomainContext.Global.class)
class FutureTimesLawsTest {
    @Property(tries = 1000)
    void believesNoTimeInTheFuture(@ForAll TableRecord record, @ForAll @IntRange(min = 2000, max = 2100) int year) {
        Instant now = Instant.parse(year + "-01-01T00:00:00Z");

        TableRecord believed = FutureTimes.without(record, now);

        assertThat(times(believed)).allMatch(time -> !time.isAfter(now.plus(FutureTimes.TOLERANCE)));
        assertThat(FutureTimes.without(believed, now)).isEqualTo(believed);
        assertThat(times(record)).containsAll(times(believed).toList());
    }

    @Property(tries = 1000)
    void believesAllThatIsPast(@ForAll TableRecord record) {
        Instant latest = times(record).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);

        assertThat(FutureTimes.without(record, latest)).isEqualTo(record);
        assertThat(FutureTimes.without(record, latest.minus(FutureTimes.TOLERANCE)))
                .isEqualTo(record);
        assertThat(FutureTimes.without(
                                record, latest.minus(FutureTimes.TOLERANCE).minusNanos(1))
                        .equals(record))
                .isEqualTo(times(record).findAny().isEmpty());
    }

    private static Stream<Instant> times(Object value) {
        return switch (value) {
            case Instant time -> Stream.of(time);
            case Optional<?> optional -> optional.stream().flatMap(FutureTimesLawsTest::times);
            case Collection<?> all -> all.stream().flatMap(FutureTimesLawsTest::times);
            case Map<?, ?> map -> map.values().stream().flatMap(FutureTimesLawsTest::times);
            case Record record ->
                Stream.of(record.getClass().getRecordComponents())
                        .map(component -> value(component, record))
                        .flatMap(FutureTimesLawsTest::times);
            default -> Stream.of();
        };
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
