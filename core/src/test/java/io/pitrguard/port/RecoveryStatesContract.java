package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RecoveryStates} does. */
public abstract class RecoveryStatesContract extends TableWorldContract {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 35})
    void readsPeriodAndWindowOfTableThatIsOn(int days) {
        world.create("orders");
        world.enabled("orders", days);

        assertThat(world.states().read(world.table("orders")))
                .isEqualTo(new RecoveryState.Enabled(
                        OptionalInt.of(days),
                        Optional.of(world.now().minus(Duration.ofDays(days))),
                        Optional.of(world.now().minus(Duration.ofMinutes(5)))));
    }

    @Test
    void readsTableThatIsOff() {
        world.create("orders");

        assertThat(world.states().read(world.table("orders"))).isEqualTo(new RecoveryState.Disabled());
    }

    @Test
    void readsMissingTableAsGone() {
        assertThat(world.states().read(world.table("orders"))).isEqualTo(new RecoveryState.TableGone());
    }

    @Test
    void readsDeletedTableAsGone() {
        world.create("orders");
        world.delete("orders");

        assertThat(world.states().read(world.table("orders"))).isEqualTo(new RecoveryState.TableGone());
    }

    @Test
    void knowsNoBackupsOfArchivedTable() {
        world.create("orders");
        world.status("orders", "ARCHIVED");

        assertThat(world.states().read(world.table("orders"))).isEqualTo(new RecoveryState.TableGone());
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void takesWhatItCannotReadForNeitherOnNorOff(Cause.Kind kind) {
        world.create("orders");
        world.fail(InMemoryTables.Call.READ, kind);

        assertThat(world.states().read(world.table("orders")))
                .isInstanceOfSatisfying(
                        RecoveryState.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }
}
