package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.SettableTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactLoaderTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final Policy GUARDED = Policies.of(Policies.require("*", Policies.guarded(7), Action.ALERT));

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final FactLoader loader = new FactLoader(tables, time);

    @Test
    void readsNothingThatNoVerdictNeeds() {
        TableSnapshot snapshot = loader.complete(enabled(), Policy.BUILT_IN, Until.deadline(SweepOrder.NO_DEADLINE));

        assertThat(snapshot).isEqualTo(enabled());
        assertThat(tables.calls()).isEmpty();
    }

    @Test
    void readsWhatIsMissingOnce() {
        tables.create("orders", 7);

        TableSnapshot snapshot = loader.complete(enabled(), GUARDED, Until.deadline(SweepOrder.NO_DEADLINE));

        assertThat(snapshot.judge(GUARDED).missing()).isEmpty();
        assertThat(tables.calls()).containsExactly("DESCRIBE orders");
    }

    /** A check that never has enough must not keep a sweep for ever. */
    @Test
    void readsInAtMostAsManyRoundsAsThereAreKinds() {
        loader.complete(enabled(), _ -> Set.of(FactKind.values()), Until.deadline(SweepOrder.NO_DEADLINE));

        int kinds = FactKind.values().length;
        assertThat(tables.calls()).hasSize(kinds * kinds);
    }

    @Test
    void makesNoCallAtTheDeadline() {
        TableSnapshot snapshot = loader.complete(enabled(), GUARDED, Until.deadline(time.instant()));

        assertThat(tables.calls()).isEmpty();
        assertThat(snapshot.facts().details())
                .isInstanceOfSatisfying(
                        Fact.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(Cause.Kind.OUT_OF_TIME));
    }

    @Test
    void defectLeavesTheFactUnreadable() {
        tables.on(InMemoryTables.Call.DESCRIBE).run(() -> {
            throw new IllegalStateException("odd");
        });

        TableSnapshot snapshot = loader.complete(enabled(), GUARDED, Until.deadline(SweepOrder.NO_DEADLINE));

        assertThat(snapshot.facts().details())
                .isEqualTo(new Fact.Unreadable<>(Cause.unexpected(new IllegalStateException("odd"))));
    }

    private TableSnapshot enabled() {
        RecoveryState state =
                new RecoveryState.Enabled(OptionalInt.of(7), Optional.of(time.instant()), Optional.of(time.instant()));
        return new TableSnapshot(new TableFacts(ORDERS, Tags.NONE), state, time.instant());
    }
}
