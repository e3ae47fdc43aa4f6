package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;

/**
 * Who is subscribed to a topic, from {@code ListSubscriptionsByTopic}, and the filter policy of a subscription, from
 * {@code GetSubscriptionAttributes}.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
public final class SnsSubscriptions {
    /** What listing takes of the caller's permissions, on the topic. */
    public static final String ACTION = "sns:ListSubscriptionsByTopic";

    /** What reading a filter policy takes of the caller's permissions; it takes no resource. */
    public static final String FILTER_ACTION = "sns:GetSubscriptionAttributes";

    private static final String PENDING = "PendingConfirmation";
    private static final String DELETED = "Deleted";

    private final SnsClient client;

    /** Asks through this client. */
    public SnsSubscriptions(SnsClient client) {
        this.client = client;
    }

    /** Returns all subscriptions, without deleted ones that are still listed. */
    public Result<List<Subscription>> of(String topicArn) {
        List<Subscription> found = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        String next = null;
        try {
            do {
                String token = next;
                ListSubscriptionsByTopicResponse page = client.listSubscriptionsByTopic(
                        b -> b.topicArn(topicArn).nextToken(token));
                page.subscriptions().stream()
                        .filter(one -> !DELETED.equals(one.subscriptionArn()))
                        .map(SnsSubscriptions::subscription)
                        .forEach(found::add);
                next = page.nextToken();
                if (next != null && trail.isEndless(next)) {
                    return new Result.Failure<>(
                            new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + ACTION + " on " + topicArn + "."));
                }
            } while (next != null && !next.isEmpty());
            return new Result.Success<>(found);
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, topicArn, e));
        }
    }

    /** Returns the filter policy of a confirmed subscription. */
    public Result<SubscriberFilter> filter(String subscriptionArn) {
        try {
            GetSubscriptionAttributesResponse answer =
                    client.getSubscriptionAttributes(b -> b.subscriptionArn(subscriptionArn));
            return answer.attributes().containsKey("TopicArn")
                    ? new Result.Success<>(FilterPolicies.read(answer.attributes()))
                    : new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered " + FILTER_ACTION + " on " + subscriptionArn + " without attributes."));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(FILTER_ACTION, subscriptionArn, e));
        }
    }

    private static Subscription subscription(software.amazon.awssdk.services.sns.model.Subscription one) {
        return new Subscription(
                String.valueOf(one.subscriptionArn()),
                String.valueOf(one.protocol()),
                String.valueOf(one.endpoint()),
                !PENDING.equals(one.subscriptionArn()));
    }
}
