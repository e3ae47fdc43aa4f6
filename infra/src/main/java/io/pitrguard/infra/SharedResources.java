package io.pitrguard.infra;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/** Resources that all functions use. */
record SharedResources(IKey key, ITopic alerts, ITopic health, ITable ledger, IQueue calls, String eventRule) {}
