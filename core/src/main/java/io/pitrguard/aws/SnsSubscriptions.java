package io.pitrguard.aws;

import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.port.Result;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

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
        try {
            return new Result.Success<>(
                    client.listSubscriptionsByTopicPaginator(b -> b.topicArn(topicArn)).subscriptions().stream()
                            .filter(one -> !DELETED.equals(one.subscriptionArn()))
                            .map(one -> new Subscription(
                                    String.valueOf(one.protocol()),
                                    String.valueOf(one.endpoint()),
                                    !PENDING.equals(one.subscriptionArn())))
                            .toList());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, topicArn, e));
        }
    }
}
