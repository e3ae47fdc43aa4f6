package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.selfcheck.DriftRoute;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What makes the functions run: a schedule, calls to DynamoDB, AWS Config. */
class TriggersTest {
    private static final Template TEMPLATE = Deployed.with(Map.of());

    @Test
    void sweepsHourlyWithinAWindow() {
        TEMPLATE.hasResourceProperties(
                "AWS::Scheduler::Schedule",
                Map.of(
                        "ScheduleExpression", "rate(1 hour)",
                        "FlexibleTimeWindow", Map.of("Mode", "FLEXIBLE", "MaximumWindowInMinutes", 10),
                        "Target",
                                Match.objectLike(Map.of(
                                        "Arn", alias("SweepFunction"),
                                        "DeadLetterConfig", Match.anyValue(),
                                        // The scheduler's own event is what the function understands.
                                        "Input", Match.absent(),
                                        "RetryPolicy",
                                                Map.of(
                                                        "MaximumEventAgeInSeconds", 1800,
                                                        "MaximumRetryAttempts", 10)))));
    }

    @ParameterizedTest
    @CsvSource({"30, rate(30 minutes)", "90, rate(90 minutes)", "120, rate(2 hours)", "60, rate(1 hour)"})
    void sweepsAsOftenAsAsked(String minutes, String rate) {
        Deployed.with(Map.of("sweepMinutes", minutes, "sweepWindowMinutes", "0"))
                .hasResourceProperties(
                        "AWS::Scheduler::Schedule",
                        Map.of("ScheduleExpression", rate, "FlexibleTimeWindow", Map.of("Mode", "OFF")));
    }

    @Test
    void theScheduleIsMadeWhenItsRoleMayInvoke() {
        assertThat(Synth.<List<String>>at(Synth.resource(TEMPLATE, "AWS::Scheduler::Schedule"), "DependsOn"))
                .anyMatch(id -> id.startsWith("ScheduleRoleDefaultPolicy"))
                .anyMatch(id -> id.startsWith("SweepLive"));
    }

    @Test
    void takesTheCallsThatTheDocumentationLists() {
        TEMPLATE.hasResourceProperties(
                "AWS::Events::Rule",
                Map.of(
                        "EventPattern",
                        Map.of(
                                "account", List.of(Map.of("Ref", "AWS::AccountId")),
                                "source", List.of("aws.dynamodb"),
                                "detail-type", List.of("AWS API Call via CloudTrail"),
                                "detail",
                                        Map.of(
                                                "eventSource", List.of("dynamodb.amazonaws.com"),
                                                "eventName", DriftRoute.CALLS,
                                                "errorCode", List.of(Map.of("exists", false))))));
    }

    /** The self-check compares the deployed rule with these. */
    @Test
    void theSelfCheckExpectsThePatternAndTheQueueThatAreDeployed() {
        Template template = Deployed.in("eu-west-1", Map.of());
        DriftRoute route = new DriftRoute(
                new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1"), DriftTrigger.ruleName("pitr-guard"));
        Map<String, Object> rule = Synth.at(Synth.resource(template, "AWS::Events::Rule"), "Properties");
        TemplateValues values = new TemplateValues(template, route.where());

        assertThat(rule).containsEntry("Name", route.name());
        assertThat(values.text(Synth.at(rule, "Targets", 0, "Arn"))).isEqualTo(route.queueArn());
        Map<String, Set<String>> deployed = new HashMap<>();
        flatten("", Synth.at(rule, "EventPattern"), deployed);
        assertThat(deployed).isEqualTo(route.pattern());
    }

    private static void flatten(String path, Object pattern, Map<String, Set<String>> fields) {
        switch (pattern) {
            case Map<?, ?> inner ->
                inner.forEach(
                        (key, value) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, value, fields));
            case List<?> values ->
                fields.put(
                        path,
                        values.stream()
                                .map(value -> value instanceof String text ? text : Json.write(value))
                                .collect(Collectors.toSet()));
            default -> throw new AssertionError(path);
        }
    }

