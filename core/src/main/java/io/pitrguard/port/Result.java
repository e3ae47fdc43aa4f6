package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The result of a call across a boundary: a value, or the cause of a failure. */
public sealed interface Result<T> {
    /** The call succeeded. */
    record Success<T>(T value) implements Result<T> {}

    /** The call failed. */
    record Failure<T>(Cause cause) implements Result<T> {}

    /** Returns the result of a call; a defect in it becomes a failure, so that other calls continue. */
    static <T> Result<T> of(Supplier<Result<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException unexpected) {
            return new Failure<>(Cause.unexpected(unexpected));
        }
    }

    /** Returns the value; empty after a failure. */
    default Optional<T> success() {
        return switch (this) {
            case Success<T>(T value) -> Optional.of(value);
            case Failure<T> _ -> Optional.empty();
        };
    }

    /** Returns the cause of a failure; empty after a success. */
    default Optional<Cause> failure() {
        return switch (this) {
            case Success<T> _ -> Optional.empty();
            case Failure<T>(Cause cause) -> Optional.of(cause);
        };
    }

    /** Returns the same result with another value. */
    default <R> Result<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Success<T>(T value) -> new Success<>(change.apply(value));
            case Failure<T>(Cause cause) -> new Failure<>(cause);
        };
    }
}
