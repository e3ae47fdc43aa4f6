package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What only the organization's deployment has. */
class OrganizationHubTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE = template(Map.of());
    private static final String STACK_SET = "AWS::CloudFormation::StackSet";

    @Test
    void theBusTakesEventsFromTheOrganizationAndNobodyElse() {
        Map<String, Object> policy = Synth.resource(TEMPLATE, "AWS::Events::EventBusPolicy");

        assertThat(new TemplateValues(TEMPLATE, HERE).tree(Synth.at(policy, "Properties", "Statement")))
                .isEqualTo(Map.of(
                        "Sid", "Members",
                        "Effect", "Allow",
                        "Principal", "*",
                        "Action", "events:PutEvents",
                        "Resource", "arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization",
                        "Condition", Map.of("StringEquals", Map.of("aws:PrincipalOrgID", "o-a1b2c3d4e5"))));
    }

    @Test
    void aRuleSendsTheSameCallsOnToTheQueue() {
        Map<String, Object> ofBus = rule("pitr-guard-organization");
        Map<String, Object> ofAccount = rule("pitr-guard-drift");

        Map<String, Object> pattern = new LinkedHashMap<>(Synth.<Map<String, Object>>at(ofAccount, "EventPattern"));
        pattern.remove("account");
        assertThat(ofBus.get("EventPattern")).isEqualTo(pattern);
        assertThat(Synth.<Object>at(ofBus, "Targets", 0, "Arn")).isEqualTo(Synth.at(ofAccount, "Targets", 0, "Arn"));
        assertThat(ofBus).containsKey("EventBusName");
        assertThat(Synth.resources(TEMPLATE, "AWS::SQS::QueuePolicy").values().stream()
                        .map(policy -> Synth.texts(policy))
                        .filter(texts -> texts.stream().anyMatch(text -> text.startsWith("OrganizationBusRule"))))
                .as("the queue lets it")
                .hasSize(1);
    }

    @Test
    void theFunctionsKnowTheBusTheRoleAndTheScope() {
        Map<String, Object> environment = environment(
                template(Map.of("regions", "all", "memberRegions", "us-east-1", "accounts", "111122223333")),
                "pitr-guard-place");

        assertThat(environment)
                .containsEntry("PITR_GUARD_MODE", "organization")
                .containsEntry("PITR_GUARD_MEMBER_ROLE", "pitr-guard-member")
                .containsEntry("PITR_GUARD_EXTERNAL_ID", "2b0c8f4e-8a43-4f2c-9a4a-0d3b6f1c7e55")
                .containsEntry("PITR_GUARD_ACCOUNTS", "111122223333")
                .containsEntry("PITR_GUARD_REGIONS", "all")
                .containsKeys("PITR_GUARD_SWEEPS_BUCKET", "PITR_GUARD_BUS_ARN")
                .doesNotContainKey("PITR_GUARD_UNITS");
        assertThat(new TemplateValues(TEMPLATE, HERE).text(environment.get("PITR_GUARD_BUS_ARN")))
                .isEqualTo("arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization");
    }

    @Test
    void onlyThePlanKnowsTheAggregator() {
        Template template = template(Map.of("configAggregator", "organization"));

        assertThat(environment(template, "pitr-guard-plan"))
                .containsEntry("PITR_GUARD_CONFIG_AGGREGATOR", "organization");
        assertThat(environment(template, "pitr-guard-place")).doesNotContainKey("PITR_GUARD_CONFIG_AGGREGATOR");
        assertThat(environment(TEMPLATE, "pitr-guard-plan")).doesNotContainKey("PITR_GUARD_CONFIG_AGGREGATOR");
    }

    @Test
    void theFunctionsAssumeTheMemberRoleInTheOrganizationOnly() {
        for (String role : List.of("PlanRole", "PlaceRole", "DriftRole")) {
            assertThat(Deployed.statements(TEMPLATE, role))
                    .filteredOn(statement -> "sts:AssumeRole".equals(statement.get("Action")))
                    .singleElement()
                    .satisfies(statement -> {
                        assertThat(new TemplateValues(TEMPLATE, HERE).text(statement.get("Resource")))
                                .isEqualTo("arn:aws:iam::*:role/pitr-guard-member");
                        assertThat(statement.get("Condition"))
                                .isEqualTo(Map.of("StringEquals", Map.of("aws:ResourceOrgID", "o-a1b2c3d4e5")));
                    });
        }
        assertThat(Deployed.statements(TEMPLATE, "SummaryRole"))
                .noneMatch(statement -> "sts:AssumeRole".equals(statement.get("Action")));
    }

    /** moto skips this type, so nothing else tests it. */
    @Test
    void theStackSetGivesEveryAccountOfTheUnitsItsRoleAndRule() {
        TEMPLATE.hasResourceProperties(
                STACK_SET,
                Map.of(
                        "StackSetName", "pitr-guard-members",
                        "PermissionModel", "SERVICE_MANAGED",
                        "CallAs", "DELEGATED_ADMIN",
                        "AutoDeployment", Map.of("Enabled", true, "RetainStacksOnAccountRemoval", false),
                        "Capabilities", List.of("CAPABILITY_NAMED_IAM"),
                        "StackInstancesGroup",
                                List.of(Map.of(
                                        "DeploymentTargets", Map.of("OrganizationalUnitIds", List.of("r-ab12")),
                                        "Regions", List.of("eu-west-1"))),
                        "TemplateBody", Json.writePretty(MemberTemplate.body())));
        assertThat(Json.writePretty(MemberTemplate.body()))
                .as("CloudFormation's limit")
                .hasSizeLessThan(51_200);
    }

    @Test
    void theHomeRegionIsFirstBecauseTheRolesAreThere() {
        Template several =
                template(Map.of("regions", "us-east-1,eu-west-1,ap-south-1", "memberStackSet", "management"));
        List<String> regions = List.of("eu-west-1", "us-east-1", "ap-south-1");

        several.hasResourceProperties(
                STACK_SET,
                Map.of(
                        "CallAs", "SELF",
                        "OperationPreferences",
                                Match.objectLike(Map.of("RegionConcurrencyType", "SEQUENTIAL", "RegionOrder", regions)),
                        "StackInstancesGroup", List.of(Match.objectLike(Map.of("Regions", regions)))));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void theStackSetGetsTheValuesThatTheOutputPrints(boolean remediates, boolean rule) {
        Template template = Deployed.in(
                HERE.region(),
                Variant.organization(Map.of(
                        "organizationConfigRule",
                        Boolean.toString(rule),
                        "operatorRoles",
                        "ops",
                        "name",
                        "guard2",
                        "permissionsBoundary",
                        remediates ? "arn:aws:iam::123456789012:policy/team/bound" : "bound")),
                remediates ? Deployed.REMEDIATING : Deployed.ALERTING);
        TemplateValues values = new TemplateValues(template, HERE);
        Map<String, String> parameters = new LinkedHashMap<>();
        Synth.<List<Map<String, Object>>>at(Synth.resource(template, STACK_SET), "Properties", "Parameters")
                .forEach(parameter -> parameters.put(
                        values.text(parameter.get("ParameterKey")), values.text(parameter.get("ParameterValue"))));

        assertThat(parameters)
                .containsOnlyKeys(Synth.<Map<String, Object>>at(MemberTemplate.body(), "Parameters")
                        .keySet())
                .containsEntry("HubAccount", Synth.ACCOUNT)
                .containsEntry("HomeRegion", "eu-west-1")
                .containsEntry("HubBus", "guard2-organization")
                .containsEntry("MemberRoleName", "guard2-member")
                .containsEntry("ForwardName", "guard2-forward")
                .containsEntry("PermissionsBoundary", remediates ? "team/bound" : "bound")
                .containsEntry("Remediate", Boolean.toString(remediates))
                .containsEntry("ConfigRule", Boolean.toString(rule));
        assertThat(parameters.get("HubRoles"))
                .matches("arn:aws:iam::123456789012:role/PlanRole\\w+,[^,]*/PlaceRole\\w+,[^,]*/DriftRole\\w+,"
                        + (rule ? "[^,]*/ConfigRuleRole\\w+," : "")
                        + "arn:aws:iam::123456789012:role/ops");
        String printed = values.text(
                template.findOutputs("MemberParameters").get("MemberParameters").get("Value"));
        parameters.remove("ExternalId");
        parameters.forEach((key, value) -> assertThat(printed.split(" ")).contains(key + "=" + value));
        assertThat(printed).doesNotContain("ExternalId");
    }

    @Test
    void membersMayBeDeployedOtherwise() {
        Template template = template(Map.of("memberStackSet", "none", "memberOus", ""));

        template.resourceCountIs(STACK_SET, 0);
        assertThat(template.findOutputs("MemberParameters")).hasSize(1);
    }

    /** moto skips this type, too. */
    @Test
    void theOrganizationsRuleOfAwsConfigIsEvaluatedByTheHub() {
        Template template = template(Map.of("organizationConfigRule", "true", "excludeAccounts", "444455556666"));

        template.hasResourceProperties(
                "AWS::Config::OrganizationConfigRule",
                Map.of(
                        "OrganizationConfigRuleName", "pitr-guard",
                        "ExcludedAccounts", List.of("444455556666"),
                        "OrganizationCustomRuleMetadata",
                                Map.of(
                                        "LambdaFunctionArn",
                                        Map.of(
                                                "Fn::GetAtt",
                                                List.of(Match.stringLikeRegexp("^ConfigRuleFunction"), "Arn")),
                                        "Description",
                                        Match.anyValue(),
                                        "MaximumExecutionFrequency",
                                        "TwentyFour_Hours",
                                        "OrganizationConfigRuleTriggerTypes",
                                        List.of(
                                                "ConfigurationItemChangeNotification",
                                                "OversizedConfigurationItemChangeNotification",
                                                "ScheduledNotification"),
                                        "ResourceTypesScope",
                                        List.of("AWS::DynamoDB::Table"))));
        template.resourceCountIs("AWS::Config::ConfigRule", 0);
        // AWS Config of each member account invokes it, and a permission can name one account only.
        template.hasResourceProperties(
                "AWS::Lambda::Permission",
                Map.of("Principal", "config.amazonaws.com", "SourceAccount", Match.absent()));
        TEMPLATE.resourceCountIs("AWS::Config::OrganizationConfigRule", 0);
        TEMPLATE.resourceCountIs("AWS::Config::ConfigRule", 1);
    }

    private static Map<String, Object> rule(String name) {
        return Synth.resources(TEMPLATE, "AWS::Events::Rule").values().stream()
                .map(rule -> Synth.<Map<String, Object>>at(rule, "Properties"))
                .filter(rule -> rule.get("Name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> environment(Template template, String function) {
        return Synth.resources(template, "AWS::Lambda::Function").values().stream()
                .filter(each -> Synth.at(each, "Properties", "FunctionName").equals(function))
                .map(each -> Synth.<Map<String, Object>>at(each, "Properties", "Environment", "Variables"))
                .findFirst()
                .orElseThrow();
    }

    private static Template template(Map<String, String> more) {
        return Deployed.in(HERE.region(), Variant.organization(more));
    }
}
