package io.pitrguard.cli;

import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.evidence.EvidenceVerification.Verified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code report --verify} found.
 *
 * @param newest null if there is no record
 * @param intact objects that have the content that was recorded
 * @param expired objects that the bucket does not keep any more, as recorded
 * @param firstBroken the first link that is broken; null if none is
 * @param findings all of them, from the first link to the last
 */
public record VerificationView(
        Chain chain,
        int records,
        @Nullable Newest newest,
        long intact,
        long expired,
        @Nullable Finding firstBroken,
        List<Finding> findings) {
    public VerificationView {
        findings = List.copyOf(findings);
    }

    /** Whose chain. */
    public record Chain(String ledger, String account, String region) {}

    /** The newest record, which a digest names, too. */
    public record Newest(long number, String at, String sweep, String bucket, String sha256) {}

    /** What is wrong with a link. */
    public record Finding(long record, ChainFinding.Kind kind, String message) {}

    /** Returns the view of a verification. */
    static VerificationView of(String ledger, Verified verified) {
        return new VerificationView(
                new Chain(ledger, verified.where().account(), verified.where().region()),
                verified.records(),
                verified.newest().map(VerificationView::newest).orElse(null),
                verified.intact(),
                verified.expired(),
                verified.firstBroken().map(VerificationView::finding).orElse(null),
                verified.findings().stream().map(VerificationView::finding).toList());
    }

    private static Newest newest(EvidenceRecord record) {
        return new Newest(record.number(), record.at().toString(), record.sweep(), record.bucket(), record.digest());
    }

    private static Finding finding(ChainFinding finding) {
        return new Finding(finding.number(), finding.kind(), finding.message());
    }

    /** Returns the exit code: what could not be read is not broken. */
    int exitCode() {
        if (firstBroken != null) {
            return ExitCode.NON_COMPLIANT;
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.UNDETERMINED;
    }
}
