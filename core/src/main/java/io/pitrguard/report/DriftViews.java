package io.pitrguard.report;

import io.pitrguard.domain.evaluation.HistoryCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.evaluation.Violation;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.table.CallTime;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drift.DriftOutcome;
import io.pitrguard.sweep.SweepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the reaction to a call into its view. */
public final class DriftViews {
    private DriftViews() {}

    /** Returns the view of a reaction to a call. */
    public static DriftView of(String message, TableRef table, Call call, DriftOutcome outcome) {
        Optional<SweepResult> result = outcome.anyResult();
        return new DriftView(
                message,
                outcome(outcome),
                why(outcome),
                call(table, call),
                result.flatMap(known -> outage(call, known.tables().getFirst().snapshot()))
                        .orElse(null),
                result.map(known -> table(call, known)).orElse(null),
                result.flatMap(SweepResult::ledgerFailure).map(Cause::message).orElse(null),
                result.flatMap(swept -> swept.clock().description()).orElse(null),
                List.of());
    }

    private static DriftView.Outcome outcome(DriftOutcome outcome) {
        return switch (outcome) {
            case DriftOutcome.Settled _ -> DriftView.Outcome.SETTLED;
            case DriftOutcome.Requeued _ -> DriftView.Outcome.REQUEUED;
            case DriftOutcome.GivenUp _ -> DriftView.Outcome.GIVEN_UP;
        };
    }

    private static @Nullable String why(DriftOutcome outcome) {
        return switch (outcome) {
            case DriftOutcome.Settled _ -> null;
            case DriftOutcome.Requeued later ->
                "Checked again in %d s. %s".formatted(later.pause().toSeconds(), later.why());
            case DriftOutcome.GivenUp given -> "pitr-guard tried for a day. " + given.why();
        };
    }

    /** Returns the view of a message that there is nothing to do about. */
    public static DriftView ignored(String message, String why) {
        return new DriftView(message, DriftView.Outcome.IGNORED, why, null, null, null, null, null, List.of());
    }

    /** Returns the view of a message that comes again after a pause, before anything was read. */
    public static DriftView requeued(String message, Duration pause, String why) {
        return new DriftView(
                message,
                DriftView.Outcome.REQUEUED,
                "Checked again in %d s. %s".formatted(pause.toSeconds(), why),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Returns the view of a message that could not be processed and comes again. */
    public static DriftView failed(String message, String why) {
        return new DriftView(message, DriftView.Outcome.FAILED, why, null, null, null, null, null, List.of());
    }

    /** Returns since when a call left recovery off, as far as a read of the table shows it. */
    private static Optional<DriftView.OutageView> outage(Call made, TableSnapshot snapshot) {
        Call call = made.asSeenIn(snapshot.state());
        if (!call.disabled() || call.at().isAfter(snapshot.at()) || isOfFormerTable(call, snapshot)) {
            return Optional.empty();
        }
        return switch (snapshot.state()) {
            case RecoveryState.Disabled _ ->
                Optional.of(new DriftView.OutageView(SweepViews.time(call.at()), null, null));
            case RecoveryState.Enabled on ->
                on.earliest()
                        .filter(again -> again.isAfter(call.at()))
                        .map(again -> new DriftView.OutageView(
                                SweepViews.time(call.at()),
                                SweepViews.time(again),
                                Duration.between(call.at(), again).toSeconds()));
            case RecoveryState.TableGone _, RecoveryState.Unreadable _ -> Optional.empty();
        };
    }

    /** Whether the table was created after the call, which another table of that name got. */
    private static boolean isOfFormerTable(Call call, TableSnapshot snapshot) {
        return snapshot.facts()
                .origin()
                .filter(origin -> CallTime.isBefore(call.at(), origin.createdAt()))
                .isPresent();
    }

    /** Returns the table. A loss that this call alone caused does not tell of it again. */
    private static SweepView.TableView table(Call call, SweepResult result) {
        SweepView.TableView view = SweepViews.of(result).tables().getFirst();
        return result.tables().getFirst().judgement().verdict() instanceof Verdict.NonCompliant nonCompliant
                ? view.with(IntStream.range(0, view.violations().size())
                        .mapToObj(i -> violation(
                                call,
                                nonCompliant.violations().get(i),
                                view.violations().get(i)))
                        .toList())
                : view;
    }

    private static SweepView.ViolationView violation(Call call, Violation violation, SweepView.ViolationView view) {
        return violation instanceof HistoryCheck.HistoryLost lost && call.aloneCaused(lost.by())
                ? view.with(lost.withoutCause())
                : view;
    }

    private static DriftView.CallView call(TableRef table, Call call) {
        return new DriftView.CallView(
                call.operation(),
                call.description(),
                call.at().toString(),
                table.where().account(),
                table.where().region(),
                table.name(),
                call.actor().who(),
                call.actor().from(),
                call.actor().with(),
                call.actor().requestId());
    }
}
