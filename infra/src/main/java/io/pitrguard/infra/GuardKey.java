package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that encrypts alerts and logs: a new one, or the user's. */
final class GuardKey extends Construct {
    private static final List<String> PUBLISHING = List.of("kms:Decrypt", "kms:GenerateDataKey*");

    private final IKey key;

    /**
     * Creates the key, or takes the existing one.
     *
     * @param existing the ARN of the user's key; its policy is not changed
     */
    GuardKey(Construct scope, String id, String name, Optional<String> existing) {
        super(scope, id);
        key = existing.<IKey>map(arn -> Key.fromKeyArn(this, "Key", arn)).orElseGet(() -> create(name));
    }

    IKey key() {
        return key;
    }

    private Key create(String name) {
        Key made = Key.Builder.create(this, "Key")
                .alias("alias/" + name)
                .description("Encrypts the alerts and the logs of " + name + ".")
                .enableKeyRotation(true)
                // Nothing that outlives the stack needs it: the ledger is encrypted by DynamoDB.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        made.addToResourcePolicy(
                publishing("cloudwatch.amazonaws.com", Stack.of(this).getAccount()));
        made.addToResourcePolicy(publishing("events.amazonaws.com"));
        made.addToResourcePolicy(logging());
        return made;
    }

    private static PolicyStatement publishing(String service, String account) {
        PolicyStatement statement = publishing(service);
        statement.addCondition("StringEquals", Map.of("aws:SourceAccount", account));
        return statement;
    }

    /**
     * EventBridge does not send the source account, so that a condition on it would deny everything.
     * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
     */
    private static PolicyStatement publishing(String service) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(service)))
                .actions(PUBLISHING)
                .resources(List.of("*"))
                .build();
    }

    /** The principal of CloudWatch Logs has the region in its name. */
    private PolicyStatement logging() {
        Stack stack = Stack.of(this);
        String groups = stack.formatArn(ArnComponents.builder()
                .service("logs")
                .resource("log-group")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("logs." + stack.getRegion() + "." + stack.getUrlSuffix())))
                .actions(List.of(
                        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"))
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)))
                .build();
    }
}
