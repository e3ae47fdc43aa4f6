package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What AWS Config and CloudTrail are made to do where the account has nothing of it. */
class RecordingTest {
    private static final Template TEMPLATE = Deployed.with(Map.of("createRecorder", "true", "createTrail", "true"));

    @Test
    void nothingIsMadeThatNobodyAskedFor() {
        Template template = Deployed.with(Map.of());

        for (String type : List.of(
                "AWS::Config::ConfigurationRecorder",
                "AWS::Config::DeliveryChannel",
                "AWS::Config::ConformancePack",
                "AWS::CloudTrail::Trail",
                "AWS::S3::Bucket")) {
            template.resourceCountIs(type, 0);
        }
    }

    @Test
    void aRecorderRecordsTablesOnly() {
        TEMPLATE.hasResourceProperties(
                "AWS::Config::ConfigurationRecorder",
                Map.of(
                        "RecordingGroup",
                        Map.of(
                                "AllSupported", false,
                                "IncludeGlobalResourceTypes", false,
                                "ResourceTypes", List.of("AWS::DynamoDB::Table"))));
        TEMPLATE.resourceCountIs("AWS::Config::DeliveryChannel", 1);
    }

    @Test
    void theRuleComesAfterTheRecorderAndThePermission() {
        List<String> after = Synth.at(Synth.resource(TEMPLATE, "AWS::Config::ConfigRule"), "DependsOn");

        assertThat(after)
                .anyMatch(id -> id.matches("Recorder[0-9A-F]{8}"))
                .anyMatch(id -> id.startsWith("RecorderChannel"))
                .anyMatch(id -> id.startsWith("ConfigRuleFunctionAwsConfig"));
    }

    @Test
    void aTrailLogsManagementEventsThatWrite() {
        TEMPLATE.hasResourceProperties(
                "AWS::CloudTrail::Trail",
                Map.of(
                        "IsLogging",
                        true,
                        "EventSelectors",
                        List.of(Map.of("IncludeManagementEvents", true, "ReadWriteType", "WriteOnly"))));
        assertThat(Synth.<List<String>>at(Synth.resource(TEMPLATE, "AWS::CloudTrail::Trail"), "DependsOn"))
                .anyMatch(id -> id.startsWith("RecordsBucketPolicy"));
    }

    @Test
    void recordsArePrivateAndExpire() {
        TEMPLATE.hasResource(
                "AWS::S3::Bucket",
                Map.of(
                        "DeletionPolicy",
                        "Retain",
                        "Properties",
                        Map.of(
                                "PublicAccessBlockConfiguration",
                                        Map.of(
                                                "BlockPublicAcls", true,
                                                "BlockPublicPolicy", true,
                                                "IgnorePublicAcls", true,
                                                "RestrictPublicBuckets", true),
                                "LifecycleConfiguration",
                                        Map.of(
                                                "Rules",
                                                List.of(Match.objectLike(
                                                        Map.of("ExpirationInDays", 400, "Status", "Enabled")))))));
        List<Map<String, Object>> statements = Synth.at(
                Synth.resource(TEMPLATE, "AWS::S3::BucketPolicy"), "Properties", "PolicyDocument", "Statement");
        assertThat(statements)
                .filteredOn(statement -> "Allow".equals(statement.get("Effect")))
                .hasSize(4)
                .allSatisfy(statement ->
                        assertThat(Synth.texts(statement.get("Condition"))).contains("aws:SourceAccount"));
    }

    @Test
    void aConformancePackHoldsTheRulesInsteadOfTheStack() {
        Template template = Deployed.with(Map.of("conformancePack", "true", "managedRule", "true"));

        template.resourceCountIs("AWS::Config::ConfigRule", 0);
        String body = String.join(
                "",
                Synth.texts(Synth.<Object>at(
                        Synth.resource(template, "AWS::Config::ConformancePack"), "Properties", "TemplateBody")));
        assertThat(body)
                .contains("CUSTOM_LAMBDA", "DYNAMODB_PITR_ENABLED", "OversizedConfigurationItemChangeNotification");
    }
}
