package io.pitrguard.report;

import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.OrganizationView.AccountView;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Adds up the parts of one account and region, in the order of their calls. */
public final class PlaceSum {
    private static final String NOTHING =
            "Its worker stored no result of %s. The state machine's execution shows how it ended, and the function's log why.";

    private final PlaceView place;
    private final Optional<String> owner;
    private final Set<String> problems = new LinkedHashSet<>();
    private SweepView.Summary summary = Summaries.none();
    private SweepView.Reads reads = new SweepView.Reads(0, 0);
    private Optional<String> ledgerFailure = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Optional<String> clock = Optional.empty();
    private int toNotify;
    private int lastNonCompliant;
    private int calls;
    private boolean more = true;

    /** Starts with no part. */
    public PlaceSum(PlaceView place, Optional<String> owner) {
        this.place = place;
        this.owner = owner;
    }

    /** Adds the next part. */
    public void add(PartView part) {
        while (++calls < part.call()) {
            failure = failure.or(() -> Optional.of(NOTHING.formatted("call " + calls)));
        }
        SweepView.Header sweep = part.view().sweep();
        summary = Summaries.sum(summary, part.view().summary());
        reads = new SweepView.Reads(
                reads.calls() + sweep.reads().calls(),
                reads.throttled() + sweep.reads().throttled());
        ledgerFailure = ledgerFailure.or(() -> Optional.ofNullable(sweep.ledgerFailure()));
        clock = clock.or(() -> Optional.ofNullable(sweep.clock()));
        problems.addAll(part.problems());
        toNotify += (int) part.view().tables().stream()
                .filter(table -> table.notification() != null)
                .count();
        more = part.more();
        if (!more) {
            failure = failure.or(() -> failureOf(sweep));
        }
    }

    private static Optional<String> failureOf(SweepView.Header last) {
        if (last.failure() != null) {
            return Optional.of(last.failure());
        }
        return last.complete()
                ? Optional.empty()
                : Optional.of("Time ran out before every table was read, or remediated where that was due.");
    }

    /** Notes that the next part could not be read. */
    public void unreadable(String why) {
        calls++;
        failure = failure.or(() -> Optional.of(why));
    }

    /** Whether the account and region was not swept to its end. */
    public boolean failed() {
        return more || failure.isPresent();
    }

    /**
     * Counts tables that no part is about as undetermined: not read is not gone, and neither fine nor off.
     *
     * @param known how many tables of the account and region the ledger has
     * @param nonCompliant how many of them fell short when they were last read
     */
    public void unread(int known, int nonCompliant) {
        int unread = Math.max(0, known - summary.tables());
        lastNonCompliant = Math.clamp(nonCompliant - summary.nonCompliant(), 0, unread);
        summary = Summaries.sum(summary, Summaries.unread(unread));
    }

    /** Notes that the ledger could not list the tables. */
    public void uncounted(String why) {
        ledgerFailure = ledgerFailure.or(() -> Optional.of(why));
    }

    /** Notes why nothing was swept. */
    public void notSwept(String why) {
        more = false;
        failure = Optional.of(why);
    }

    /** Returns how far the machine's clock differs from AWS's; empty where it does not. */
    public Optional<String> clock() {
        return clock;
    }

    /** Returns what the parts add up to; without a last part the account and region was not swept to its end. */
    public PlaceReport report() {
        Optional<String> unfinished = more ? Optional.of(NOTHING.formatted("call " + (calls + 1))) : Optional.empty();
        return new PlaceReport(
                new AccountView(place.account(), place.name(), place.units()),
                owner.orElse(null),
                place.region(),
                calls,
                failure.or(() -> unfinished).orElse(null),
                ledgerFailure.orElse(null),
                problems.stream().toList(),
                reads,
                summary,
                lastNonCompliant,
                toNotify);
    }
}
