package io.pitrguard.report;

import io.pitrguard.config.Version;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.export.TableExport;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an export came to, as it is kept as evidence. A time or number that is not known is null.
 *
 * @param format of this document: 1
 * @param version of pitr-guard
 * @param verdict {@code PROVEN}, {@code NOT_PROVEN}, {@code FAILED} or {@code RUNNING}
 * @param reason null for one that is proven, or runs
 * @param items AWS's exact number
 * @param files the data files, with the MD5 that each had when it was checked; empty unless it is proven
 */
public record ExportEvidence(
        int format,
        String version,
        String export,
        String table,
        @Nullable String moment,
        String verdict,
        @Nullable String reason,
        @Nullable Long items,
        @Nullable String bucket,
        @Nullable String manifest,
        String objectLock,
        @Nullable String started,
        @Nullable String ended,
        String checkedBy,
        String checkedAt,
        List<File> files) {
    private static final int FORMAT = 1;

    public ExportEvidence {
        files = List.copyOf(files);
    }

    /** A data file. */
    public record File(String key, long items, String md5) {}

    private record Words(String verdict, @Nullable String reason, List<File> files) {}

    /** Returns the evidence of a result. */
    public static ExportEvidence of(ExportResult result) {
        TableExport export = result.verdict().export();
        Words words = words(result.verdict());
        return new ExportEvidence(
                FORMAT,
                Version.CURRENT,
                export.arn(),
                export.tableArn(),
                export.moment().map(Instant::toString).orElse(null),
                words.verdict(),
                words.reason(),
                number(export.items()),
                export.files().bucket().orElse(null),
                export.files().manifest().orElse(null),
                result.lock(),
                export.times().started().map(Instant::toString).orElse(null),
                export.times().ended().map(Instant::toString).orElse(null),
                result.checkedBy(),
                result.checkedAt().toString(),
                words.files());
    }

    private static Words words(ExportVerdict verdict) {
        return switch (verdict) {
            case ExportVerdict.Running _ -> new Words("RUNNING", null, List.of());
            case ExportVerdict.Proven(TableExport _, ExportFiles files) ->
                new Words(
                        "PROVEN",
                        null,
                        files.files().stream()
                                .map(file -> new File(file.key(), file.items(), file.md5()))
                                .toList());
            case ExportVerdict.NotProven(TableExport _, String reason) -> new Words("NOT_PROVEN", reason, List.of());
            case ExportVerdict.Failed(TableExport _, String reason) -> new Words("FAILED", reason, List.of());
        };
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
