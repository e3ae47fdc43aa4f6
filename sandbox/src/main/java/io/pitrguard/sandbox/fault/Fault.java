package io.pitrguard.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault to inject: which calls it hits, how often, and what it does to them. A call beyond a rate limit is throttled
 * before any fault can hit it.
 *
 * @param operation as AWS names it, such as {@code DescribeContinuousBackups}
 * @param table the exact name, for a call on several tables the first, for SQS the queue's, for CloudTrail the trail's,
 *     for EventBridge the rule's, for S3 the object's key; null for any table and for calls without one
 * @param skip how many matching calls pass first
 * @param times how many calls it hits after that; {@link #ALWAYS} for all
 * @param delay real time, used by {@link Effect#SLOW} only
 * @param account the account of the caller; null for any
 * @param late whether the call takes effect before the fault hits its answer
 */
public record Fault(
        String operation,
        @Nullable String table,
        int skip,
        int times,
        Effect effect,
        Duration delay,
        @Nullable String account,
        boolean late) {

    /** Hits every matching call. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private static final Duration DEFAULT_DELAY = Duration.ofMillis(50);

    /** Refuses a fault that could never hit a call. */
    public Fault {
        if (late && (effect == Effect.IGNORED || effect == Effect.SLOW)) {
            throw new IllegalArgumentException("a call that is ignored or slow loses no answer");
        }
        if (operation.isBlank() || skip < 0 || times < 1 || delay.isNegative()) {
            throw new IllegalArgumentException("a fault needs an operation, skip >= 0, times >= 1, delay >= 0");
        }
    }

    /** Hits every call of an operation. */
    public static Fault on(String operation, Effect effect) {
        return new Fault(operation, null, 0, ALWAYS, effect, DEFAULT_DELAY, null, false);
    }

    /** Hits every call of an operation on one table. */
    public static Fault on(String operation, String table, Effect effect) {
        return on(operation, effect).table(table);
    }

    /** Delays every call of an operation. */
    public static Fault slow(String operation, Duration delay) {
        return on(operation, Effect.SLOW).delay(delay);
    }

    /** Returns a copy that hits calls on one table only. */
    public Fault table(String name) {
        return new Fault(operation, name, skip, times, effect, delay, account, late);
    }

    /** Returns a copy that hits that many calls only. */
    public Fault times(int number) {
        return new Fault(operation, table, skip, number, effect, delay, account, late);
    }

    /** Returns a copy that first lets that many calls pass. */
    public Fault skip(int number) {
        return new Fault(operation, table, number, times, effect, delay, account, late);
    }

    /** Returns a copy with another delay. */
    public Fault delay(Duration duration) {
        return new Fault(operation, table, skip, times, effect, duration, account, late);
    }

    /** Returns a copy that hits calls in one account only. */
    public Fault account(String id) {
        return new Fault(operation, table, skip, times, effect, delay, id, late);
    }

    /** Returns a copy that hits the answer: the call takes effect, and its caller does not learn it. */
    public Fault afterEffect() {
        return new Fault(operation, table, skip, times, effect, delay, account, true);
    }

    boolean matches(String calledOperation, @Nullable String calledTable, String callersAccount) {
        return operation.equals(calledOperation)
                && (table == null || table.equals(calledTable))
                && (account == null || account.equals(callersAccount));
    }
}
