package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The bucket with the reports of sweeps, and who may write to it. */
class EvidenceBucketTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE = Deployed.with(Map.of());

    @Test
    void isVersionedEncryptedPrivateAndOutlivesTheStack() {
        TEMPLATE.hasResource(
                "AWS::S3::Bucket",
                Map.of(
                        "DeletionPolicy",
                        "Retain",
                        "UpdateReplacePolicy",
                        "Retain",
                        "Properties",
                        Match.objectLike(Map.of(
                                "VersioningConfiguration",
                                Map.of("Status", "Enabled"),
                                "OwnershipControls",
                                Map.of("Rules", List.of(Map.of("ObjectOwnership", "BucketOwnerEnforced"))),
                                "BucketEncryption",
                                Match.objectLike(Map.of(
                                        "ServerSideEncryptionConfiguration",
                                        List.of(Map.of(
                                                "ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256"))))),
                                "PublicAccessBlockConfiguration",
                                Map.of(
                                        "BlockPublicAcls", true,
                                        "BlockPublicPolicy", true,
                                        "IgnorePublicAcls", true,
                                        "RestrictPublicBuckets", true)))));
    }

    @Test
    void takesRequestsOverTlsOnly() {
        TEMPLATE.hasResourceProperties(
                "AWS::S3::BucketPolicy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                List.of(Match.objectLike(Map.of(
                                        "Effect",
                                        "Deny",
                                        "Action",
                                        "s3:*",
                                        "Condition",
                                        Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))));
    }

    @Test
    void keepsReportsAsLongAsTheOptionSaysAndDeletedOnesForAMonth() {
        Deployed.with(Map.of("evidenceDays", "2555"))
                .hasResourceProperties(
                        "AWS::S3::Bucket",
                        Map.of(
                                "LifecycleConfiguration",
                                Map.of(
                                        "Rules",
                                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                                "ExpirationInDays",
                                                2555,
                                                "NoncurrentVersionExpiration",
                                                Map.of("NoncurrentDays", 30))))))));
    }

    /** The possibility alone costs nothing, and cannot be added later. */
    @Test
    void canBeLockedLater() {
        TEMPLATE.hasResourceProperties(
                "AWS::S3::Bucket", Map.of("ObjectLockEnabled", true, "ObjectLockConfiguration", Match.absent()));
    }

    @ParameterizedTest
    @CsvSource({"governance, GOVERNANCE", "compliance, COMPLIANCE"})
    void locksReportsWhereAskedTo(String option, String mode) {
        Deployed.with(Map.of("evidenceLockDays", "365", "evidenceLockMode", option))
                .hasResourceProperties(
                        "AWS::S3::Bucket",
                        Map.of(
                                "ObjectLockConfiguration",
                                Map.of(
                                        "ObjectLockEnabled",
                                        "Enabled",
                                        "Rule",
                                        Map.of("DefaultRetention", Map.of("Days", 365, "Mode", mode)))));
    }

    /** The user's key outlives the stack, as the bucket does; that of the stack does not. */
    @Test
    void isEncryptedWithTheUsersKey() {
        Deployed.with(Map.of("keyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd"))
                .hasResourceProperties(
                        "AWS::S3::Bucket",
                        Map.of(
                                "BucketEncryption",
                                Map.of(
                                        "ServerSideEncryptionConfiguration",
                                        List.of(Map.of(
                                                "BucketKeyEnabled",
                                                true,
                                                "ServerSideEncryptionByDefault",
                                                Map.of(
                                                        "KMSMasterKeyID",
                                                        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd",
                                                        "SSEAlgorithm",
                                                        "aws:kms"))))));
    }

    @Test
    void onlyWhatEndsSweepsMayWriteReportsAndNothingMayDeleteThem() {
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        String reports = values.arnOfOnly("AWS::S3::Bucket") + "/evidence/*";

        for (FunctionKind kind : List.of(FunctionKind.SWEEP, FunctionKind.DRIFT, FunctionKind.CONFIG_RULE)) {
            List<Map<String, Object>> onReports = Deployed.statements(TEMPLATE, FunctionRole.camelCase(kind)).stream()
                    .filter(statement -> String.valueOf(values.tree(statement.get("Resource")))
                            .contains(":s3:::"))
                    .toList();
            if (kind == FunctionKind.SWEEP) {
                assertThat(onReports).singleElement().satisfies(statement -> {
                    assertThat(statement.get("Action")).isEqualTo("s3:PutObject");
                    assertThat(values.tree(statement.get("Resource"))).isEqualTo(reports);
                });
            } else {
                assertThat(onReports).isEmpty();
            }
        }
    }

    @Test
    void theFunctionKnowsItsBucket() {
        List<Map<String, Object>> environments = Synth.resources(TEMPLATE, "AWS::Lambda::Function").values().stream()
                .map(function -> Synth.<Map<String, Object>>at(function, "Properties", "Environment", "Variables"))
                .filter(variables -> variables.containsKey(Settings.EVIDENCE_BUCKET))
                .toList();

        assertThat(environments)
                .singleElement()
                .satisfies(variables -> assertThat(variables).containsEntry(Settings.EVIDENCE_DAYS, "400"));
    }

    @Test
    void isNotMadeWhereNobodyWantsIt() {
        Template without = Deployed.with(Map.of("evidence", "false"));

        without.resourceCountIs("AWS::S3::Bucket", 0);
        assertThat(Synth.resources(without, "AWS::CloudWatch::Alarm").values())
                .noneMatch(alarm ->
                        Synth.<String>at(alarm, "Properties", "AlarmName").endsWith("evidence-failed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "evidence=false,evidenceLockDays=1; There is nothing to lock",
                "evidenceDays=30,evidenceLockDays=31; Write at most evidenceDays, which is 30",
                "evidenceLockDays=0; Write a whole number from 1 to 36500",
                "evidenceLockMode=strict; Write governance or compliance"
            })
    void refusesWhatCannotBe(String options, String problem) {
        Map<String, String> context = new HashMap<>();
        for (String pair : options.split(",")) {
            context.put(pair.split("=")[0], pair.split("=")[1]);
        }

        assertThatThrownBy(() -> DeploymentOptions.read(context, Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining(problem);
    }
}
