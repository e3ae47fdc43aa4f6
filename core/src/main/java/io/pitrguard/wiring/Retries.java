package io.pitrguard.wiring;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How often the SDK tries a call. Each client sets it, because an environment variable can change the SDK's default. */
final class Retries {
    private static final int MAX_ATTEMPTS = 3;

    private Retries() {}

    /** Returns the strategy of calls that are counted and paced: again only where the machine's clock was wrong. */
    static RetryStrategy impatient() {
        return StandardRetryStrategy.builder()
                .maxAttempts(2)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .retryOnException(Retries::isWrongClock)
                .useClientDefaults(false)
                .build();
    }

    private static boolean isWrongClock(Throwable failure) {
        return failure instanceof SdkException sdk && RetryUtils.isClockSkewException(sdk);
    }

    /** Returns the strategy of all other calls. */
    static RetryStrategy patient() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .build();
    }
}
