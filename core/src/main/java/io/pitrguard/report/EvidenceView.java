package io.pitrguard.report;

import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.port.Result;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a sweep: its record in the chain, or why there is none.
 *
 * @param record null if the report was not kept
 * @param failure why it was not; null if it was
 */
public record EvidenceView(
        @Nullable RecordView record, @Nullable String failure) {
    /**
     * A record of the chain.
     *
     * @param sha256 the record's digest, which the next one names
     * @param html the key of the report for people
     * @param json the key of the same report for programs
     * @param url the report in the console; null where the partition has no known one
     */
    public record RecordView(
            long number,
            String sha256,
            String bucket,
            String html,
            String json,
            @Nullable String url) {}

    /** Returns what came of keeping a report. */
    public static EvidenceView of(Result<EvidenceRecord> written) {
        return new EvidenceView(
                written.success().map(EvidenceView::view).orElse(null),
                written.failure().map(cause -> cause.message()).orElse(null));
    }

    private static RecordView view(EvidenceRecord record) {
        return new RecordView(
                record.number(),
                record.digest(),
                record.bucket(),
                record.html().key(),
                record.json().key(),
                ConsoleLinks.page(
                                record.chain().partition(),
                                record.chain().region(),
                                "s3/object/" + record.bucket(),
                                "&prefix=" + record.html().key())
                        .map(URI::toString)
                        .orElse(null));
    }

    /** Returns its lines in mail. */
    List<String> lines() {
        return record == null
                ? List.of(
                        "THE EVIDENCE OF THIS SWEEP IS MISSING: " + failure,
                        "Its report was not kept; this mail and the log have what it found. More in docs/runbooks/evidence.md")
                : List.of("Evidence: record %d, sha256 %s".formatted(record.number(), record.sha256()), where(record));
    }

    private static String where(RecordView record) {
        return "Report: " + (record.url() == null ? "s3://" + record.bucket() + "/" + record.html() : record.url());
    }
}
