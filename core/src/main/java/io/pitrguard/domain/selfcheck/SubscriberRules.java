package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.selfcheck.HealthFinding.Ok;
import io.pitrguard.domain.selfcheck.HealthFinding.Problem;
import io.pitrguard.domain.text.ShellWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges whether somebody gets what is published to a topic.
 *
 * @param region the region of the commands in remedies
 */
public record SubscriberRules(String region) {
    private static final int MOST_LISTED = 5;

    /**
     * The subscriptions of a topic, and those that are not listed any more.
     *
     * @param known what earlier self-checks listed, also of other topics
     */
    private record Listed(String topicArn, List<Subscription> now, List<KnownSubscriber> known) {
        boolean nobodyConfirmed() {
            return now.stream().noneMatch(Subscription::confirmed);
        }

        List<String> pending() {
            return now.stream()
                    .filter(subscription -> !subscription.confirmed())
                    .map(Subscription::endpoint)
                    .sorted()
                    .toList();
        }

        /** Returns who was listed before and is not any more. */
        List<String> vanished(boolean confirmed) {
            return known.stream()
                    .filter(each -> each.topicArn().equals(topicArn) && each.confirmed() == confirmed)
                    .filter(each -> !each.isListed(now))
                    .map(KnownSubscriber::endpoint)
                    .sorted()
                    .toList();
        }
    }

    /** Judges the subscriptions to alerts: somebody must have confirmed one. */
    public HealthFinding required(String topicArn, List<Subscription> now, List<KnownSubscriber> known) {
        return finding(new Listed(topicArn, now, known), true);
    }

    /** Judges the subscriptions to a topic that may have none, unless it had some. */
    public HealthFinding optional(String topicArn, List<Subscription> now, List<KnownSubscriber> known) {
        return finding(new Listed(topicArn, now, known), false);
    }

    private HealthFinding finding(Listed listed, boolean required) {
        String topic = listed.topicArn();
        List<String> what = new ArrayList<>();
        List<String> left = listed.vanished(true);
        if (listed.nobodyConfirmed() && (required || !left.isEmpty())) {
            what.add(
                    listed.now().isEmpty()
                            ? "Nobody is subscribed to %s, so alerts reach nobody.".formatted(topic)
                            : "No subscription to %s is confirmed, so alerts reach nobody.".formatted(topic));
        }
        if (listed.nobodyConfirmed() && !left.isEmpty()) {
            what.add("No longer subscribed: %s.".formatted(few(left)));
        }
        if (!listed.pending().isEmpty()) {
            what.add("These subscriptions to %s are not confirmed and get nothing: %s."
                    .formatted(topic, few(listed.pending())));
        }
        if (!listed.vanished(false).isEmpty()) {
            what.add("Nobody confirmed these subscriptions to %s within 48 hours, so SNS deleted them: %s."
                    .formatted(topic, few(listed.vanished(false))));
        }
        return what.isEmpty()
                ? new Ok(Component.SUBSCRIPTION, fine(listed))
                : new Problem(Component.SUBSCRIPTION, String.join(" ", what), remedy(listed));
    }

    private static String fine(Listed listed) {
        return listed.now().isEmpty()
                ? "Nobody is subscribed to %s; that is optional.".formatted(listed.topicArn())
                : "All subscriptions to %s are confirmed (%d)."
                        .formatted(listed.topicArn(), listed.now().size());
    }

    private String remedy(Listed listed) {
        if (!listed.pending().isEmpty()) {
            return "Follow the link in the mail \"AWS Notification - Subscription Confirmation\" within 48 hours; to get that mail again: "
                    + subscribe(listed, listed.pending().getFirst());
        }
        List<String> lapsed = listed.vanished(false);
        return lapsed.isEmpty()
                ? "Set alertEmail in cdk.json and deploy, or run: " + subscribe(listed, "ADDRESS")
                : "Subscribe again, and follow the link in the mail within 48 hours: %s. What nobody needs any more is forgotten after 30 days."
                        .formatted(subscribe(listed, lapsed.getFirst()));
    }

    private String subscribe(Listed listed, String endpoint) {
        return "aws sns subscribe --topic-arn %s --protocol email --notification-endpoint %s --region %s"
                .formatted(listed.topicArn(), ShellWord.quoted(endpoint), region);
    }

    /** Anybody may subscribe thousands of addresses. */
    private static String few(List<String> all) {
        String some = String.join(", ", all.subList(0, Math.min(MOST_LISTED, all.size())));
        return all.size() <= MOST_LISTED ? some : some + ", and %d more".formatted(all.size() - MOST_LISTED);
    }
}
