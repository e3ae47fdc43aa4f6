package io.pitrguard.domain.export;

import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.table.TableRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asks to export.
 *
 * @param bucketOwner account that must own the bucket; empty if it is the table's
 * @param kmsKey ARN of the key that the files are encrypted with; empty for the bucket's own encryption
 */
public record ExportRequest(
        TableRef table,
        RestoreMoment moment,
        ExportDestination to,
        Optional<String> bucketOwner,
        Optional<String> kmsKey) {
    private static final int TOKEN_LENGTH = 32;

    /** Returns the order of this request at a moment. The same order has the same token, so that AWS makes it once. */
    public ExportOrder order(Instant at) {
        return new ExportOrder(table, at, to.bucket(), bucketOwner, to.prefix(), kmsKey, token(at));
    }

    private String token(Instant at) {
        List<String> parts =
                List.of(table.arn(), at.toString(), to.toString(), bucketOwner.orElse(""), kmsKey.orElse(""));
        return Sha256.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8))
                .substring(0, TOKEN_LENGTH);
    }
}
