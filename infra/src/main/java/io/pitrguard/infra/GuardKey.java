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

/** The key that encrypts a stack's alerts and logs: a new one, or the user's. */
final class GuardKey extends Construct {
    private final IKey key;
    private final Use use;

    /** What a new key encrypts. */
    enum Use {
        ALERTS_AND_LOGS,
        /** The alerts are another stack's. */
        LOGS
    }

    /** Creates the key for alerts and logs, or takes the existing one. */
    GuardKey(Construct scope, String id, String name, Optional<String> existing) {
        this(scope, id, name, existing, Use.ALERTS_AND_LOGS);
    }

    /**
     * Creates the key, or takes the existing one.
     *
     * @param existing the ARN of the user's key; its policy is not changed
     */
    GuardKey(Construct scope, String id, String name, Optional<String> existing, Use use) {
        super(scope, id);
        this.use = use;
        key = existing.<IKey>map(arn -> Key.fromKeyArn(this, "Key", arn)).orElseGet(() -> create(name));
    }

    IKey key() {
        return key;
    }

    /** Returns the alias of a new key of the stack of this name. */
    static String aliasIn(String name) {
        return "alias/" + name;
    }

    private Key create(String name) {
        Key made = Key.Builder.create(this, "Key")
                .alias(aliasIn(name))
                .description(
                        "Encrypts %s of %s.".formatted(use == Use.LOGS ? "the logs" : "the alerts and the logs", name))
                .enableKeyRotation(true)
                // Nothing that outlives the stack needs it: the ledger is encrypted by DynamoDB.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        if (use == Use.ALERTS_AND_LOGS) {
            made.addToResourcePolicy(publishing());
        }
        made.addToResourcePolicy(logging());
        return made;
    }

    /** Alarms of this account, and nothing else, publish to the topics beside the functions. */
    private PolicyStatement publishing() {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
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
