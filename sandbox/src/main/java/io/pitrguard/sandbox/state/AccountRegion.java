package io.pitrguard.sandbox.state;

/**
 * An account in a region, with the ARNs of its resources.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 */
public record AccountRegion(String partition, String region, String account) {

    /** Returns the ARN of a DynamoDB table. */
    public String table(String name) {
        return "arn:%s:dynamodb:%s:%s:table/%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of a Kinesis data stream. */
    public String kinesisStream(String name) {
        return "arn:%s:kinesis:%s:%s:stream/%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of a key in KMS. */
    public String key(String id) {
        return "arn:%s:kms:%s:%s:key/%s".formatted(partition, region, account, id);
    }

    /** Returns the ARN of an SNS topic. */
    public String topic(String name) {
        return "arn:%s:sns:%s:%s:%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of an SQS queue. */
    public String queue(String name) {
        return "arn:%s:sqs:%s:%s:%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of an AWS Config rule. */
    public String configRule(String id) {
        return "arn:%s:config:%s:%s:config-rule/%s".formatted(partition, region, account, id);
    }

    /** Returns the ARN of a configuration recorder. */
    public String recorder(String name, String id) {
        return "arn:%s:config:%s:%s:configuration-recorder/%s/%s".formatted(partition, region, account, name, id);
    }

    /** Returns the ARN of a trail. */
    public String trail(String name) {
        return "arn:%s:cloudtrail:%s:%s:trail/%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of a rule on the default event bus. */
    public String eventRule(String name) {
        return "arn:%s:events:%s:%s:rule/%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of an event bus. */
    public String eventBus(String name) {
        return "arn:%s:events:%s:%s:event-bus/%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of a scalable target. */
    public String scalableTarget(String id) {
        return "arn:%s:application-autoscaling:%s:%s:scalable-target/%s".formatted(partition, region, account, id);
    }

    /** Returns the beginning of the ARN of a scaling policy or scheduled action of a table or index. */
    public String autoscaling(String kind, String id, String resource) {
        return "arn:%s:autoscaling:%s:%s:%s:%s:resource/dynamodb/%s"
                .formatted(partition, region, account, kind, id, resource);
    }

    /** Returns the ARN of an alarm. */
    public String alarm(String name) {
        return "arn:%s:cloudwatch:%s:%s:alarm:%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of an event source mapping. */
    public String eventSourceMapping(String id) {
        return "arn:%s:lambda:%s:%s:event-source-mapping:%s".formatted(partition, region, account, id);
    }

    /** Returns the ARN of a Lambda function. */
    public String function(String name) {
        return "arn:%s:lambda:%s:%s:function:%s".formatted(partition, region, account, name);
    }

    /** Returns the ARN of the role that Application Auto Scaling itself works with on tables. */
    public String scalingRole() {
        return ("arn:%s:iam::%s:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable")
                .formatted(partition, account);
    }

    /** Returns the ARN of the role that AWS Config itself works with. */
    public String configRole() {
        return "arn:%s:iam::%s:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
                .formatted(partition, account);
    }

    /** Returns the ARN of the only principal of the sandbox. */
    public String user() {
        return "arn:%s:iam::%s:user/sandbox".formatted(partition, account);
    }

    /** Returns the id of the only principal of the sandbox. */
    public String userId() {
        return "AIDASANDBOXEXAMPLE";
    }
}
