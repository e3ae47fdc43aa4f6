package io.pitrguard.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.constructs.Construct;

/** What every stack of pitr-guard has: a region of its own, versions that follow their layers, and what owners require. */
abstract class GuardStack extends Stack {
    // Without these, a published version ignores its layers, and another policy would never reach the alias.
    private static final List<String> VERSIONED =
            List.of("@aws-cdk/aws-lambda:recognizeLayerVersion", "@aws-cdk/aws-lambda:recognizeVersionProps");

    // Some regions refuse tags on these: cfn-lint's schemas have none for dashboards, and none for event source
    // mappings in China.
    private static final TagProps UNTAGGED = TagProps.builder()
            .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard", "AWS::Lambda::EventSourceMapping"))
            .build();

    GuardStack(Construct scope, String name, StackProps props) {
        super(scope, name, props);
        VERSIONED.forEach(flag -> getNode().setContext(flag, true));
        refuseOtherRegions();
    }

    /** Names and ARNs in the template are those of the region that it was synthesized for. */
    private void refuseOtherRegions() {
        if (!Token.isUnresolved(getRegion())) {
            new CfnRule(this, "SynthesizedRegion")
                    .addAssertion(
                            Fn.conditionEquals(Aws.REGION, getRegion()),
                            "This template was synthesized for %s. Set AWS_REGION to the region to deploy to, and synthesize it again."
                                    .formatted(getRegion()));
        }
    }

    /** Adds tags, and bounds all roles. */
    final void own(DeploymentOptions.Ownership ownership) {
        ownership.tags().forEach((key, value) -> Tags.of(this).add(key, value, UNTAGGED));
        ownership
                .permissionsBoundary()
                .ifPresent(policy -> PermissionsBoundary.of(this)
                        .apply(
                                policy.startsWith("arn:")
                                        ? ManagedPolicy.fromManagedPolicyArn(this, "Boundary", policy)
                                        : ManagedPolicy.fromManagedPolicyName(this, "Boundary", policy)));
    }
}
