package io.pitrguard.domain.selfcheck;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A subscription that a self-check listed. SNS deletes one that is not confirmed within 48 hours, without a word.
 *
 * @param confirmed whether the subscriber had confirmed it then
 * @param listedAt when it was last listed, to the day
 */
public record KnownSubscriber(String topicArn, String endpoint, boolean confirmed, Instant listedAt) {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_OF_A_TOPIC = 50;

    /** Takes the time to the day, so that a list that stays the same is stored once a day. */
    public KnownSubscriber {
        listedAt = listedAt.truncatedTo(ChronoUnit.DAYS);
    }

    /** Returns the known subscribers after a topic's subscriptions were listed; those not listed any more stay for a month. */
    public static List<KnownSubscriber> after(
            List<KnownSubscriber> before, String topicArn, List<Subscription> listed, Instant now) {
        List<KnownSubscriber> after = new ArrayList<>();
        List<KnownSubscriber> ofTopic = new ArrayList<>();
        for (KnownSubscriber known : before) {
            if (!known.topicArn.equals(topicArn)) {
                after.add(known);
            } else if (!known.isListed(listed) && known.listedAt.plus(KEPT).isAfter(now)) {
                ofTopic.add(known);
            }
        }
        for (Subscription each : listed) {
            ofTopic.add(new KnownSubscriber(topicArn, each.endpoint(), each.confirmed(), now));
        }
        ofTopic.stream()
                .sorted(Comparator.comparing(KnownSubscriber::confirmed).reversed())
                .limit(MOST_OF_A_TOPIC)
                .forEach(after::add);
        return after;
    }

    /** Whether it is among these subscriptions of its topic, confirmed or not. */
    boolean isListed(List<Subscription> listed) {
        return listed.stream().anyMatch(each -> each.endpoint().equals(endpoint));
    }
}
