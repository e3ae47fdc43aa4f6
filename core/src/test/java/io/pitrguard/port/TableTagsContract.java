package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link TableTags} does. */
public abstract class TableTagsContract extends TableWorldContract {
    private static final Map<String, String> TAGS = Map.of("tier", "critical", "note", "");

    @Test
    void leavesTablesThatNeverHadTagsOutOfTheBulk() {
        world.create("orders");
        world.tags("orders", TAGS);
        world.create("plain");

        assertThat(bulk()).isEqualTo(Map.of(arn("orders"), new Tags.Known(TAGS)));
    }

    @Test
    void readsBulkPageAfterPage() {
        for (int i = 0; i < 205; i++) {
            String name = "table-%03d".formatted(i);
            world.create(name);
            world.tags(name, Map.of("number", String.valueOf(i)));
        }

        Map<String, Tags.Known> all = bulk();

        assertThat(all).hasSize(205).containsEntry(arn("table-204"), new Tags.Known(Map.of("number", "204")));
    }

    @Test
    void seesNoTagsOfTableThatLostThem() {
        world.create("orders");
        world.tags("orders", TAGS);
        world.tags("orders", Map.of());

        assertThat(bulk().getOrDefault(arn("orders"), Tags.NONE)).isEqualTo(Tags.NONE);
        assertThat(world.tags().of(world.table("orders"))).isEqualTo(Tags.NONE);
    }

    @Test
    void readsOwnTagsWhereBulkLagsBehind() {
        world.create("orders");
        world.tags("orders", TAGS);
        world.bulkTagsLagBehind("orders");
        world.tags("orders", Map.of("tier", "low"));

        assertThat(bulk()).containsEntry(arn("orders"), new Tags.Known(TAGS));
        assertThat(world.tags().of(world.table("orders"))).isEqualTo(new Tags.Known(Map.of("tier", "low")));
    }

    @Test
    void readsAllOwnTags() {
        Map<String, String> fifty =
                IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "välue ✓ " + i));
        world.create("orders");
        world.tags("orders", fifty);

        assertThat(world.tags().of(world.table("orders"))).isEqualTo(new Tags.Known(fifty));
    }

    @Test
    void readsNoOwnTagsOfTableWithoutAny() {
        world.create("plain");

        assertThat(world.tags().of(world.table("plain"))).isEqualTo(Tags.NONE);
    }

    @Test
    void cannotReadOwnTagsOfMissingTable() {
        assertThat(world.tags().of(world.table("orders"))).isInstanceOf(Tags.Unreadable.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyBulkCannotBeRead(Cause.Kind kind) {
        world.fail(InMemoryTables.Call.BULK_TAGS, kind);

        assertThat(world.tags().bulk(Optional.empty()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyOwnTagsCannotBeRead(Cause.Kind kind) {
        world.create("orders");
        world.fail(InMemoryTables.Call.TAGS_OF, kind);

        assertThat(world.tags().of(world.table("orders")))
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }

    private String arn(String table) {
        return world.table(table).arn();
    }

    private Map<String, Tags.Known> bulk() {
        Map<String, Tags.Known> all = new HashMap<>();
        Optional<String> token = Optional.empty();
        do {
            Page<Map<String, Tags.Known>> page =
                    world.tags().bulk(token).success().orElseThrow();
            all.putAll(page.content());
            token = page.next();
        } while (token.isPresent());
        return all;
    }
}
