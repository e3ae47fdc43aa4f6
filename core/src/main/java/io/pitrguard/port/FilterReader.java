package io.pitrguard.port;

import io.pitrguard.domain.selfcheck.FilteredSubscribers;
import io.pitrguard.domain.selfcheck.FilteredSubscribers.Asked;
import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads filter policies. Never throws for what AWS answers. */
@FunctionalInterface
public interface FilterReader {
    /** Returns the filter policy of a confirmed subscription. */
    Result<SubscriberFilter> filter(String subscriptionArn);

    /**
     * Reads the filter policies of a topic's confirmed subscriptions until one surely lets a message with these attributes
     * through, at most {@link SubscriberFilter#MOST_READ}.
     */
    default FilteredSubscribers filtered(String topicArn, List<Subscription> listed, SentAttributes sent) {
        List<Subscription> confirmed =
                listed.stream().filter(Subscription::confirmed).toList();
        List<Asked> asked = new ArrayList<>();
        Optional<Cause> unread = Optional.empty();
        for (Subscription each :
                confirmed.stream().limit(SubscriberFilter.MOST_READ).toList()) {
            Result<SubscriberFilter> read = filter(each.arn());
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