    @Test
    void theQueueWaitsSixTimesTheTimeoutAndGivesUpAfterFiveTries() {
        TEMPLATE.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of(
                        "QueueName",
                        "pitr-guard-drift",
                        "VisibilityTimeout",
                        6 * FunctionSpec.of(FunctionKind.DRIFT).timeoutSeconds(),
                        "SqsManagedSseEnabled",
                        true,
                        "RedrivePolicy",
                        Match.objectLike(Map.of("maxReceiveCount", 5))));
        // The name that ./pitr-guard redrive looks for.
        TEMPLATE.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of("QueueName", "pitr-guard-drift-dlq", "MessageRetentionPeriod", 14 * 24 * 3600));
    }

    @Test
    void onlyTheRuleMaySendToTheQueue() {
        Map<String, Object> policy = Synth.resources(TEMPLATE, "AWS::SQS::QueuePolicy").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("CallsQueue"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();

        List<Map<String, Object>> statements = Synth.at(policy, "Properties", "PolicyDocument", "Statement");
        assertThat(statements)
                .filteredOn(statement -> "Allow".equals(statement.get("Effect")))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.get("Principal")).isEqualTo(Map.of("Service", "events.amazonaws.com"));
                    assertThat(Synth.<String>at(statement, "Condition", "ArnEquals", "aws:SourceArn", "Fn::GetAtt", 0))
                            .startsWith("TriggerRule");
                });
    }

    @Test
    void theFunctionTakesBatchesAndAnswersMessageByMessage() {
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "BatchSize", 10,
                        "FunctionName", alias("DriftFunction"),
                        "FunctionResponseTypes", List.of("ReportBatchItemFailures"),
                        "ScalingConfig", Map.of("MaximumConcurrency", 5)));
    }

    @Test
    void everyQueueIsEncryptedAndRefusesPlainConnections() {
        TEMPLATE.allResourcesProperties("AWS::SQS::Queue", Map.of("SqsManagedSseEnabled", true));
        assertThat(Synth.resources(TEMPLATE, "AWS::SQS::QueuePolicy"))
                .hasSameSizeAs(Synth.resources(TEMPLATE, "AWS::SQS::Queue"));
    }

    @Test
    void theConfigRuleSubscribesToAllThreeMessagesOfTables() {
        TEMPLATE.hasResourceProperties(
                "AWS::Config::ConfigRule",
                Map.of(
                        "ConfigRuleName", "pitr-guard",
                        "Scope", Map.of("ComplianceResourceTypes", List.of("AWS::DynamoDB::Table")),
                        "Source",
                                Map.of(
                                        "Owner", "CUSTOM_LAMBDA",
                                        "SourceIdentifier",
                                                Map.of(
                                                        "Fn::GetAtt",
                                                        List.of(Match.stringLikeRegexp("^ConfigRuleFunction"), "Arn")),
                                        "SourceDetails",
                                                List.of(
                                                        Map.of(
                                                                "EventSource", "aws.config",
                                                                "MessageType", "ConfigurationItemChangeNotification"),
                                                        Map.of(
                                                                "EventSource", "aws.config",
                                                                "MessageType",
                                                                        "OversizedConfigurationItemChangeNotification"),
                                                        Map.of(
                                                                "EventSource", "aws.config",
                                                                "MessageType", "ScheduledNotification",
                                                                "MaximumExecutionFrequency", "TwentyFour_Hours")))));
    }

    @Test
    void onlyConfigOfThisAccountMayInvokeTheRulesFunction() {
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Permission",
                Map.of(
                        "Action", "lambda:InvokeFunction",
                        "Principal", "config.amazonaws.com",
                        "SourceAccount", Map.of("Ref", "AWS::AccountId")));
        TEMPLATE.resourceCountIs("AWS::Lambda::Permission", 1);
    }

    @Test
    void thereIsNoConfigRuleWhereNobodyWantsOne() {
        Template template = Deployed.with(Map.of("configRule", "false"));

        template.resourceCountIs("AWS::Config::ConfigRule", 0);
        template.resourceCountIs("AWS::Lambda::Function", 2);
    }

    @Test
    void theManagedRuleStandsBesideOursWhereAskedFor() {
        Template template = Deployed.with(Map.of("managedRule", "true", "configHours", "6"));

        template.hasResourceProperties(
                "AWS::Config::ConfigRule",
                Map.of("Source", Map.of("Owner", "AWS", "SourceIdentifier", "DYNAMODB_PITR_ENABLED")));
        template.hasResourceProperties(
                "AWS::Config::ConfigRule",
                Map.of(
                        "Source",
                        Match.objectLike(Map.of(
                                "SourceDetails",
                                Match.arrayWith(List.of(
                                        Match.objectLike(Map.of("MaximumExecutionFrequency", "Six_Hours"))))))));
    }

    @Test
    void everythingCarriesTheTagsAndTheBoundary() {
        Template template = Deployed.with(Map.of("tags", "team=data", "permissionsBoundary", "bound", "name", "guard"));

        template.allResourcesProperties(
                "AWS::Lambda::Function",
                Map.of("Tags", Match.arrayWith(List.of(Map.of("Key", "team", "Value", "data")))));
        template.allResourcesProperties("AWS::IAM::Role", Map.of("PermissionsBoundary", Match.anyValue()));
        template.hasResourceProperties("AWS::SQS::Queue", Map.of("QueueName", "guard-drift"));
        template.hasResourceProperties("AWS::DynamoDB::Table", Map.of("TableName", "guard-ledger"));
    }

    @Test
    void whatSomeRegionCannotTagCarriesNoTags() {
        Template template = Deployed.with(Map.of("tags", "team=data"));

        for (String type : List.of("AWS::CloudWatch::Dashboard", "AWS::Lambda::EventSourceMapping")) {
            assertThat(Synth.<Map<String, Object>>at(Synth.resource(template, type), "Properties"))
                    .as(type)
                    .doesNotContainKey("Tags");
        }
    }

    @Test
    void theAppSaysWhatToRunWhereThePackageIsMissing(@TempDir Path folder) {
        Path policy = Synth.policy(folder, Deployed.ALERTING);

        assertThatThrownBy(() -> Main.compose(
                        new App(),
                        Map.of("policyFile", policy.toString()),
                        folder.resolve("none.zip"),
                        Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("Build it with: mvn ");
    }

    private static Map<String, Object> alias(String function) {
        return Map.of(
                "Fn::Join",
                List.of(
                        "",
                        List.of(
                                Map.of("Fn::GetAtt", List.of(Match.stringLikeRegexp("^" + function), "Arn")),
                                ":live")));
    }
}
