package io.pitrguard.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.config.CfnOrganizationConfigRule;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;
import software.constructs.IDependable;

/** The AWS Config rule in every account of the organization, in this region, which the hub's function evaluates. */
final class OrganizationConfigRule extends Construct {
    private static final String PERMISSION = "AwsConfigOfMembers";

    /**
     * The rule's settings.
     *
     * @param hours how often it evaluates all tables; empty where it only evaluates changes
     * @param recorder the recorder, where the stack creates it
     */
    record Props(
            String name,
            Optional<Integer> hours,
            List<String> excludedAccounts,
            Function function,
            Optional<IDependable> recorder) {
        Props {
            excludedAccounts = List.copyOf(excludedAccounts);
        }
    }

    OrganizationConfigRule(Construct scope, String id, Props props) {
        super(scope, id);
        // Each member account's AWS Config calls, and a permission can name one account only: the function refuses
        // accounts that are not in the organization.
        props.function()
                .addPermission(
                        PERMISSION,
                        Permission.builder()
                                .principal(new ServicePrincipal("config.amazonaws.com"))
                                .build());
        CfnOrganizationConfigRule rule = CfnOrganizationConfigRule.Builder.create(this, "Rule")
                .organizationConfigRuleName(props.name())
                .excludedAccounts(props.excludedAccounts())
                .organizationCustomRuleMetadata(
                        CfnOrganizationConfigRule.OrganizationCustomRuleMetadataProperty.builder()
                                .lambdaFunctionArn(props.function().getFunctionArn())
                                .description(ConfigRuleSyntax.DESCRIPTION)
                                .resourceTypesScope(List.of(ConfigRuleSyntax.TABLE))
                                .organizationConfigRuleTriggerTypes(ConfigRuleSyntax.messages(props.hours()))
                                .maximumExecutionFrequency(props.hours()
                                        .map(ConfigRuleSyntax::frequency)
                                        .orElse(null))
                                .build())
                .build();
        rule.getNode().addDependency(props.function().getNode().findChild(PERMISSION));
        props.recorder().ifPresent(recorder -> rule.getNode().addDependency(recorder));
    }
}
