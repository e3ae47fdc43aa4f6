package io.pitrguard.export;

import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Starts exports, and reads what they came to. */
public final class ExportTable {
    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final TableExports exports;
    private final Time time;

    /** Creates the use case. */
    public ExportTable(TableExports exports, Time time) {
        this.exports = exports;
        this.time = time;
    }

    /**
     * Orders an export. Without an answer it sends the same order again, which AWS makes once.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public Starting start(ExportOrder order) throws InterruptedException {
        ExportReply reply = exports.start(order);
        for (int tried = 1; tried < TRIES && again(reply); tried++) {
            time.sleepUntil(time.instant().plus(BETWEEN_TRIES));
            reply = exports.start(order);
        }
        return switch (reply) {
            case ExportReply.Accepted(TableExport export) -> new Starting.Started(export);
            case ExportReply.Refused(ExportError error, Cause cause) -> refused(order.table(), error, cause);
            case ExportReply.Unknown(Cause cause) ->
                new Starting.NotKnown(new Cause(
                        cause.kind(),
                        cause.what(),
                        Optional.of("AWS may have started the export. The same command within eight hours starts no"
                                + " second one.")));
        };
    }

    private static boolean again(ExportReply reply) {
        return switch (reply) {
            case ExportReply.Unknown _ -> true;
            case ExportReply.Refused(ExportError error, Cause _) -> error == ExportError.THROTTLED;
            case ExportReply.Accepted _ -> false;
        };
    }

    private static Starting refused(TableRef table, ExportError error, Cause cause) {
        return switch (error) {
            case TABLE_NOT_FOUND ->
                new Starting.NotPossible(
                        "There is no table " + table.name() + " in "
                                + table.where().region() + ".",
                        "Check the name and --region.");
            case RECOVERY_OFF ->
                new Starting.NotPossible(
                        "Point-in-time recovery of " + table.name() + " is off, so it cannot be exported.",
                        "Turn it on: from then on, moments can be exported.");
            case TIME_OUTSIDE_WINDOW ->
                new Starting.NotPossible(
                        cause.what(), "Run the command again: it lists the moments that can be exported.");
            case CONFLICT -> new Starting.NotPossible(cause.what(), "Try again in eight hours, or with another --to.");
            case LIMIT_EXCEEDED, THROTTLED ->
                new Starting.NotPossible(cause.what(), "Try again in a few minutes: too much else is under way.");
            case DENIED, INVALID ->
                new Starting.NotPossible(
                        cause.what(), cause.remedy().orElse("Check the bucket, --kms-key and --bucket-owner."));
        };
    }

    /**
     * Waits until an export is over.
     *
     * @return the verdict, still running after a day; a failure if AWS does not know the export
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public Result<ExportVerdict> await(AccountRegion where, String arn) throws InterruptedException {
        Instant end = time.instant().plus(LONGEST);
        Result<ExportVerdict> verdict = verdict(where, arn);
        while (waits(verdict) && time.instant().isBefore(end)) {
            time.sleepUntil(time.instant().plus(BETWEEN_READS));
            verdict = verdict(where, arn);
        }
        return verdict;
    }

    private static boolean waits(Result<ExportVerdict> verdict) {
        return switch (verdict) {
            case Result.Success<ExportVerdict>(ExportVerdict.Running _) -> true;
            case Result.Success<ExportVerdict> _ -> false;
            case Result.Failure<ExportVerdict>(Cause cause) -> cause.worthAnotherTry();
        };
    }

    /**
     * Reads what an export came to, of one that is complete also every file; a failure if AWS does not know it, such as after
     * 90 days.
     *
     * @throws InterruptedException when the waiting thread is asked to stop
     */
    public Result<ExportVerdict> verdict(AccountRegion where, String arn) throws InterruptedException {
        Result<Optional<TableExport>> described = exports.describe(where, arn);
        if (described instanceof Result.Failure<Optional<TableExport>>(Cause cause)) {
            return new Result.Failure<>(cause);
        }
        Optional<TableExport> export = described.success().orElseThrow();
        return export.isPresent()
                ? new Result.Success<>(judge(where, export.get()))
                : new Result.Failure<>(new Cause(
                        Cause.Kind.REFUSED,
                        "AWS knows no export " + arn + ".",
                        Optional.of(
                                "AWS describes exports for 90 days. Later, the manifest in the bucket tells what was"
                                        + " written, and the evidence what was proven.")));
    }

    private ExportVerdict judge(AccountRegion where, TableExport export) throws InterruptedException {
        return switch (export.status()) {
            case IN_PROGRESS -> new ExportVerdict.Running(export);
            case FAILED -> new ExportVerdict.Failed(export, export.failure().orElse("AWS gives no reason."));
            case UNKNOWN ->
                new ExportVerdict.NotProven(export, "AWS gives it a status that this version does not know.");
            case COMPLETED -> count(where, export);
        };
    }

    private ExportVerdict count(AccountRegion where, TableExport export) throws InterruptedException {
        if (export.items().isEmpty()) {
            return new ExportVerdict.NotProven(export, "AWS gives no number of items.");
        }
        return switch (exports.files(where, export)) {
            case Result.Failure<ExportFiles>(Cause cause) -> new ExportVerdict.NotProven(export, cause.message());
            case Result.Success<ExportFiles>(ExportFiles files) ->
                files.items() == export.items().getAsLong()
                        ? new FileChecks(exports).judge(where, export, files)
                        : new ExportVerdict.NotProven(
                                export,
                                "AWS counts %,d items, and its files have %,d."
                                        .formatted(export.items().getAsLong(), files.items()));
        };
    }
}
