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
 * @param chat the topic for chat; empty if there is none
 * @param eventBus the name or the ARN of the event bus that gets events; empty for none
 * @param sweeps the bucket with plans and parts; empty where no state machine sweeps
 * @param evidence the bucket with the reports of sweeps; empty where none are kept
 */
record SharedResources(
        IKey key,
        ITopic alerts,
        ITopic health,
        Optional<ITopic> chat,
        ITable ledger,
        IQueue calls,
        String eventRule,
        Optional<String> eventBus,
        Optional<IBucket> sweeps,
        Optional<IBucket> evidence) {}
