package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.RunMarker;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.ForwardingLedger;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTable;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose recovery is disabled again and again: the run that learns of the last time suspends remediation. */
class SweepFlappingTest {
    private static final Policy ALL = Policies.of(Policies.remediate("*", 35));
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    private final SweepFixture world = new SweepFixture();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemoryTable orders = world.tables.create("orders");

    private void disabledAgain(int times) throws InterruptedException {
        world.ledger = ledger;
        assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Fixed");
        for (int i = 0; i < times; i++) {
            disable();
            assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Fixed");
        }
        disable();
    }

    private void disable() {
        orders.disabled();
        world.time.advance(Duration.ofSeconds(63));
    }

    private List<TimelineEntry.Kind> newest(int entries) {
        return ledger.timeline(ORDERS, entries).success().orElseThrow().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thirdDisableThatASweepFindsSuspendsItBeforeTheChange(boolean fix) throws Exception {
        disabledAgain(2);

        SweepResult third = fix ? world.fix(ALL) : world.read(ALL);

        assertThat(outcome(third, "orders")).isEqualTo("Flapping");
        assertThat(world.tables.count(InMemoryTables.Call.ENABLE)).isEqualTo(3);
        assertThat(newest(1)).containsExactly(TimelineEntry.Kind.FLAPPING);
        assertThat(outcome(world.fix(ALL), "orders")).isEqualTo("Flapping");
    }

    @Test
    void thirdDisableThatAnotherRunLearnsOfMeanwhileSuspendsItToo() throws Exception {
        disabledAgain(1);
        Instant second = world.time.instant();
        world.ledger = whileOthers(record ->
                record.called(off(second)).enabled(second.plusSeconds(1)).called(off(second.plusSeconds(2))));

        SweepResult result = world.fix(ALL);

        assertThat(outcome(result, "orders")).isEqualTo("Flapping");
        assertThat(world.tables.count(InMemoryTables.Call.ENABLE)).isEqualTo(2);
        assertThat(ledger.read(ORDERS).success().orElseThrow().record().runMarkers())
                .as("what the last sweep set out to change")
                .filteredOn(marker -> marker.run().equals("test-3"))
                .noneMatch(RunMarker::changes);
    }

    private static Call off(Instant at) {
        Actor ann = new Actor("user ann", "192.0.2.1", "the AWS CLI", "r-1");
        return new Call("UpdateContinuousBackups", at, ann, false, true, OptionalInt.empty(), false);
    }

    /** Returns the ledger, to which others write before a sweep's first write. */
    private Ledger whileOthers(UnaryOperator<TableRecord> change) {
        return new ForwardingLedger(ledger) {
            private boolean written;

            @Override
            public Result<Optional<Stored>> write(Stored read, TableRecord record, List<TimelineEntry> entries) {
                if (!written) {
                    written = true;
                    ledger.write(read, change.apply(read.record()), List.of());
                }
                return ledger.write(read, record, entries);
            }
        };
    }
}
