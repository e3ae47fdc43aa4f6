package io.pitrguard.domain.export;

import java.time.Instant;

/**
 * What an export came to, for later: AWS describes exports for 90 days.
 *
 * @param lock whether the bucket keeps the files, in a sentence
 * @param checkedBy the ARN of whoever had it checked, as STS names it
 */
public record ExportResult(ExportVerdict verdict, String lock, String checkedBy, Instant checkedAt) {
    /** Returns one word that names the export, for the evidence of it. */
    public String name() {
        String arn = verdict.export().arn();
        return "export-" + arn.substring(arn.lastIndexOf('/') + 1);
    }
}
