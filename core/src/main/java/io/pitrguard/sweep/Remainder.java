package io.pitrguard.sweep;

import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Separates what one call of a sweep settles from what it leaves to the next one, because time ran out. */
record Remainder(Continuation continuation, Optional<Cause> listingFailure) {
    /** What a call settles, and what it leaves. */
    record Split(List<TableResult> settled, List<TableResult> open) {
        /** Returns the same after the settled ones were worked on; some may be open now. */
        Split and(Split later) {
            List<TableResult> all = new ArrayList<>(open);
            all.addAll(later.open);
            return new Split(later.settled, all);
        }

        private List<TableResult> all() {
            if (open.isEmpty()) {
                return settled;
            }
            List<TableResult> all = new ArrayList<>(settled);
            all.addAll(open);
            all.sort(Comparator.comparing(TableResult::table));
            return all;
        }
    }

    /**
     * What a call ends with.
     *
     * @param tables what it records
     * @param left what the next call goes on with
     */
    record End(List<TableResult> tables, Optional<Cause> listingFailure, SweepResult.Left left) {}

    static Remainder of(SweepResult result) {
        return new Remainder(result.order().continuation(), result.listingFailure());
    }

    /** Separates results; all are settled if this call is the last one anyway. */
    Split split(List<TableResult> results) {
        if (isLast()) {
            return new Split(results, List.of());
        }
        return new Split(
                results.stream().filter(result -> !isOpen(result)).toList(),
                results.stream().filter(Remainder::isOpen).toList());
    }

    /** Ends the call, whose tables are split for the last time. */
    End end(Split split) {
        boolean unlisted = listingFailure.isPresent();
        boolean mayLeave = continuation.leaving() == Continuation.Leaving.ANYTHING
                || !split.settled().isEmpty();
        if (isLast() || !mayLeave || (split.open().isEmpty() && !unlisted)) {
            return new End(split.all(), listingFailure, SweepResult.Left.NOTHING);
        }
        return new End(
                split.settled(),
                Optional.empty(),
                new SweepResult.Left(
                        split.open().stream()
                                .map(result -> result.table().name())
                                .collect(Collectors.toSet()),
                        unlisted));
    }

    /** A listing that failed for another reason than time would fail in the next call, too. */
    private boolean isLast() {
        return continuation.leaving() == Continuation.Leaving.NOTHING
                || listingFailure
                        .filter(cause -> !continuation.goesOnAfter(cause))
                        .isPresent();
    }

    private static boolean isOpen(TableResult result) {
        return SweepResult.ranOutOfTime(result)
                || result.snapshot().facts().read().values().stream()
                        .anyMatch(fact -> fact instanceof Fact.Unreadable<?> unreadable
                                && unreadable.cause().kind() == Cause.Kind.OUT_OF_TIME);
    }
}
