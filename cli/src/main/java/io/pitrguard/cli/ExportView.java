package io.pitrguard.cli;

import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An export of a table, as JSON. Times are ISO-8601, UTC.
 *
 * @param table the ARN of the table
 * @param moment the moment that the items are of; null where AWS does not show it
 * @param result {@code RUNNING}, {@code PROVEN} (AWS's exact number of items is the sum of all files, and each file has its
 *     MD5), {@code NOT_PROVEN} or {@code FAILED}
 * @param reason null for one that is proven, or runs
 * @param items AWS's exact number; null until it is complete
 * @param files how many data files there are; null unless it is proven
 * @param billedBytes the size that AWS charges; null where AWS does not show it
 * @param manifest key of the summary in the bucket; null until AWS names it
 * @param objectLock whether the bucket keeps the files, in a sentence; null where it was not asked for
 */
public record ExportView(
        String arn,
        String table,
        @Nullable String moment,
        String result,
        @Nullable String reason,
        @Nullable Long items,
        @Nullable Integer files,
        @Nullable Long billedBytes,
        @Nullable String bucket,
        @Nullable String manifest,
        @Nullable String objectLock,
        @Nullable String started,
        @Nullable String ended) {
    /** All exports of a table that AWS still knows. */
    public record Listed(List<ExportView> exports) {}

    /** Returns the view of a verdict. */
    static ExportView of(ExportVerdict verdict, @Nullable String objectLock) {
        return switch (verdict) {
            case ExportVerdict.Running(var export) -> of(export, "RUNNING", null, null, objectLock);
            case ExportVerdict.Proven(var export, var files) ->
                of(export, "PROVEN", null, files.files().size(), objectLock);
            case ExportVerdict.NotProven(var export, var reason) -> of(export, "NOT_PROVEN", reason, null, objectLock);
            case ExportVerdict.Failed(var export, var reason) -> of(export, "FAILED", reason, null, objectLock);
        };
    }

    /** Returns the view of an export of a list, whose manifest was not read. */
    static ExportView listed(TableExport export) {
        return of(export, export.status().name(), export.failure().orElse(null), null, null);
    }

    private static ExportView of(
            TableExport export,
            String result,
            @Nullable String reason,
            @Nullable Integer files,
            @Nullable String objectLock) {
        return new ExportView(
                export.arn(),
                export.tableArn(),
                export.moment().map(Instant::toString).orElse(null),
                result,
                reason,
                number(export.items()),
                files,
                number(export.files().billedBytes()),
                export.files().bucket().orElse(null),
                export.files().manifest().orElse(null),
                objectLock,
                export.times().started().map(Instant::toString).orElse(null),
                export.times().ended().map(Instant::toString).orElse(null));
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    /** Returns the exit code. */
    int code() {
        return switch (result) {
            case "FAILED" -> ExitCode.FAILED;
            case "NOT_PROVEN" -> ExitCode.UNDETERMINED;
            default -> ExitCode.OK;
        };
    }
}
