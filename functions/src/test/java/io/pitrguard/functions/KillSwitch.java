package io.pitrguard.functions;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Kills a function at one of its calls to AWS: from then on no call is made, or none is answered. What the function
 * catches is its own affair: it may only end.
 */
final class KillSwitch implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final int at;
    private final boolean made;

    /** What a killed function ends with. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Creates one.
     *
     * @param at the number of the call, from 1
     * @param made whether AWS gets that call, and only its answer is lost
     */
    KillSwitch(int at, boolean made) {
        this.at = at;
        this.made = made;
    }

    /** Creates one that only counts. */
    static KillSwitch never() {
        return new KillSwitch(Integer.MAX_VALUE, false);
    }

    /** Returns how many calls were about to be made. */
    int calls() {
        return calls.get();
    }

    /** Whether it killed the function. */
    boolean hasKilled() {
        return calls.get() >= at;
    }

    void watch(AwsClientBuilder<?, ?> client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
        int number = calls.incrementAndGet();
        if (number > at || (number == at && !made)) {
            throw new Killed();
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes attributes) {
        if (calls.get() >= at) {
            throw new Killed();
        }
    }
}
