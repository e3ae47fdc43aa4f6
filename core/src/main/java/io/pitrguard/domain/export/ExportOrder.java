package io.pitrguard.domain.export;

import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What an export is asked for: the items of a table as they were at a moment, in a bucket.
 *
 * @param bucketOwner account that must own the bucket; empty if it is the table's
 * @param prefix what the keys of the files begin with, without a slash at the end
 * @param kmsKey ARN of the key that the files are encrypted with; empty for the bucket's own encryption
 * @param token makes the order once, however often it is sent within eight hours
 */
public record ExportOrder(
        TableRef table,
        Instant moment,
        String bucket,
        Optional<String> bucketOwner,
        Optional<String> prefix,
        Optional<String> kmsKey,
        String token) {
    public ExportOrder {
        if (bucket.isBlank() || token.isBlank()) {
            throw new IllegalArgumentException("an export needs a bucket and a token");
        }
    }

    /** Orders an export to a bucket of the table's own account, with the bucket's encryption. */
    public static ExportOrder of(TableRef table, Instant moment, String bucket, String token) {
        return new ExportOrder(table, moment, bucket, Optional.empty(), Optional.empty(), Optional.empty(), token);
    }
}
