package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.selfcheck.SentAttributes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.SelfCheckView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import io.pitrguard.sandbox.traffic.Call;
import io.pitrguard.selfcheck.DeployedComponents;
import io.pitrguard.sweep.Policies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sweep of a deployed function looks whether it sees what it is there to see. */
class SweepSelfCheckTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:pitr-guard-drift";
    private static final String PATTERN = "{\"source\":[\"aws.dynamodb\"]}";

    private final SweepTestBed function = new SweepTestBed();
    private final Sandbox sandbox = function.aws.sandbox();
    private final String health = sandbox.topics().create("pitr-guard-health");

    @BeforeEach
    void deploy() {
        function.expected = new DeployedComponents(
                true,
                true,
                Optional.of("pitr-guard-drift"),
                Optional.of(function.topic),
                Optional.of(health),
                false,
                Optional.of(false),
                Optional.of(new DeployedComponents.Policies("abc", "abc")));
        function.ledger = Settings.LedgerSettings.NONE.in("pitr-guard-ledger");
        sandbox.tables().create("pitr-guard-ledger").keys("pk", "sk").enabled(35);
        sandbox.trails().create("audit").start();
        sandbox.eventRules().create("pitr-guard-drift", PATTERN).target("queue", QUEUE);
        subscribe("ops@example.com");
        sandbox.topics().confirm(function.topic, "ops@example.com");
    }

    @AfterEach
    void close() {
        function.close();
    }

    private void subscribe(String address) {
        sandbox.topics().subscribe(function.topic, "email", address);
    }

    private SelfCheckView sweep() throws IOException {
        SweepView view = function.run(SweepTestBed.HOURLY);
        return Objects.requireNonNull(view.sweep().selfCheck());
    }

    @Test
    void isSilentWhereAllIsWell() throws IOException {
        SelfCheckView self = sweep();

        assertThat(self.blindSpots()).isEmpty();
        assertThat(self.notification()).isNull();
        assertThat(function.metric("BlindSpots")).isZero();
        assertThat(function.mails()).isEmpty();
    }

    @Test
    void namesEveryBlindSpotWithItsRemedyInTheDigestAndTheMetric() throws IOException {
        sandbox.config().recorder().stop();
        sandbox.trails().get("audit").stop();
        sandbox.eventRules().get("pitr-guard-drift").disable();
        subscribe("new@example.com");

        SelfCheckView self = sweep();

        assertThat(self.blindSpots())
                .extracting(SelfCheckView.BlindSpotView::kind)
                .containsExactly("Recorder", "Trail", "EventRule", "Subscription");
        assertThat(self.blindSpots())
                .extracting(SelfCheckView.BlindSpotView::remedy)
                .allSatisfy(remedy -> assertThat(remedy).isNotBlank());
        assertThat(function.metric("BlindSpots")).isEqualTo(4);
        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message())
                        .contains(
                                "BLIND SPOTS OF PITR-GUARD ITSELF (4",
                                "is stopped",
                                "The trail audit is not logging",
                                "pitr-guard-drift is disabled",
                                "new@example.com"));
    }

    @Test
    void keepsNotifiedFindingsFromSweepToSweep() throws IOException {
        sandbox.trails().get("audit").delete();
        function.handle(SweepTestBed.HOURLY);
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);
        assertThat(function.mails()).hasSize(1);

        function.aws.time().advance(Duration.ofHours(24));
        function.handle(SweepTestBed.HOURLY);
        assertThat(function.mails()).hasSize(2);

        sandbox.trails().create("audit").start();
        function.handle(SweepTestBed.HOURLY);
        function.handle(SweepTestBed.HOURLY);
        assertThat(function.mails()).hasSize(3);
        assertThat(function.mails().getLast().message()).contains("Working again: Trail");
    }

    @Test
    void aRecorderThatRecordsOnlyOthersIsBlind() throws IOException {
        sandbox.config().recorder().records("AWS::S3::Bucket");

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("does not record tables"));
    }

    @Test
    void aRecorderOfEverythingButTablesIsBlind() throws IOException {
        sandbox.config().recorder().excludes("AWS::DynamoDB::Table");

        assertThat(sweep().blindSpots()).hasSize(1);
    }

    @Test
    void aRecorderOfTablesOnlySees() throws IOException {
        sandbox.config().recorder().records("AWS::DynamoDB::Table");

        assertThat(sweep().blindSpots()).isEmpty();
    }

    @Test
    void aRecorderThatFailsIsBlindAndSaysWhy() throws IOException {
        sandbox.config().recorder().failing("InsufficientDeliveryPolicyException", "no access to the bucket");

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot ->
                        assertThat(spot.what()).contains("fails: InsufficientDeliveryPolicyException: no access"));
    }

    @Test
    void anAccountWithoutARecorderIsBlind() throws IOException {
        sandbox.config().recorder(false);

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.remedy()).contains("-c createRecorder=true"));
    }

    @Test
    void theOrganizationsTrailIsEnough() throws IOException {
        sandbox.trails().get("audit").delete();
        sandbox.trails().addOrganization("org", "us-east-1", "999999999999").start();

        assertThat(sweep().blindSpots()).isEmpty();
    }

    @Test
    void whatTheOrganizationsTrailSelectsIsForItsOwnerToSee() throws IOException {
        sandbox.trails().get("audit").delete();
        sandbox.trails().addOrganization("org", "us-east-1", "999999999999").basic("""
                [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true}]""");

        assertThat(sweep().blindSpots()).isEmpty();
    }

    @Test
    void aTrailOfAnotherRegionIsAskedForAtItsHome() throws IOException {
        sandbox.trails().get("audit").delete();
        sandbox.trails().addShadow("all-regions", "us-east-1").writeOnly();

        assertThat(sweep().blindSpots()).isEmpty();
    }

    @Test
    void aTrailOfAnotherRegionThatLogsOnlyReadsIsBlind() throws IOException {
        sandbox.trails().get("audit").delete();
        sandbox.trails().addShadow("all-regions", "us-east-1").readOnly();

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("The trail all-regions does not log"));
    }

    @Test
    void notifiesAgainOnceThereIsAConfirmedSubscriber() throws IOException {
        sandbox.topics().unsubscribe(function.topic, "ops@example.com");
        subscribe("late@example.com");
        sandbox.tables().create("off").disabled();
        sandbox.trails().get("audit").stop();
        function.handle(SweepTestBed.HOURLY);

        sandbox.topics().confirm(function.topic, "late@example.com");
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);

        assertThat(function.mails()).hasSize(2);
        assertThat(function.mails().getLast().message()).contains("off", "is not logging");
    }

    @Test
    void sendsItsDigestHoweverManySubscribeAndDoNotConfirm() throws IOException {
        for (int i = 0; i < 1_500; i++) {
            subscribe("%04d-%s@example.com".formatted(i, "x".repeat(200)));
        }
        sandbox.tables().create("off").disabled();

        function.handle(SweepTestBed.HOURLY);
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);

        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("1. off", "and 1495 more"));
    }

    @Test
    void aSubscriptionThatSnsDeletedUnconfirmedStaysABlindSpot() throws IOException {
        subscribe("late@example.com");
        function.handle(SweepTestBed.HOURLY);
        sandbox.topics().unsubscribe(function.topic, "late@example.com");
        function.aws.time().advance(Duration.ofHours(49));

        function.handle(SweepTestBed.HOURLY);

        assertThat(function.mails().getLast().message()).contains("SNS deleted them: late@example.com.");
    }

    @Test
    void aSubscriberWhoseFilterPolicyDropsEverythingIsNotEnough() throws IOException {
        sandbox.topics()
                .filter(
                        function.topic,
                        "ops@example.com",
                        new Filter("{\"team\":[\"payments\"]}", Filter.Scope.MessageAttributes));

        assertThat(sweep().blindSpots()).singleElement().satisfies(spot -> {
            assertThat(spot.kind()).isEqualTo("Subscription");
            assertThat(spot.what()).contains("ops@example.com (gets nothing)");
            assertThat(spot.remedy())
                    .contains("aws sns set-subscription-attributes --subscription-arn " + function.topic);
        });
    }

    /** Whatever AWS answers, a filter policy that was not read is never taken for one that lets alerts through. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "DENIED",
                "THROTTLED",
                "SERVER_ERROR",
                "UNAVAILABLE",
                "MALFORMED",
                "NOT_HTTP",
                "EMPTY",
                "CONNECTION_DROPPED",
                "VALIDATION"
            })
    void aFilterPolicyThatCouldNotBeReadIsABlindSpot(Effect effect) throws IOException {
        sandbox.faults().add(Fault.on("GetSubscriptionAttributes", effect));

        assertThat(sweep().blindSpots()).singleElement().satisfies(spot -> {
            assertThat(spot.kind()).isEqualTo("Subscription");
            assertThat(spot.what()).contains("let anything of " + function.topic + " through could not be read.");
            assertThat(spot.remedy()).isNull();
        });
        assertThat(function.metric("BlindSpots")).isEqualTo(1);
    }

    @Test
    void anAlertThatEveryFilterPolicyDropsDoesNotCountAsNotified() throws IOException {
        Filter critical = new Filter("{\"severity\":[\"critical\"]}", Filter.Scope.MessageAttributes);
        sandbox.topics().filter(function.topic, "ops@example.com", critical);
        sandbox.tables().create("off").disabled();

        assertThat(sweep().blindSpots()).as("something may reach it").isEmpty();
        function.aws.time().advance(Duration.ofHours(1));
        sandbox.topics().filter(function.topic, "ops@example.com", Filter.NONE);
        function.handle(SweepTestBed.HOURLY);
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);

        assertThat(function.mails()).as("nobody got the first").hasSize(2);
        assertThat(function.mails().getLast().message()).contains("off").doesNotContain("Repeated?");
    }

    @Test
    void everyAttributeOfADigestIsOneThatFilterPoliciesAreJudgedBy() throws IOException {
        sandbox.trails().get("audit").stop();
        sweep();

        SentAttributes sent = SentAttributes.alerts(new AccountRegion("aws", "123456789012", "eu-west-1"));
        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> mail.attributes()
                        .forEach((name, value) -> assertThat(sent.known().getOrDefault(name, Set.of(value.value())))
                                .as(name)
                                .contains(value.value())));
        assertThat(function.mails().getFirst().attributes().keySet())
                .isSubsetOf(Stream.concat(sent.known().keySet().stream(), sent.any().stream())
                        .toList())
                .containsAll(sent.known().keySet());
    }

    @Test
    void aTopicWithoutASubscriberDoesNotCountAsNotified() throws IOException {
        sandbox.topics().unsubscribe(function.topic, "ops@example.com");
        sandbox.tables().create("off").disabled();

        function.handle(SweepTestBed.HOURLY);
        assertThat(function.mails().getLast().message()).contains("Nobody is subscribed");
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);

        assertThat(function.mails()).as("nobody got the first").hasSize(2);
    }

    @Test
    void aRuleWithoutATargetIsBlind() throws IOException {
        sandbox.eventRules().delete("pitr-guard-drift");
        sandbox.eventRules().create("pitr-guard-drift", PATTERN);

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("does not send events as they are to " + QUEUE));
    }

    /** Whoever cannot delete the rule may still change it, and it keeps its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":[\"aws.dynamodb\"],\"detail\":{\"eventName\":[\"ListTables\"]}}",
                "{\"source\":[\"nobody\"]}",
                "{\"source\":[\"aws.dynamodb\"],\"detail\":{\"errorCode\":[{\"exists\": true}]}}"
            })
    void aRuleWhosePatternDropsCallsIsBlind(String pattern) throws IOException {
        sandbox.eventRules().create("pitr-guard-drift", pattern);

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what())
                        .contains("The pattern of EventBridge's rule pitr-guard-drift was changed and drops events"));
    }

    @Test
    void theDeployedPatternIsFine() throws IOException {
        sandbox.eventRules().create("pitr-guard-drift", """
                        {"account": ["123456789012"], "detail": {"errorCode": [{"exists": false}],
                         "eventName": ["CreateTable", "UpdateContinuousBackups", "RestoreTableToPointInTime",
                          "RestoreTableFromBackup", "RestoreTableFromAwsBackup", "ImportTable", "UpdateTable",
                          "DeleteTable", "TagResource", "UntagResource"],
                         "eventSource": ["dynamodb.amazonaws.com"]}, "detail-type": ["AWS API Call via CloudTrail"],
                         "source": ["aws.dynamodb"]}""");

        assertThat(sweep().blindSpots()).isEmpty();
    }

    @Test
    void aRuleThatSendsToAnotherQueueIsBlind() throws IOException {
        sandbox.eventRules().delete("pitr-guard-drift");
        sandbox.eventRules().create("pitr-guard-drift", PATTERN).target("queue", QUEUE + "-of-another");

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("does not send events as they are to " + QUEUE));
    }

    @Test
    void aRecorderThatRecordsOnceADayIsBlind() throws IOException {
        sandbox.config().recorder().daily();

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("only once a day"));
    }

    @Test
    void aTrailOfReadsOnlyIsBlind() throws IOException {
        sandbox.trails().get("audit").readOnly();

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("The trail audit does not log"));
    }

    @Test
    void whatIsDeniedIsABlindSpotThatNamesThePermission() throws IOException {
        sandbox.trails().get("audit").writeOnly();
        List<String> calls = List.of(
                "DescribeConfigurationRecorders", "GetEventSelectors", "DescribeRule", "ListSubscriptionsByTopic");
        calls.forEach(call -> sandbox.faults().add(Fault.on(call, Effect.DENIED)));

        SelfCheckView self = sweep();

        assertThat(self.blindSpots())
                .hasSize(5)
                .allSatisfy(spot -> assertThat(spot.remedy()).isNull())
                .extracting(SelfCheckView.BlindSpotView::what)
                .allSatisfy(what -> assertThat(what).contains("AWS denied", "Allow the caller"));
        assertThat(function.metric("SweepCompleted")).isEqualTo(1);
    }

    @Test
    void aTableIsJudgedAllTheSameWhenTheTrailsCannotBeListed() throws IOException {
        sandbox.faults().add(Fault.on("DescribeTrails", Effect.SERVER_ERROR));
        sandbox.faults().add(Fault.on("DescribeConfigurationRecorderStatus", Effect.THROTTLED));
        sandbox.tables().create("off").disabled();

        SweepView view = function.run(SweepTestBed.HOURLY);

        assertThat(view.summary().nonCompliant()).isEqualTo(1);
        assertThat(Objects.requireNonNull(view.sweep().selfCheck()).blindSpots())
                .extracting(SelfCheckView.BlindSpotView::kind)
                .containsExactly("Recorder", "Trail");
    }

    @Test
    void alertsWhereThePolicyAsksForMoreThanWasGranted() throws IOException {
        function.policy = Policies.of(Policies.remediate("*", 35));
        function.act = false;
        function.expected = new DeployedComponents(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.of(false),
                Optional.empty());
        sandbox.tables().create("off").disabled();

        SelfCheckView self = sweep();

        assertThat(self.blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.kind()).hasToString("Permission"));
        assertThat(sandbox.calls().all()).extracting(Call::operation).doesNotContain("UpdateContinuousBackups");
        assertThat(function.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.message()).contains("dynamodb:UpdateContinuousBackups", "off"));
    }

    @Test
    void saysThatItJudgesByAnotherPolicyThanWasDeployed() throws IOException {
        function.expected = new DeployedComponents(
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(new DeployedComponents.Policies("abc", "def")));

        assertThat(sweep().blindSpots())
                .singleElement()
                .satisfies(spot -> assertThat(spot.what()).contains("another policy"));
    }
}
