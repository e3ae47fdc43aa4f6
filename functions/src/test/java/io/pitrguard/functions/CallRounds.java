package io.pitrguard.functions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Proves which calls are under way at once: none of a round is sent before all of it are about to be. As many rounds as
 * there are precede an end, so many calls one after the other does it take.
 */
final class CallRounds implements ExecutionInterceptor {
    // Only a call that comes alone waits for so long, and then the test fails.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<String> problems = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();
    private List<Set<String>> rounds = List.of();
    private boolean othersToo;
    private int round;

    void watch(AwsClientBuilder<?, ?> client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    /** From now on these operations are called, those of a round at once; what comes after them does not matter. */
    synchronized void expect(List<Set<String>> operations) {
        rounds = List.copyOf(operations);
        round = 0;
    }

    /** The same, whatever else is called. */
    synchronized void expectAmongOthers(List<Set<String>> operations) {
        expect(operations);
        othersToo = true;
    }

    /** Returns what was called otherwise, and what was not called. */
    synchronized List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        rounds.subList(round, rounds.size()).forEach(left -> all.add("never called: " + left));
        return all;
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (round == rounds.size() || (othersToo && rounds.stream().noneMatch(each -> each.contains(operation)))) {
            return;
        }
        if (!rounds.get(round).contains(operation) || !begun.add(operation)) {
            problems.add(operation + " in round " + (round + 1));
        } else if (begun.equals(rounds.get(round))) {
            begun.clear();
            round++;
            notifyAll();
        } else {
            awaitOthers(operation, round);
        }
    }

    private void awaitOthers(String operation, int own) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (round == own && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (round == own) {
            problems.add(operation + " alone in round " + (own + 1));
        }
    }
}
