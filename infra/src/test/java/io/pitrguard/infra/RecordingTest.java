package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.table.AccountRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What AWS Config and CloudTrail are made to do where the account has nothing of it. */
class RecordingTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE =
            Deployed.with(Map.of("createRecorder", "true", "createTrail", "true", "evidence", "false"));

    @Test
    void nothingIsMadeThatNobodyAskedFor() {
        Template template = Deployed.with(Map.of("evidence", "false"));

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
    void aRecorderRecordsTablesAndTheHistoryOfTheirComplianceOnly() {
        TEMPLATE.hasResourceProperties(
                "AWS::Config::ConfigurationRecorder",
                Map.of(
                        "RecordingGroup",
                        Map.of(
                                "AllSupported", false,
                                "IncludeGlobalResourceTypes", false,
                                "ResourceTypes", List.of("AWS::DynamoDB::Table", "AWS::Config::ResourceCompliance"))));
        TEMPLATE.resourceCountIs("AWS::Config::DeliveryChannel", 1);
    }

    @Test
    void theRecordersRoleMayWriteItsRecordsAndNothingElse() {
        TemplateValues values = new TemplateValues(TEMPLATE, WHERE);

        assertThat(Deployed.statements(TEMPLATE, "RecorderRole"))
                .extracting(one -> one.get("Action"), one -> below(values, one))
                .containsExactlyInAnyOrder(
                        tuple("s3:GetBucketAcl", ""), tuple("s3:PutObject", "/AWSLogs/123456789012/Config/*"));
        assertThat(Synth.<List<String>>at(Synth.resource(TEMPLATE, "AWS::Config::DeliveryChannel"), "DependsOn"))
                .anyMatch(id -> id.startsWith("RecorderRoleDefaultPolicy"));
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
    }

    @Test
    void oneTrailMayWriteBelowItsPrefixAndAskForNothingElse() {
        TemplateValues values = new TemplateValues(TEMPLATE, WHERE);
        String trail = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/pitr-guard";

        assertThat(grants("cloudtrail.amazonaws.com"))
                .extracting(one -> one.get("Action"), one -> below(values, one), one -> conditions(values, one))
                .containsExactlyInAnyOrder(
                        tuple("s3:GetBucketAcl", "", Map.of("aws:SourceArn", trail)),
                        tuple(
                                "s3:PutObject",
                                "/trail/AWSLogs/123456789012/*",
                                Map.of("aws:SourceArn", trail, "s3:x-amz-acl", "bucket-owner-full-control")));
    }

    @Test
    void awsConfigMayLookAndWriteForThisAccount() {
        TemplateValues values = new TemplateValues(TEMPLATE, WHERE);

        assertThat(grants("config.amazonaws.com"))
                .extracting(one -> one.get("Action"), one -> below(values, one), one -> conditions(values, one))
                .containsExactlyInAnyOrder(
                        tuple(
                                List.of("s3:GetBucketAcl", "s3:ListBucket"),
                                "",
                                Map.of("aws:SourceAccount", "123456789012")),
                        tuple(
                                "s3:PutObject",
                                "/AWSLogs/123456789012/Config/*",
                                Map.of(
                                        "aws:SourceAccount",
                                        "123456789012",
                                        "s3:x-amz-acl",
                                        "bucket-owner-full-control")));
    }

    private static List<Map<String, Object>> grants(String service) {
        List<Map<String, Object>> statements = Synth.at(
                Synth.resource(TEMPLATE, "AWS::S3::BucketPolicy"), "Properties", "PolicyDocument", "Statement");
        return statements.stream()
                .filter(statement -> Map.of("Service", service).equals(statement.get("Principal")))
                .toList();
    }

    /** What a statement names of the bucket: nothing is the bucket itself. */
    private static String below(TemplateValues values, Map<String, Object> statement) {
        Object on = statement.get("Resource");
        return Synth.at(on, "Fn::Join") == null
                ? ""
                : Synth.<List<?>>at(on, "Fn::Join", 1).stream()
                        .skip(1)
                        .map(values::text)
                        .collect(Collectors.joining());
    }

    private static Map<String, String> conditions(TemplateValues values, Map<String, Object> statement) {
        Map<String, String> conditions = new HashMap<>();
        Synth.<Map<String, Object>>at(statement, "Condition", "StringEquals")
                .forEach((key, value) -> conditions.put(key, values.text(value)));
        return conditions;
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
