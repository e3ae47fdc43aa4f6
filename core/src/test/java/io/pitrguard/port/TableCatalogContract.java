package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link TableCatalog} does. */
public abstract class TableCatalogContract extends TableWorldContract {
    @Test
    void listsNothingWhereThereIsNothing() {
        assertThat(world.catalog().list(Optional.empty()))
                .isEqualTo(new Result.Success<>(new Page<>(List.of(), Optional.empty())));
    }

    @Test
    void listsAllNamesInOrderPageAfterPage() {
        List<String> names =
                IntStream.range(0, 205).mapToObj("table-%03d"::formatted).toList();
        names.reversed().forEach(world::create);

        List<Page<List<String>>> pages = pages();

        assertThat(pages).extracting(page -> page.content().size()).containsExactly(100, 100, 5);
        assertThat(pages.stream().flatMap(page -> page.content().stream())).containsExactlyElementsOf(names);
    }

    @Test
    void endsWithTheLastFullPage() {
        IntStream.range(0, 100).mapToObj("table-%03d"::formatted).forEach(world::create);

        assertThat(pages())
                .singleElement()
                .satisfies(page -> assertThat(page.content()).hasSize(100));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannotList(Cause.Kind kind) {
        world.fail(InMemoryTables.Call.LIST, kind);

        assertThat(world.catalog().list(Optional.empty()))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }

    @Test
    void describesSizeWithIndexesAndDeletionProtection() {
        world.create("orders");
        world.size("orders", 7_000, 500);
        world.deletionProtection("orders", true);

        assertThat(described()).isEqualTo(new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 7_500, true)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void describesEveryStatus(TableStatus status) {
        world.create("orders");
        world.status("orders", status.name());

        assertThat(described()).isEqualTo(new Fact.Known<>(new TableDetails(status, 0, false)));
    }

    @Test
    void describesMissingTableAsGone() {
        assertThat(world.catalog().fact(world.table("orders"), FactKind.DETAILS))
                .isEqualTo(new Fact.Gone<>());
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannotDescribe(Cause.Kind kind) {
        world.create("orders");
        world.fail(InMemoryTables.Call.DESCRIBE, kind);

        assertThat(world.catalog().fact(world.table("orders"), FactKind.DETAILS))
                .isInstanceOfSatisfying(
                        Fact.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }

    /** Gives the description without the table's origin, which a table in memory does not have. */
    private Fact<TableDetails> described() {
        return world.catalog().fact(world.table("orders"), FactKind.DETAILS)
                        instanceof Fact.Known<?>(TableDetails known)
                ? new Fact.Known<>(new TableDetails(
                        known.status(), known.sizeBytes(), known.deletionProtection(), Optional.empty()))
                : new Fact.Gone<>();
    }

    private List<Page<List<String>>> pages() {
        List<Page<List<String>>> pages = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<List<String>> page = world.catalog().list(after).success().orElseThrow();
            pages.add(page);
            after = page.next();
        } while (after.isPresent());
        return pages;
    }
}
