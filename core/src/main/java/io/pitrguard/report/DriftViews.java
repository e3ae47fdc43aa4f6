package io.pitrguard.report;

import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drift.DriftOutcome;
import io.pitrguard.sweep.SweepResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the reaction to a call into its view. */
public final class DriftViews {
    private DriftViews() {}

    /** Returns the view of a reaction to a call. */
    public static DriftView of(String message, TableRef table, Call call, DriftOutcome outcome) {
        return switch (outcome) {
            case DriftOutcome.Settled _ -> view(message, DriftView.Outcome.SETTLED, null, call(table, call), outcome);
            case DriftOutcome.Requeued later ->
                view(
                        message,
                        DriftView.Outcome.REQUEUED,
                        "Requeued for %d s. %s".formatted(later.pause().toSeconds(), later.why()),
                        call(table, call),
                        outcome);
            case DriftOutcome.GivenUp given ->
                view(
                        message,
                        DriftView.Outcome.GIVEN_UP,
                        "Requeued for a day. " + given.why(),
                        call(table, call),
                        outcome);
        };
    }

    /** Returns the view of a message that there is nothing to do about. */
    public static DriftView ignored(String message, String why) {
        return new DriftView(message, DriftView.Outcome.IGNORED, why, null, null, null, null, List.of());
    }

    /** Returns the view of a message that could not be processed and comes again. */
    public static DriftView failed(String message, String why) {
        return new DriftView(message, DriftView.Outcome.FAILED, why, null, null, null, null, List.of());
    }

    private static DriftView view(
            String message,
            DriftView.Outcome outcome,
            @Nullable String why,
            DriftView.CallView call,
            DriftOutcome reaction) {
        Optional<SweepResult> result = reaction.anyResult();
        return new DriftView(
                message,
                outcome,
                why,
                call,
                result.map(SweepViews::of).map(view -> view.tables().getFirst()).orElse(null),
                result.flatMap(SweepResult::ledgerFailure).map(Cause::message).orElse(null),
                result.flatMap(swept -> swept.clock().description()).orElse(null),
                List.of());
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
