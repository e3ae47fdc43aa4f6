package io.pitrguard.settings;

import io.pitrguard.domain.settings.Comparison;
import io.pitrguard.domain.settings.CopyProgress;
import io.pitrguard.domain.settings.CopyRecord;
import io.pitrguard.domain.settings.CopyRecord.Outcome;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingRow;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.SettingsDiff;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.TableSettings;
import io.pitrguard.port.TableSettings.Readiness;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies settings from one table to another, in the order of {@link Settings#ALL}. Each step reads the target, makes at most
 * one write, and reads back. Whoever is killed after any call and starts again comes to the same end.
 */
public final class SettingsCopy {
    /** How long AWS may take to show what it accepted. */
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    /** Tries of what AWS throttles or fails at. */
    private static final int TRIES = 5;

    /** Tries of what a new table is not ready for: about twenty minutes. */
    private static final int TRIES_OF_NEW_TABLE = 40;

    private final TableSettings settings;
    private final Time time;

    /** Creates a copy that reads and writes here. */
    public SettingsCopy(TableSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** Takes the next step. */
    public CopyStep next(CopyOrder order, CopyProgress progress) {
        return switch (settings.readiness(order.target())) {
            case Readiness.Ready _ -> copy(order, progress);
            case Readiness.Busy(String with) -> new CopyStep.Wait(LATER, with, progress);
            case Readiness.Gone _ -> new CopyStep.Failed(gone(order.target()), progress);
            case Readiness.Unreadable(Cause cause) -> readAgain(order.target(), cause, progress);
        };
    }

    private CopyStep readAgain(TableRef target, Cause cause, CopyProgress progress) {
        String description = "description of " + target.name();
        return worthAnotherTry(description, cause, progress)
                ? new CopyStep.Wait(SOON, cause.message(), progress.with(tried("table", description, cause)))
                : new CopyStep.Failed(cause, progress);
    }

    private CopyStep copy(CopyOrder order, CopyProgress progress) {
        KnownSettings target = new KnownSettings(
                order.target(),
                settings.read(
                        order.target(),
                        Settings.ALL.stream().filter(Settings::isRead).collect(Collectors.toSet())));
        SettingsDiff diff = SettingsDiff.of(order.source(), target);
        CopyProgress settled = settled(diff, progress);
        Pending pending = new Pending(order, target);
        for (SettingRow row : diff.rows()) {
            if (order.wanted().contains(row.setting())) {
                Optional<CopyStep> step = step(row, pending, settled);
                if (step.isPresent()) {
                    return step.get();
                }
            }
        }
        return pending.none()
                ? new CopyStep.Done(diff, settled)
                : new CopyStep.NeedsPerson(pending.confirmations(), diff, settled);
    }

    private Optional<CopyStep> step(SettingRow row, Pending pending, CopyProgress progress) {
        if (row.comparison() instanceof Comparison.CouldNotBeRead(Comparison.Side side, Cause cause)) {
            String reading = "reading " + row.setting().key();
            return side == Comparison.Side.TARGET && worthAnotherTry(reading, cause, progress)
                    ? Optional.of(new CopyStep.Wait(
                            SOON,
                            cause.message(),
                            progress.with(tried(row.setting().key(), reading, cause))))
                    : Optional.empty();
        }
        if (pending.waits(row)) {
            return Optional.empty();
        }
        for (SettingChange change : row.changes()) {
            Optional<Outcome> last = progress.last(change.id()).map(CopyRecord::outcome);
            if (last.equals(Optional.of(Outcome.WRITTEN))) {
                return Optional.of(unseen(change, progress));
            }
            if (!last.equals(Optional.of(Outcome.REFUSED))) {
                return Optional.of(write(pending.target(), change, progress));
            }
        }
        return Optional.empty();
    }

    private CopyStep unseen(SettingChange change, CopyProgress progress) {
        boolean patient = progress.last(change.id())
                .filter(record -> time.instant().isBefore(record.at().plus(SHOWN_WITHIN)))
                .isPresent();
        if (patient) {
            return new CopyStep.Wait(SOON, "AWS took " + change.id() + " and does not show it yet.", progress);
        }
        CopyRecord record = record(
                change,
                Outcome.REFUSED,
                "AWS took it, and did not show it within " + Counted.of(SHOWN_WITHIN.toMinutes(), "minute", "minutes")
                        + ". Run this again.");
        return new CopyStep.Refused(record, progress.with(record));
    }

    private CopyStep write(TableRef target, SettingChange change, CopyProgress progress) {
        return switch (settings.write(target, change)) {
            case TableSettings.Reply.Accepted _ -> {
                boolean shown = isShown(target, change);
                CopyRecord record = record(
                        change,
                        shown ? Outcome.VERIFIED : Outcome.WRITTEN,
                        shown ? "set and read back" : "set; AWS does not show it yet");
                yield new CopyStep.Wrote(record, progress.with(record));
            }
            case TableSettings.Reply.Busy(String with) -> new CopyStep.Wait(LATER, with, progress);
            case TableSettings.Reply.Failed(Cause cause) -> failed(target, change, cause, progress);
        };
    }

    /** A call that failed may have changed the table: an earlier one, of a run that was killed, certainly. */
    private CopyStep failed(TableRef target, SettingChange change, Cause cause, CopyProgress progress) {
        if (isShown(target, change)) {
            CopyRecord record = record(change, Outcome.VERIFIED, "set, although the call failed: a reading shows it");
            return new CopyStep.Wrote(record, progress.with(record));
        }
        if (worthAnotherTry(change.id(), cause, progress)) {
            Duration pause = cause.kind() == Cause.Kind.NOT_YET ? LATER : SOON;
            return new CopyStep.Wait(
                    pause, cause.message(), progress.with(tried(change.setting().key(), change.id(), cause)));
        }
        CopyRecord record = record(change, Outcome.REFUSED, cause.message());
        return new CopyStep.Refused(record, progress.with(record));
    }

    private boolean isShown(TableRef target, SettingChange change) {
        return switch (settings.read(target, Set.of(change.setting())).get(change.setting())) {
            case Reading.Known(var value, var _) -> change.isIn(value);
            case null -> false;
            case Reading.Unreadable _ -> false;
            case Reading.NotKnown _ -> false;
        };
    }

    private static boolean worthAnotherTry(String change, Cause cause, CopyProgress progress) {
        long tries = progress.tries(change);
        return cause.kind() == Cause.Kind.NOT_YET
                ? tries < TRIES_OF_NEW_TABLE
                : cause.worthAnotherTry() && tries < TRIES;
    }

    /** Returns the progress with what AWS has shown since it took it. */
    private CopyProgress settled(SettingsDiff diff, CopyProgress progress) {
        CopyProgress settled = progress;
        for (CopyRecord written : progress.open(Outcome.WRITTEN)) {
            boolean shown = diff.rows().stream()
                    .filter(row -> row.setting().key().equals(written.setting()))
                    .anyMatch(row -> row.target() instanceof Reading.Known
                            && row.changes().stream()
                                    .noneMatch(change -> change.id().equals(written.change())));
            if (shown) {
                settled = settled.with(new CopyRecord(
                        written.setting(), written.change(), time.instant(), Outcome.VERIFIED, "read back"));
            }
        }
        return settled;
    }

    private CopyRecord record(SettingChange change, Outcome outcome, String text) {
        return new CopyRecord(change.setting().key(), change.id(), time.instant(), outcome, text);
    }

    private CopyRecord tried(String setting, String change, Cause cause) {
        return new CopyRecord(setting, change, time.instant(), Outcome.TRIED, cause.message());
    }

    private static Cause gone(TableRef target) {
        return new Cause(
                Cause.Kind.REFUSED,
                "There is no table " + target.name() + " in " + target.where().region() + ".",
                Optional.of("Check its name and region."));
    }
}
