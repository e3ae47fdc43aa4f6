package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of AWS that never end, or that hold something else than tables of this account and region. */
class OddListsTest {
    private static final int PATIENCE = 50;

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private int asked;

    private FleetReader.FleetReading read(TableCatalog catalog, TableTags tags) throws InterruptedException {
        StateReader states = new StateReader(tables, new Pacer(Double.POSITIVE_INFINITY, time), time, () -> 0);
        return new FleetReader(
                        new FleetReader.Ports(catalog, tags),
                        states,
                        time,
                        2,
                        new Pacer(Double.POSITIVE_INFINITY, time))
                .readAll(FleetReaderTest.order(SweepOrder.NO_DEADLINE), SweepOrder.NO_DEADLINE, SweepListener.SILENT);
    }

    private String next(int length) {
        asked++;
        assertThat(asked).as("pages that were asked for").isLessThan(PATIENCE);
        return "token-" + asked % length;
    }

    private TableCatalog listing(TableCatalog details, Supplier<Page<List<String>>> page) {
        return new TableCatalog() {
            @Override
            public Result<Page<List<String>>> list(Optional<String> after) {
                return new Result.Success<>(page.get());
            }

            @Override
            public Fact<?> fact(TableRef table, FactKind kind) {
                return details.fact(table, kind);
            }
        };
    }

    private static TableTags tagged(Supplier<Page<Map<String, Tags.Known>>> page) {
        return new TableTags() {
            @Override
            public Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
                return new Result.Success<>(page.get());
            }

            @Override
            public Tags of(TableRef table) {
                return Tags.NONE;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void listOfTablesThatGoesInCirclesEnds(int length) throws InterruptedException {
        tables.create("orders", 35);

        FleetReader.FleetReading reading =
                read(listing(tables, () -> new Page<>(List.of("orders"), Optional.of(next(length)))), tables);

        assertThat(reading.listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("repeated a page"));
        assertThat(reading.snapshots()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void tagsThatGoInCirclesEnd(int length) {
        TagIndex index = TagIndex.read(
                tagged(() -> new Page<>(Map.of(), Optional.of(next(length)))),
                Until.deadline(SweepOrder.NO_DEADLINE),
                time);

        assertThat(index.of(InMemoryTables.WHERE.table("orders")))
                .isInstanceOfSatisfying(
                        Tags.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().message()).contains("repeated a page"));
    }

    @Test
    void tagsOfNobodyKnowsWhomMakeOnlyTablesWithoutTagsUncertain() {
        Cause gap = new Cause(Cause.Kind.BROKEN, "Tags without an ARN.");
        Tags.Known low = new Tags.Known(Map.of("tier", "low"));
        String orders = InMemoryTables.WHERE.table("orders").arn();

        TagIndex index = TagIndex.read(
                tagged(() -> new Page<>(Map.of(orders, low), Optional.empty(), Optional.of(gap))),
                Until.deadline(SweepOrder.NO_DEADLINE),
                time);

        assertThat(index.of(InMemoryTables.WHERE.table("orders"))).isEqualTo(low);
        assertThat(index.of(InMemoryTables.WHERE.table("plain"))).isEqualTo(new Tags.Unreadable(gap));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void entryWithoutANameIsUndeterminedAndTheOthersAreRead(String name) throws InterruptedException {
        tables.create("orders", 35);
        tables.create("payments", 35);

        FleetReader.FleetReading reading =
                read(listing(tables, () -> new Page<>(List.of("orders", name, "payments"), Optional.empty())), tables);

        assertThat(reading.listingFailure()).isEmpty();
        assertThat(reading.snapshots())
                .extracting(snapshot -> snapshot.facts().table().name())
                .containsExactlyInAnyOrder(TableListing.UNNAMED, "orders", "payments");
        assertThat(reading.snapshots())
                .filteredOn(snapshot -> snapshot.state() instanceof RecoveryState.Unreadable)
                .singleElement()
                .extracting(TableSnapshot::state)
                .isEqualTo(new RecoveryState.Unreadable(
                        new Cause(Cause.Kind.BROKEN, "AWS listed a table without a name.")));
    }

    @Test
    void tagsOfATableOfTheSameNameElsewhereAreNotOurs() {
        Tags.Known exempt = new Tags.Known(Map.of("pitr-guard:exempt-until", "2099-01-01"));
        TagIndex index = TagIndex.read(
                tagged(() -> new Page<>(
                        Map.of(
                                "arn:aws:dynamodb:eu-west-1:999999999999:table/orders", exempt,
                                "arn:aws:dynamodb:us-east-1:123456789012:table/orders", exempt,
                                "arn:aws-cn:dynamodb:eu-west-1:123456789012:table/orders", exempt),
                        Optional.empty())),
                Until.deadline(SweepOrder.NO_DEADLINE),
                time);

        assertThat(index.of(InMemoryTables.WHERE.table("orders"))).isEqualTo(Tags.NONE);
    }
}
