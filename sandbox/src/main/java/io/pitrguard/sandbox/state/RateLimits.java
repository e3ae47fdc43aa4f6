package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The rate limits of one account and region, by operation. */
public final class RateLimits {

    private final Map<String, TokenBucket> buckets = new HashMap<>();

    /**
     * A bucket for each operation that has a limit.
     *
     * @param perSecond calls a second by operation; zero or infinity for no limit
     */
    public RateLimits(Map<String, Double> perSecond) {
        perSecond.forEach((operation, rate) -> buckets.put(operation, new TokenBucket(rate)));
    }

    /** Returns whether one more call is within the limit. */
    public boolean allow(String operation, Instant now) {
        TokenBucket bucket = buckets.get(operation);
        return bucket == null || bucket.take(now);
    }

    /** Lets somebody else burn a share of an operation's limit from now on. */
    public void drain(String operation, double callsPerSecond, Instant now) {
        TokenBucket bucket = buckets.get(operation);
        if (bucket != null) {
            bucket.drain(callsPerSecond, now);
        }
    }
}
