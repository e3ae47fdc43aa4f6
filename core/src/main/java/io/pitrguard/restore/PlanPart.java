package io.pitrguard.restore;

import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.table.Cause;
import java.util.List;
import java.util.function.Function;

/** One part of planning: its value, or why there is no plan. */
sealed interface PlanPart<T> {
    /** It is found. */
    record Found<T>(T value) implements PlanPart<T> {}

    /** There is no plan. */
    record Ended<T>(Planning planning) implements PlanPart<T> {}

    /** Returns the part that ends planning, because something could not be read. */
    static <T> PlanPart<T> notKnown(Cause cause) {
        return new Ended<>(new Planning.NotKnown(cause));
    }

    /** Returns the part that ends planning, because something is not possible. */
    static <T> PlanPart<T> notPossible(String reason, List<Alternative> alternatives) {
        return new Ended<>(new Planning.NotPossible(reason, alternatives));
    }

    /** Returns the next part, from the value of this one. */
    default <R> PlanPart<R> then(Function<T, PlanPart<R>> next) {
        return switch (this) {
            case Found<T>(T value) -> next.apply(value);
            case Ended<T>(Planning planning) -> new Ended<>(planning);
        };
    }
}
