package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link DeadLetters} does. */
public abstract class DeadLettersContract {
    /** The queue to test. */
    protected abstract DeadLetters letters();

    /** Puts a message in that another queue gave up. */
    protected abstract void add(String body);

    /** What went back, oldest first. */
    protected abstract List<String> back();

    /** From now on every call fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    @Test
    void knowsOfNoMoveBeforeTheFirst() {
        assertThat(letters().newest()).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void movesAllMessagesBack() {
        add("one");
        add("two");

        assertThat(letters().start()).isEmpty();

        assertThat(back()).containsExactly("one", "two");
        assertThat(letters().newest())
                .isEqualTo(new Result.Success<>(Optional.of(new DeadLetters.Move(
                        SettableTime.START, DeadLetters.Stage.COMPLETED, 2, OptionalLong.of(2), "COMPLETED"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannot(Cause.Kind kind) {
        fail(kind);

        assertThat(letters().start())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
        assertThat(letters().newest())
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }
}
