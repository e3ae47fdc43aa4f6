package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.FilterReader;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of topics, as AWS answered within the last minutes: an organization asks for each of its owners, and
 * its self-check asks again. Failures count as long, so that an SNS that does not answer costs its time once.
 */
public final class KnownSubscriptions implements FilterReader {
    /** How long a function that has little time reads filter policies. */
    public static final Duration MOST_READING = Duration.ofSeconds(10);

    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

    private static final Cause NO_TIME =
            new Cause(Cause.Kind.OUT_OF_TIME, "Reading filter policies took too long; this one was not read.");

    private final SnsSubscriptions subscriptions;
    private final Time time;
    private final Duration mostReading;
    private final Map<String, Result<List<Subscription>>> listed = new HashMap<>();
    private final Map<String, Result<SubscriberFilter>> filters = new HashMap<>();
    private Instant since = Instant.EPOCH;
    private Duration reading = Duration.ZERO;

    /**
     * Asks through this client.
     *
     * @param mostReading how long it reads filter policies within five minutes; it answers of others that it did not read them
     */
    public KnownSubscriptions(SnsSubscriptions subscriptions, Time time, Duration mostReading) {
        this.subscriptions = subscriptions;
        this.time = time;
        this.mostReading = mostReading;
    }

    /** Returns the subscriptions of a topic. */
    synchronized Result<List<Subscription>> of(String topicArn) {
        forgetWhatIsOld();
        return listed.computeIfAbsent(topicArn, subscriptions::of);
    }

    /** Returns the filter policy of a confirmed subscription. */
    @Override
    public synchronized Result<SubscriberFilter> filter(String subscriptionArn) {
        forgetWhatIsOld();
        Result<SubscriberFilter> known = filters.get(subscriptionArn);
        if (known != null) {
            return known;
        }
        if (reading.compareTo(mostReading) >= 0) {
            return new Result.Failure<>(NO_TIME);
        }
        Instant begin = time.instant();
        Result<SubscriberFilter> read = subscriptions.filter(subscriptionArn);
        reading = reading.plus(Duration.between(begin, time.instant()));
        filters.put(subscriptionArn, read);
        return read;
    }

    private void forgetWhatIsOld() {
        if (!time.instant().isBefore(since.plus(KNOWN_FOR))) {
            since = time.instant();
            reading = Duration.ZERO;
            listed.clear();
            filters.clear();
        }
    }
}
