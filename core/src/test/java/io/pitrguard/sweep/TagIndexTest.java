package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagIndexTest {
    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);

    @BeforeEach
    void tagTwoOfThree() {
        tables.create("a").tags(Map.of("tier", "critical"));
        tables.create("b");
        tables.create("c").tags(Map.of("tier", "low"));
        tables.pageSize(1);
    }

    @Test
    void knowsTheTagsOfEveryTable() {
        TagIndex index = TagIndex.read(tables, Until.deadline(SweepOrder.NO_DEADLINE), time);

        assertThat(tags(index, "a")).isEqualTo(new Tags.Known(Map.of("tier", "critical")));
        assertThat(tags(index, "b")).isEqualTo(Tags.NONE);
        assertThat(tags(index, "c")).isEqualTo(new Tags.Known(Map.of("tier", "low")));
    }

    @Test
    void keepsWhatItKnowsWhenReadingFailsHalfway() {
        tables.on(InMemoryTables.Call.BULK_TAGS).skip(1).fail(Cause.Kind.DENIED);

        TagIndex index = TagIndex.read(tables, Until.deadline(SweepOrder.NO_DEADLINE), time);

        assertThat(tags(index, "a")).isEqualTo(new Tags.Known(Map.of("tier", "critical")));
        assertUnreadable(tags(index, "b"), Cause.Kind.DENIED);
        assertUnreadable(tags(index, "c"), Cause.Kind.DENIED);
    }

    @Test
    void knowsNothingWhenTheFirstPageFails() {
        tables.on(InMemoryTables.Call.BULK_TAGS).fail(Cause.Kind.THROTTLED);

        TagIndex index = TagIndex.read(tables, Until.deadline(SweepOrder.NO_DEADLINE), time);

        assertUnreadable(tags(index, "a"), Cause.Kind.THROTTLED);
    }

    @Test
    void stopsAtTheDeadline() {
        tables.on(InMemoryTables.Call.BULK_TAGS).once().run(() -> time.advance(Duration.ofMinutes(1)));

        TagIndex index = TagIndex.read(tables, Until.deadline(time.instant().plusSeconds(30)), time);

        assertThat(tags(index, "a")).isInstanceOf(Tags.Known.class);
        assertUnreadable(tags(index, "c"), Cause.Kind.OUT_OF_TIME);
        assertThat(tables.count(InMemoryTables.Call.BULK_TAGS)).isEqualTo(1);
    }

    private static Tags tags(TagIndex index, String table) {
        return index.of(InMemoryTables.WHERE.table(table));
    }

    private static void assertUnreadable(Tags tags, Cause.Kind kind) {
        assertThat(tags)
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }
}
