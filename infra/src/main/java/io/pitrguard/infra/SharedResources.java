package io.pitrguard.infra;

import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * Resources that all functions use.
 *
 * @param sweeps the bucket with plans and parts; empty where no state machine sweeps
 */
record SharedResources(
        IKey key,
        ITopic alerts,
        ITopic health,
        ITable ledger,
        IQueue calls,
        String eventRule,
        Optional<IBucket> sweeps) {}
