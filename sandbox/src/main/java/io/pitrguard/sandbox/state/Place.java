package io.pitrguard.sandbox.state;

/**
 * Where resources live: builds the ARNs of one account in one region.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 */
public record Place(String partition, String region, String account) {

    /** The ARN of a DynamoDB table. */
    public String table(String name) {
        return "arn:%s:dynamodb:%s:%s:table/%s".formatted(partition, region, account, name);
    }

    /** The ARN of an SNS topic. */
    public String topic(String name) {
        return "arn:%s:sns:%s:%s:%s".formatted(partition, region, account, name);
    }

    /** The ARN of the only principal of the sandbox. */
    public String user() {
        return "arn:%s:iam::%s:user/sandbox".formatted(partition, account);
    }
}
