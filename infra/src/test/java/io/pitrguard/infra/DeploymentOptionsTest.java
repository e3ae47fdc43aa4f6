package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.finding.Severity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentOptionsTest {
    private static DeploymentOptions read(Map<String, ?> context) {
        return DeploymentOptions.read(context, Optional.empty());
    }

    @Test
    void asksForNothingByDefault() {
        DeploymentOptions options = read(Map.of());

        assertThat(options.name()).isEqualTo("pitr-guard");
        assertThat(options.protection())
                .isEqualTo(new DeploymentOptions.Protection(
                        Path.of("policy.yaml"),
                        true,
                        new DeploymentOptions.Sweeps(60, 10, 10, Optional.empty()),
                        300,
                        new DeploymentOptions.Flapping(3, 24)));
        assertThat(options.notifications())
                .isEqualTo(new DeploymentOptions.Notifications(
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("default"),
                        false,
                        "https://github.com/pitr-guard/pitr-guard/blob/main",
                        24));
        assertThat(options.retention())
                .isEqualTo(new DeploymentOptions.Retention(
                        400,
                        90,
                        DeploymentOptions.LedgerLifecycle.RETAINED,
                        Optional.empty(),
                        Optional.of(new DeploymentOptions.Evidence(400, Optional.empty()))));
        assertThat(options.recording())
                .isEqualTo(new DeploymentOptions.Recording(true, Optional.of(24), false, false, false, false));
        assertThat(options.platform())
                .isEqualTo(new DeploymentOptions.Platform(DeploymentOptions.SnapStart.REGULAR, true, true));
        assertThat(options.ownership()).isEqualTo(new DeploymentOptions.Ownership(true, Optional.empty(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "alertMail, alertEmail",
        "alert-email, alertEmail",
        "alert_email, alertEmail",
        "AlertEmail, alertEmail",
        "createRecoder, createRecorder",
        "sweepMinute, sweepMinutes",
        "policyfile, policyFile",
        "fightLimit, flappingLimit",
        "fightHours, flappingHours",
        "remindHours, reminderHours",
        "unwellEmail, healthEmail",
    })
    void suggestsTheKeyThatWasMeant(String typed, String meant) {
        assertThatThrownBy(() -> read(Map.of(typed, "x")))
                .isInstanceOf(OptionsException.class)
                .hasMessage("Context key '" + typed + "' is unknown. Did you mean '" + meant + "'?");
    }

    @Test
    void listsTheKeysWhereNoneIsNear() {
        assertThatThrownBy(() -> read(Map.of("zebra", "x")))
                .hasMessageStartingWith("Context key 'zebra' is unknown. Known are name, policyFile, ")
                .hasMessageEndingWith("tags.");
    }

    @Test
    void ignoresKeysOfTheCdk() {
        assertThat(read(Map.of(
                        "@aws-cdk/core:checkSecretUsage", true,
                        "aws:cdk:enable-asset-metadata", true,
                        "availability-zones:account=123456789012:region=eu-west-1", List.of("a"),
                        "cli-telemetry", false)))
                .isEqualTo(read(Map.of()));
    }

    @Test
    void readsTextsNumbersListsAndObjectsAlike() {
        DeploymentOptions fromCommandLine = read(Map.of(
                "alertEmail", "ops@example.com, lead@example.com=high",
                "sweepMinutes", "30",
                "configRule", "false",
                "tags", "team=data platform,cost-centre=4711"));
        DeploymentOptions fromFile = read(Map.of(
                "alertEmail",
                List.of("ops@example.com", "lead@example.com=high"),
                "sweepMinutes",
                30.0,
                "configRule",
                false,
                "tags",
                Map.of("team", "data platform", "cost-centre", 4711)));

        assertThat(fromFile).isEqualTo(fromCommandLine);
        assertThat(fromFile.notifications().subscribers())
                .containsExactly(
                        new Subscriber("ops@example.com", Optional.empty()),
                        new Subscriber("lead@example.com", Optional.of(Severity.HIGH)));
        assertThat(fromFile.recording().rule()).isFalse();
        assertThat(fromFile.ownership().tags()).containsEntry("team", "data platform");
    }

    @Test
    void aListOfPairsIsReadToo() {
        assertThat(read(Map.of("tags", List.of("team=data platform")))
                        .ownership()
                        .tags())
                .containsExactly(Map.entry("team", "data platform"));
    }

    @Test
    void aSubscriberGetsItsSeverityAndThoseAbove() {
        assertThat(new Subscriber("a@b.c", Optional.of(Severity.HIGH)).severities())
                .containsExactlyInAnyOrder("high", "critical");
        assertThat(new Subscriber("a@b.c", Optional.empty()).severities())
                .containsExactlyInAnyOrder("low", "medium", "high", "critical");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | 9lives | name is '9lives'. Write 3 to 32 letters, digits and single hyphens, with a letter first and no hyphen last.",
                "managedRule | true | managedRule is 'true'. It requires the AWS Config rule: remove configRule=false or this.",
                "conformancePack | true | conformancePack is 'true'. It requires the AWS Config rule: remove configRule=false or this.",
                "liveHours | 1 | liveHours is '1'. Write a whole number from 2 to 168, or remove it.",
                "act | always | act is 'always'. Write policy or never.",
                "alertEmail | ops | alertEmail is 'ops'. Write an e-mail address, such as ops@example.com.",
                "alertEmail | a@b.io=urgent | alertEmail is 'urgent'. As a severity write one of low, medium, high, critical.",
                "alertEmail | a@b.io,a@b.io=high | alertEmail is 'a@b.io'. Write each address once.",
                "healthEmail | ops | healthEmail is 'ops'. Write an e-mail address, such as ops@example.com.",
                "sweepMinutes | 5 | sweepMinutes is '5'. Write a whole number from 15 to 1440.",
                "sweepMinutes | 1h | sweepMinutes is '1h'. Write a whole number from 15 to 1440.",
                "sweepWindowMinutes | 60 | sweepWindowMinutes is '60'. Write less than sweepMinutes, which is 60.",
                "configRule | yes | configRule is 'yes'. Write true or false.",
                "configHours | 2 | configHours is '2'. Write auto or none or 1 or 3 or 6 or 12 or 24.",
                "removalPolicy | delete | removalPolicy is 'delete'. Write retain or destroy.",
                "topicArn | alerts | topicArn is 'alerts'. Write the ARN of an SNS topic: arn:PARTITION:sns:REGION:ACCOUNT:NAME.",
                "footprint | small | footprint is 'small'. Write full or lean or minimal.",
                "docsUrl | docs | docsUrl is 'docs'. Write a URL: https://….",
                "keyArn | alias/mine | keyArn is 'alias/mine'. Write the ARN of a KMS key: arn:PARTITION:kms:REGION:ACCOUNT:key/ID.",
                "permissionsBoundary | a b | permissionsBoundary is 'a b'. Write the name or the ARN of an IAM policy.",
                "tags | team | tags is 'team'. Write key=value pairs with commas between them, or an object in cdk.json.",
                "tags | AWS:x=y | tags is 'AWS:x'. A key has at most 128 characters and does not begin with aws:; a value has at most 256.",
            })
    void refusesWithTheRemedy(String key, String value, String message) {
        Map<String, String> context = new HashMap<>(Map.of("configRule", "false"));
        context.put(key, value);

        assertThatThrownBy(() -> read(context)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pitr-guard", "abc", "a-1", "Guard2", "abcdefghijklmnopqrstuvwxyz-12345"})
    void takesNamesThatAllServicesTake(String name) {
        assertThat(read(Map.of("name", name)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "guard-", "guard--a", "-guard", "1guard", "a_b", "abcdefghijklmnopqrstuvwxyz-123456"})
    void refusesNamesThatSomeServiceRefuses(String name) {
        assertThatThrownBy(() -> read(Map.of("name", name)))
                .hasMessageStartingWith("name is '" + name + "'. Write 3 to 32 ");
    }

    @ParameterizedTest
    @CsvSource({
        "alertEmail, a@b.io, true",
        "topicArn, TOPIC, true",
        "chatTopicArn, TOPIC, true",
        "healthEmail, a@b.io, false"
    })
    void knowsWhetherSomebodyMayGetAlerts(String key, String value, boolean somebody) {
        String given = value.replace("TOPIC", "arn:aws:sns:eu-west-1:123456789012:ops");

        assertThat(read(Map.of(key, given)).notifications().hasRecipient()).isEqualTo(somebody);
    }

    @ParameterizedTest
    @CsvSource({"full, auto, 24", "lean, auto, ", "minimal, auto, ", "lean, 12, 12", "full, none, ", "full, 6.0, 6"})
    void evaluatesAllTablesInAwsConfigOnlyWhereThatIsPaidFor(String footprint, String hours, Integer expected) {
        assertThat(read(Map.of("footprint", footprint, "configHours", hours))
                        .recording()
                        .ruleHours())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void doesNotDestroyALedgerThatWasThereBefore() {
        assertThatThrownBy(() -> read(Map.of("existingLedger", "true", "removalPolicy", "destroy")))
                .hasMessageContaining("An existing ledger is never destroyed with the stack");
        assertThat(read(Map.of("existingLedger", "true")).retention().ledger())
                .isEqualTo(DeploymentOptions.LedgerLifecycle.REUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "many", "-1", "99999999999"})
    void refusesLogDaysThatCloudWatchDoesNotKnow(String days) {
        assertThatThrownBy(() -> read(Map.of("logDays", days)))
                .hasMessageStartingWith("logDays is '%s'. Write one of 1, 3, 5, 7, 14,".formatted(days));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatThrownBy(() -> read(Map.of("act", "x", "alertMail", "y", "logDays", "z")))
                .hasMessageContainingAll("'alertEmail'?", "act is 'x'", "logDays is 'z'");
    }

    @ParameterizedTest
    @CsvSource({
        "topicArn, arn:aws:sns:eu-west-1:123456789012:ops",
        "chatTopicArn, arn:aws:sns:eu-west-1:123456789012:ops",
        "keyArn, arn:aws:kms:eu-west-1:123456789012:key/1234abcd"
    })
    void refusesAnArnOfAnotherRegionWithTheRemedy(String key, String arn) {
        assertThatThrownBy(() -> DeploymentOptions.read(Map.of(key, arn), Optional.of("us-east-1")))
                .hasMessage(
                        key + " is '" + arn
                                + "'. It is in another region than the deployment: name one in us-east-1, or deploy to its region with AWS_REGION.");
        assertThat(DeploymentOptions.read(Map.of(key, arn), Optional.of("eu-west-1")))
                .isEqualTo(read(Map.of(key, arn)));
    }

    @Test
    void takesArnsOfAllPartitions() {
        DeploymentOptions options = read(Map.of(
                "topicArn", "arn:aws-cn:sns:cn-north-1:123456789012:alerts",
                "keyArn", "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd",
                "permissionsBoundary", "arn:aws-cn:iam::123456789012:policy/team/bound"));

        assertThat(options.notifications().topicArn()).contains("arn:aws-cn:sns:cn-north-1:123456789012:alerts");
        assertThat(options.retention().keyArn()).isPresent();
        assertThat(options.ownership().permissionsBoundary()).isPresent();
    }
}
