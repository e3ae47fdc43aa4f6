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

/** What every {@link RecoveryChanges} does. */
public abstract class RecoveryChangesContract extends TableWorldContract {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 35})
    void enablesWithExactlyThePeriodThatIsAsked(int days) {
        world.create("orders");

        assertThat(world.changes().enable(world.table("orders"), days))
                .isEqualTo(new Result.Success<>(RecoveryChanges.Reply.ACCEPTED));

        assertThat(days("orders")).hasValue(days);
    }

    @Test
    void keepsHistoryWhenThePeriodIsLengthened() {
        world.create("orders");
        world.enabled("orders", 7);

        assertThat(world.changes().enable(world.table("orders"), 35))
                .isEqualTo(new Result.Success<>(RecoveryChanges.Reply.ACCEPTED));

        assertThat(world.states().read(world.table("orders")))
                .isEqualTo(new RecoveryState.Enabled(
                        OptionalInt.of(35),
                        Optional.of(world.now().minus(Duration.ofDays(7))),
                        Optional.of(world.now().minus(Duration.ofMinutes(5)))));
    }

    @Test
    void tellsThatTheTableIsGone() {
        assertThat(world.changes().enable(world.table("orders"), 35))
                .isEqualTo(new Result.Success<>(RecoveryChanges.Reply.TABLE_GONE));
    }

    @Test
    void tellsThatTheTableIsNotReady() {
        world.create("orders");
        world.notReady("orders");

        assertFailed("orders", Cause.Kind.NOT_YET);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED", "NOT_YET"})
    void tellsWhyItCannotChangeAndChangesNothing(Cause.Kind kind) {
        world.create("orders");
        world.fail(InMemoryTables.Call.ENABLE, kind);

        assertFailed("orders", kind);
    }

    private void assertFailed(String table, Cause.Kind kind) {
        assertThat(world.changes().enable(world.table(table), 35))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
        assertThat(days(table)).isEmpty();
    }

    private OptionalInt days(String table) {
        return world.states().read(world.table(table)) instanceof RecoveryState.Enabled enabled
                ? enabled.periodDays()
                : OptionalInt.empty();
    }
}
