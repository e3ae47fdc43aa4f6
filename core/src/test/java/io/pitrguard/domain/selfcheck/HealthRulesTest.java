package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthRulesTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts";
    private static final Optional<String> NONE = Optional.empty();
    private static final Trail.Shows ALL = new Trail.Shows.Changes("logs all management events");

    private static final DriftRoute ROUTE = new DriftRoute(new AccountRegion("aws", "123456789012", "eu-west-1"), "r");

    private final HealthRules findings = new HealthRules("eu-west-1");

    static Stream<Arguments> recorders() {
        return Stream.of(
                Arguments.of(List.of(), "has no recorder", "-c createRecorder=true"),
                Arguments.of(
                        List.of(new Recorder("r", false, true, false, NONE)),
                        "r is stopped",
                        "start-configuration-recorder --configuration-recorder-name r --region eu-west-1"),
                Arguments.of(List.of(new Recorder("r", true, true, true, NONE)), "only once a day", "continuously"),
                Arguments.of(
                        List.of(new Recorder("r", true, true, false, Optional.of("AccessDenied: no"))),
                        "r fails: AccessDenied: no",
                        "delivery channel"),
                Arguments.of(
                        List.of(new Recorder("r", true, false, false, NONE)),
                        "does not record tables",
                        "AWS::DynamoDB::Table"),
                Arguments.of(
                        List.of(
                                new Recorder("others", true, false, false, NONE),
                                new Recorder("r", false, true, false, NONE)),
                        "r is stopped",
                        "start-configuration-recorder"));
    }

    @ParameterizedTest
    @MethodSource("recorders")
    void isBlindWithoutARecorderOfTables(List<Recorder> recorders, String what, String remedy) {
        assertProblem(findings.recorder(recorders), Component.RECORDER, what, remedy);
    }

    @Test
    void oneRecorderThatRecordsTablesIsEnough() {
        assertOk(
                findings.recorder(List.of(
                        new Recorder("service", true, false, false, NONE),
                        new Recorder("default", true, true, false, NONE))),
                Component.RECORDER);
    }

    @Test
    void oneTrailThatShowsChangesIsEnough() {
        assertOk(
                findings.trail(List.of(
                        new Trail(
                                "data",
                                new Trail.Shows.Less(
                                        "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                        new Trail("other", new Trail.Shows.Unknown("denied", false)),
                        new Trail("audit", ALL))),
                Component.TRAIL);
    }

    @Test
    void aMemberNeedsATrailThatTheDeploymentCannotMake() {
        Trail stopped = new Trail(
                "data",
                new Trail.Shows.Less("is not logging", Optional.of("aws cloudtrail start-logging --name data")));
        Trail reads = new Trail("reads", new Trail.Shows.Less("logs reads only", Optional.empty()));
        String make = "Create a trail of the organization that logs management write events in all regions";

        assertThat(findings.memberTrail(List.of(stopped, new Trail("audit", ALL))))
                .isEqualTo(new HealthFinding.Ok(Component.TRAIL, "A trail logs the calls that change tables."));
        assertProblem(findings.memberTrail(List.of()), Component.TRAIL, "has no trail", make);
        assertProblem(findings.memberTrail(List.of(reads)), Component.TRAIL, "The trail reads logs reads only.", make);
        assertProblem(
                findings.memberTrail(List.of(stopped)),
                Component.TRAIL,
                "The trail data is not logging.",
                "aws cloudtrail start-logging --name data");
        assertThat(findings.memberTrail(List.of(new Trail("org", new Trail.Shows.Unknown("denied", false)))))
                .isEqualTo(new HealthFinding.Unknown(Component.TRAIL, "denied", false));
    }

    @Test
    void isBlindWithoutATrail() {
        assertProblem(findings.trail(List.of()), Component.TRAIL, "has no trail", "-c createTrail=true");
        assertProblem(
                findings.trail(List.of(
                        new Trail(
                                "data",
                                new Trail.Shows.Less(
                                        "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                        new Trail("reads", new Trail.Shows.Less("logs reads only", Optional.empty())))),
                Component.TRAIL,
                "The trail data is not logging. The trail reads logs reads only.",
                "aws cloudtrail start-logging --name data");
        assertProblem(
                findings.trail(List.of(new Trail("reads", new Trail.Shows.Less("logs reads only", Optional.empty())))),
                Component.TRAIL,
                "The trail reads logs reads only.",
                "createTrail");
    }

    @Test
    void doesNotCallBlindWhatItCouldNotRead() {
        HealthFinding finding = findings.trail(List.of(
                new Trail(
                        "data",
                        new Trail.Shows.Less(
                                "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                new Trail("organization", new Trail.Shows.Unknown("AWS denied cloudtrail:GetEventSelectors", true))));

        assertThat(finding)
                .isEqualTo(new HealthFinding.Unknown(Component.TRAIL, "AWS denied cloudtrail:GetEventSelectors", true));
        assertThat(finding.isBlindSpot()).isTrue();
    }

    @Test
    void wantsTheRuleOfEventBridgeEnabledAndToSendEventsToTheQueue() {
        assertOk(findings.eventRule(ROUTE, rule(true, ROUTE.pattern(), ROUTE.queueArn())), Component.EVENT_RULE);
        assertProblem(
                findings.eventRule(ROUTE, rule(false, ROUTE.pattern(), ROUTE.queueArn())),
                Component.EVENT_RULE,
                "r is disabled",
                "aws events enable-rule --name r --region eu-west-1");
        assertProblem(
                findings.eventRule(ROUTE, rule(true, ROUTE.pattern(), "arn:aws:sqs:eu-west-1:123456789012:another")),
                Component.EVENT_RULE,
                "r does not send events as they are to arn:aws:sqs:eu-west-1:123456789012:r",
                "aws events put-targets --rule r --targets Id=Target0,Arn=arn:aws:sqs:eu-west-1:123456789012:r");
        assertProblem(
                findings.eventRule(ROUTE, Optional.empty()), Component.EVENT_RULE, "has no rule r", "cdk destroy");
    }

    /** A rule of the right name whose pattern matches nothing looks like one of an account without changes. */
    @Test
    void wantsTheRuleOfEventBridgeToLetAllCallsThrough() {
        Map<String, Set<String>> fewer = new HashMap<>(ROUTE.pattern());
        fewer.put("detail.eventName", Set.of("CreateTable", "ListTables"));
        Map<String, Set<String>> nothing = new HashMap<>(ROUTE.pattern());
        nothing.put("region", Set.of("us-east-1", "mars"));
        Map<String, Set<String>> others = new HashMap<>(ROUTE.pattern());
        others.put("account", Set.of("111122223333"));

        assertProblem(changed(fewer), Component.EVENT_RULE, "DeleteTable or ImportTable or", "cdk destroy");
        assertProblem(
                changed(nothing),
                Component.EVENT_RULE,
                "drops events whose region is not mars or us-east-1, so calls do not reach pitr-guard.",
                "cdk destroy");
        assertProblem(
                changed(others), Component.EVENT_RULE, "drops events whose account is 123456789012", "cdk destroy");
    }

    @Test
    void takesARuleOfEventBridgeThatLetsMoreThrough() {
        assertOk(changed(Map.of("source", Set.of("aws.dynamodb", "aws.s3"))), Component.EVENT_RULE);
    }

    private HealthFinding changed(Map<String, Set<String>> pattern) {
        return findings.eventRule(ROUTE, rule(true, pattern, ROUTE.queueArn()));
    }

    private static Optional<EventRule> rule(boolean enabled, Map<String, Set<String>> pattern, String target) {
        return Optional.of(new EventRule("r", enabled, pattern, List.of(target)));
    }

    @Test
    void wantsThePermissionThatThePolicyNeeds() {
        assertOk(findings.permission(false, false), Component.PERMISSION);
        assertOk(findings.permission(false, true), Component.PERMISSION);
        assertOk(findings.permission(true, true), Component.PERMISSION);
        assertProblem(
                findings.permission(true, false),
                Component.PERMISSION,
                "it only alerts",
                "dynamodb:UpdateContinuousBackups");
    }

    @Test
    void wantsThePolicyThatWasDeployed() {
        assertOk(findings.policy("abc", "abc"), Component.POLICY);
        assertProblem(
                findings.policy("0123456789abcdef", "none"),
                Component.POLICY,
                "(SHA-256 none instead of 0123456789ab)",
                "by hand");
    }

    @Test
    void wantsAClockThatAgreesWithAwss() {
        assertThat(findings.clock(ClockSkew.NONE)).isEmpty();
        assertProblem(
                findings.clock(new ClockSkew(Duration.ofHours(3))).orElseThrow(),
                Component.CLOCK,
                "This machine's clock is 3 h ahead of AWS's.",
                "NTP");
    }

    private static void assertOk(HealthFinding finding, Component component) {
        assertThat(finding).isInstanceOf(HealthFinding.Ok.class);
        assertThat(finding.component()).isEqualTo(component);
        assertThat(finding.what()).endsWith(".");
        assertThat(finding.isBlindSpot()).isFalse();
    }

    private static void assertProblem(HealthFinding finding, Component component, String what, String remedy) {
        assertThat(finding).isInstanceOfSatisfying(HealthFinding.Problem.class, blind -> {
            assertThat(blind.component()).isEqualTo(component);
            assertThat(blind.what()).contains(what);
            assertThat(blind.remedy()).contains(remedy);
        });
        assertThat(finding.isBlindSpot()).isTrue();
    }
}
