package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.selfcheck.SubscriberFilter.Delivery;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the filter policies of a topic's confirmed subscriptions let through.
 *
 * @param asked the subscriptions whose filter policy was read
 * @param unread why a filter policy could not be read, the first cause
 * @param notAsked the number of subscriptions that were not asked for
 */
public record FilteredSubscribers(String topicArn, List<Asked> asked, Optional<Cause> unread, int notAsked) {
    private static final int MOST_LISTED = 5;

    /** A confirmed subscription, and whether its filter policy lets anything through. */
    public record Asked(Subscription subscription, Delivery delivery) {
        /** Returns how little a subscriber gets, if nobody surely gets anything. */
        private String text() {
            return subscription.endpoint() + (delivery == Delivery.NONE ? " (gets nothing)" : " (may get nothing)");
        }
    }

    public FilteredSubscribers {
        asked = List.copyOf(asked);
    }

    /** Whether a subscriber gets anything. */
    public boolean reachesSomebody() {
        return asked.stream().anyMatch(each -> each.delivery() == Delivery.SOME);
    }

    /** Returns whether somebody gets it, by all that was asked; what was not read is undecided. */
    public Delivery delivery() {
        if (reachesSomebody()) {
            return Delivery.SOME;
        }
        boolean none =
                unread.isEmpty() && notAsked == 0 && asked.stream().allMatch(each -> each.delivery() == Delivery.NONE);
        return none ? Delivery.NONE : Delivery.UNDECIDED;
    }

    /**
     * Returns what is wrong with the filter policies; empty if a subscriber gets anything, or none is confirmed.
     *
     * @param region the region of the command in the remedy
     */
    public Optional<HealthFinding> finding(String region) {
        if (reachesSomebody()) {
            return Optional.empty();
        }
        if (unread.isPresent()) {
            return Optional.of(unknown(
                    "Whether filter policies let anything of %s through could not be read. %s"
                            .formatted(topicArn, unread.get().message()),
                    unread.get().worthAnotherTry() || unread.get().kind() == Cause.Kind.OUT_OF_TIME));
        }
        if (notAsked > 0) {
            return Optional.of(unknown(
                    "The filter policies of %s to %s drop everything, or may; those of %d more were not read."
                            .formatted(Counted.of(asked.size(), "subscription", "subscriptions"), topicArn, notAsked),
                    false));
        }
        return asked.isEmpty() ? Optional.empty() : Optional.of(filtered(region));
    }

    private HealthFinding filtered(String region) {
        return asked.stream().allMatch(each -> each.delivery() == Delivery.NONE)
                ? new HealthFinding.Problem(
                        Component.SUBSCRIPTION,
                        "Filter policies drop everything that is sent to %s: %s.".formatted(topicArn, names()),
                        remedy(region))
                : unknown(
                        "Filter policies may drop everything that is sent to %s; some have conditions that pitr-guard does not judge: %s. %s"
                                .formatted(topicArn, names(), remedy(region)),
                        false);
    }

    private static HealthFinding unknown(String what, boolean passing) {
        return new HealthFinding.Unknown(Component.SUBSCRIPTION, what, passing);
    }

    private String names() {
        String some = asked.stream().limit(MOST_LISTED).map(Asked::text).collect(Collectors.joining(", "));
        return asked.size() > MOST_LISTED ? some + ", and %d more".formatted(asked.size() - MOST_LISTED) : some;
    }

    private String remedy(String region) {
        return ("Subscribe somebody without a filter policy, or remove one: aws sns set-subscription-attributes"
                        + " --subscription-arn %s --attribute-name FilterPolicy --attribute-value '{}' --region %s")
                .formatted(asked.getFirst().subscription().arn(), region);
    }
}
