package io.pitrguard.domain.export;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An export as AWS describes it. Of a listed one only its ARN, table and status are known.
 *
 * @param moment the moment that the items are of
 * @param items how many it has, exactly; empty until it is complete
 * @param files where its files are; empty where AWS does not name them
 * @param failure code and message of AWS; empty unless it failed
 */
public record TableExport(
        String arn,
        String tableArn,
        Status status,
        Optional<Instant> moment,
        OptionalLong items,
        Files files,
        Times times,
        Optional<String> failure) {
    /** How far it is. */
    public enum Status {
        /** AWS writes files. */
        IN_PROGRESS,
        /** All files are in the bucket. */
        COMPLETED,
        /** It ended without all files. */
        FAILED,
        /** A status that this version does not know. */
        UNKNOWN
    }

    /**
     * Where its files are.
     *
     * @param manifest key of the summary; empty until AWS names it
     * @param billedBytes the size that AWS charges
     */
    public record Files(Optional<String> bucket, Optional<String> manifest, OptionalLong billedBytes) {
        /** Files that are not known. */
        public static final Files UNKNOWN = new Files(Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /** When it began and ended, as far as AWS says so. */
    public record Times(Optional<Instant> started, Optional<Instant> ended) {
        /** Times that are not known. */
        public static final Times UNKNOWN = new Times(Optional.empty(), Optional.empty());
    }

    /** Returns one of which only these are known. */
    public static TableExport listed(String arn, Status status) {
        int end = arn.indexOf("/export/");
        return new TableExport(
                arn,
                end < 0 ? arn : arn.substring(0, end),
                status,
                Optional.empty(),
                OptionalLong.empty(),
                Files.UNKNOWN,
                Times.UNKNOWN,
                Optional.empty());
    }
}
