package io.pitrguard.report;

import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drift.DriftOutcome;
import io.pitrguard.sweep.SweepResult;
import java.util.Optional;

/** Turns what came of a call into its view. */
public final class DriftViews {
    private DriftViews() {}

    /** Gives the view of a call that was reacted to. */
    public static DriftView of(String message, TableRef table, Call call, DriftOutcome outcome) {
        return switch (outcome) {
            case DriftOutcome.Settled settled ->
                view(
                        message,
                        DriftView.Outcome.SETTLED,
                        Optional.empty(),
                        call(table, call),
                        Optional.of(settled.result()));
            case DriftOutcome.Requeued later ->
                view(
                        message,
                        DriftView.Outcome.REQUEUED,
                        Optional.of("Again in %d s. %s".formatted(later.pause().toSeconds(), later.why())),
                        call(table, call),
                        later.result());
            case DriftOutcome.GivenUp given ->
                view(
                        message,
                        DriftView.Outcome.GIVEN_UP,
                        Optional.of("Put off for a day. " + given.why()),
                        call(table, call),
                        Optional.of(given.result()));
        };
    }

    /** Gives the view of a message that there is nothing to do about. */
    public static DriftView ignored(String message, String why) {
        return new DriftView(message, DriftView.Outcome.IGNORED, why, null, null, null);
    }

    /** Gives the view of a message that could not be processed and comes again. */
    public static DriftView failed(String message, String why) {
        return new DriftView(message, DriftView.Outcome.FAILED, why, null, null, null);
    }

    private static DriftView view(
            String message,
            DriftView.Outcome outcome,
            Optional<String> why,
            DriftView.CallView call,
            Optional<SweepResult> result) {
        return new DriftView(
                message,
                outcome,
                why.orElse(null),
                call,
                result.map(SweepViews::of).map(view -> view.tables().getFirst()).orElse(null),
                result.flatMap(SweepResult::ledgerFailure).map(Cause::message).orElse(null));
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
