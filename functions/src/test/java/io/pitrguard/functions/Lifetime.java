package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A process that is killed: so many calls to AWS take effect, then none does any more. To be killed before a call takes
 * effect and after the one before it did is the same.
 */
final class Lifetime implements ExecutionInterceptor {
    private int left;

    Lifetime(int calls) {
        this.left = calls;
    }

    /** The end; no exception, so that no code takes it for an answer of AWS. */
    @SuppressWarnings("serial") // never written out
    static final class Over extends Error {}

    /** Asserts that a process ended with its time, and with nothing else. */
    static void assertOver(Throwable end) {
        Throwable root = end;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertThat(root).isInstanceOf(Over.class);
    }

    void limit(AwsClientBuilder<?, ?> builder) {
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (left == 0) {
            throw new Over();
        }
        left--;
    }
}
