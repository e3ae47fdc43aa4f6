package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageOrder;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;

/**
 * Who is subscribed to a topic, from {@code ListSubscriptionsByTopic}.
 * https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 */
public final class SnsSubscriptions {
    /** What listing takes of the caller's permissions, on the topic. */
    public static final String ACTION = "sns:ListSubscriptionsByTopic";

    private static final String PENDING = "PendingConfirmation";
    private static final String DELETED = "Deleted";

    private final SnsClient client;

    /** Asks through this client. */
    public SnsSubscriptions(SnsClient client) {
        this.client = client;
    }

    /** Returns all subscriptions, without deleted ones that are still listed. */
    public Result<List<Subscription>> of(String topicArn) {
        PageOrder order = new PageOrder("the subscriptions to " + topicArn);
        List<Subscription> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        try {
            do {
                String token = next.orElse(null);
                ListSubscriptionsByTopicResponse page = client.listSubscriptionsByTopic(
                        b -> b.topicArn(topicArn).nextToken(token));
                page.subscriptions().stream()
                        .filter(one -> !DELETED.equals(one.subscriptionArn()))
                        .map(one -> new Subscription(
                                String.valueOf(one.protocol()),
                                String.valueOf(one.endpoint()),
                                !PENDING.equals(one.subscriptionArn())))
                        .forEach(all::add);
                next = Optional.ofNullable(page.nextToken()).filter(t -> !t.isEmpty());
                Optional<Cause> endless = order.refuse(next);
                if (endless.isPresent()) {
                    return new Result.Failure<>(endless.get());
                }
            } while (next.isPresent());
            return new Result.Success<>(all);
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, topicArn, e));
        }
    }
}
