package io.pitrguard.domain.restore;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a restore takes over from its source.
 *
 * @param sizeBytes zero or more; of a live table up to six hours old; empty where AWS left it out
 * @param stream the ARN of the stream, where one is enabled; for a backup, whether one was: its ARN is not known then
 */
public record TableShape(
        OptionalLong sizeBytes, List<TableIndex> indexes, Billing billing, Encryption encryption, Stream stream) {
    public TableShape {
        indexes = List.copyOf(indexes);
        if (sizeBytes.orElse(0) < 0) {
            throw new IllegalArgumentException("sizeBytes must not be negative");
        }
    }

    /** A table's stream. */
    public sealed interface Stream {
        /** No stream is enabled. */
        record None() implements Stream {}

        /**
         * A stream is enabled.
         *
         * @param arn empty where it is not known
         */
        record Enabled(Optional<String> arn) implements Stream {}
    }

    /** How reads and writes are paid. */
    public sealed interface Billing {
        /** By request. */
        record OnDemand() implements Billing {}

        /** By the capacity that is set, in units per second; that of indexes is not among it. */
        record Provisioned(long readUnits, long writeUnits) implements Billing {}

        /** AWS left it out. */
        record Unknown() implements Billing {}
    }

    /** What encrypts a table. */
    public sealed interface Encryption {
        /** A key that DynamoDB owns. */
        record AwsOwned() implements Encryption {}

        /** A key of KMS: the account's own, or the one that AWS manages for DynamoDB. */
        record Kms(String keyArn) implements Encryption {}

        /** AWS left it out. */
        record Unknown() implements Encryption {}
    }
}
