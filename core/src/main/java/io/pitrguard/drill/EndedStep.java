package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSummary;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Records a drill that is over with its table, stores its evidence, and notifies people of it. */
final class EndedStep {
    private static final Duration RETRY = Duration.ofMinutes(5);

    /** So long people are not notified, because the evidence that they are pointed to is not stored yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int MOST_CONFLICTS = 10;

    private final DrillTools tools;
    private final AfterDrill after;
    private final NotifyingStep notifying;

    EndedStep(DrillTools tools, AfterDrill after) {
        this.tools = tools;
        this.after = after;
        this.notifying = new NotifyingStep(tools, after.notifier());
    }

    Result<DrillStep> step(Stored read) {
        DrillRecord record = read.record();
        if (record.evidence().isPresent()) {
            return notifying.step(read, DrillStep.Done::new);
        }
        Optional<Cause> failure = note(record);
        if (failure.isPresent()) {
            return later(read, failure.get());
        }
        return switch (Result.of(() -> after.recorder().record(record))) {
            case Result.Failure<Optional<DrillEvidenceLink>>(Cause cause) -> later(read, cause);
            case Result.Success<Optional<DrillEvidenceLink>>(Optional<DrillEvidenceLink> link) ->
                link.map(stored -> tools.write(read, record.with(stored), DrillStep.Again::new))
                        .orElseGet(() -> notifying.step(read, DrillStep.Done::new));
        };
    }

    private Result<DrillStep> later(Stored read, Cause cause) {
        DrillRecord record = read.record();
        Duration since = Duration.between(AfterLog.end(record), tools.now());
        if (since.compareTo(PATIENCE) > 0 && !(record.notification() instanceof EndNotification.Settled)) {
            return notifying.step(read, DrillStep.Again::new);
        }
        return AfterLog.isOverSince(record, tools.now())
                ? new Result.Success<>(new DrillStep.Done(record))
                : tools.await(read, RETRY, AfterLog.EVIDENCE + " not stored yet. " + cause.message());
    }

    /** Stores in the table's record what the table is judged by. */
    private Optional<Cause> note(DrillRecord record) {
        for (int turn = 0; turn < MOST_CONFLICTS; turn++) {
            Result<Ledger.Stored> stored =
                    after.ledger().read(record.plan().source().table());
            if (stored instanceof Result.Failure<Ledger.Stored>(Cause cause)) {
                return Optional.of(cause);
            }
            Ledger.Stored now = stored.success().orElseThrow();
            TableRecord next = now.record().drilled(known(now.record().drills(), record));
            if (next.equals(now.record())) {
                return Optional.empty();
            }
            Result<Optional<Ledger.Stored>> written = after.ledger().write(now, next, List.of());
            if (written instanceof Result.Failure<Optional<Ledger.Stored>>(Cause cause)) {
                return Optional.of(cause);
            }
            if (written.success().orElseThrow().isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Cause(Cause.Kind.BROKEN, "The table's record is being changed by others."));
    }

    /** A drill that ended before one that is known already changes nothing. */
    private static DrillPast.Known known(DrillPast.Known known, DrillRecord record) {
        Drilled drilled = DrillSummary.drilled(record);
        DrillVerdict verdict = record.verdict().orElse(DrillVerdict.NOT_PROVEN);
        return switch (verdict) {
            case NOT_PROVEN -> known.notProven(drilled);
            case PASSED -> known.passed(drilled);
            case FAILED -> known.failed(drilled);
        };
    }
}
