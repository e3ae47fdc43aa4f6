package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepLease;
import java.time.Duration;
import java.util.Optional;

/**
 * An invocation that runs while no other one does the same: Step Functions repeats a call whose answer it lost although the
 * first one may go on. Without the ledger nobody knows of another one: then work that is done twice is better than none.
 *
 * @param lease of what is done
 * @param where the account and region that the lease is of
 */
record SoleInvocation(SweepLease lease, AccountRegion where, Invocation invocation) {
    // Lambda ends an invocation in time; its clock and AWS's may differ.
    private static final Duration BEYOND_END = Duration.ofSeconds(30);

    /**
     * Begins, for as long as the invocation may run.
     *
     * @param does what it does, such as "works on account 111122223333 in eu-west-1"
     * @throws StillRunningException if another invocation does it
     */
    void begin(String does) {
        other(does).ifPresent(held -> {
            throw new StillRunningException(
                    "Another invocation, %s, %s, until %s at the latest. The state machine repeats this call."
                            .formatted(held.by(), does, held.until()));
        });
    }

    /**
     * Begins, for as long as the invocation may run, unless another invocation does it.
     *
     * @param does what it does, such as "works on account 111122223333 in eu-west-1"
     * @return the other invocation; empty if this one has begun
     */
    Optional<SweepLease.Held> other(String does) {
        Duration longest = invocation.remaining().plus(BEYOND_END);
        return switch (lease.take(where, invocation.id(), longest)) {
            case Result.Failure<SweepLease.Held>(Cause cause) -> {
                invocation.log(
                        "Whether another invocation %s could not be read; this one begins. %s"
                                .formatted(does, cause.message()),
                        LogLevel.WARN);
                yield Optional.empty();
            }
            case Result.Success<SweepLease.Held>(SweepLease.Held held) ->
                Optional.of(held).filter(now -> !now.by().equals(invocation.id()));
        };
    }

    /** Lets the next one begin. */
    void end() {
        lease.release(where, invocation.id())
                .ifPresent(cause -> invocation.log(
                        "The lease of the invocation could not be released; it ends by itself. " + cause.message(),
                        LogLevel.WARN));
    }
}
