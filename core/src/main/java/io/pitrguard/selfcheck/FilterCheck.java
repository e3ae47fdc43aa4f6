package io.pitrguard.selfcheck;

import io.pitrguard.domain.selfcheck.FilteredSubscribers;
import io.pitrguard.domain.selfcheck.FilteredSubscribers.Asked;
import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads filter policies until it finds a subscriber that gets anything. */
final class FilterCheck {
    private static final Cause NO_TIME = new Cause(Cause.Kind.OUT_OF_TIME, "There was no time left to read them.");

    private final EnvironmentProbe probe;
    private final Time time;
    private final Instant until;

    /** Asks until this moment. */
    FilterCheck(EnvironmentProbe probe, Time time, Instant until) {
        this.probe = probe;
        this.time = time;
        this.until = until;
    }

    /** Reads the filter policies of a topic's confirmed subscriptions, at most {@link SubscriberFilter#MOST_READ}. */
    FilteredSubscribers of(String topicArn, List<Subscription> listed, SentAttributes sent) {
        List<Subscription> confirmed =
                listed.stream().filter(Subscription::confirmed).toList();
        List<Asked> asked = new ArrayList<>();
        Optional<Cause> unread = Optional.empty();
        for (Subscription each :
                confirmed.stream().limit(SubscriberFilter.MOST_READ).toList()) {
            Result<SubscriberFilter> read =
                    time.instant().isBefore(until) ? probe.filter(each.arn()) : new Result.Failure<>(NO_TIME);
            Optional<Delivery> delivery = read.success().map(filter -> filter.delivery(sent));
            delivery.ifPresent(known -> asked.add(new Asked(each, known)));
            unread = unread.or(read::failure);
            if (delivery.filter(known -> known == Delivery.SOME).isPresent()) {
                break;
            }
        }
        return new FilteredSubscribers(
                topicArn, asked, unread, Math.max(0, confirmed.size() - SubscriberFilter.MOST_READ));
    }
}
