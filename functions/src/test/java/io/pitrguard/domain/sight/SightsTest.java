package io.pitrguard.domain.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SightsTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts";
    private static final Optional<String> NONE = Optional.empty();
    private static final Trail.Shows ALL = new Trail.Shows.Changes("logs all management events");

    private final Sights sights = new Sights("eu-west-1");

    static Stream<Arguments> recorders() {
        return Stream.of(
                Arguments.of(List.of(), "has no recorder", "-c createRecorder=true"),
                Arguments.of(
                        List.of(new Recorder("r", false, true, false, NONE)),
                        "r is stopped",
                        "start-configuration-recorder --configuration-recorder-name r --region eu-west-1"),
                Arguments.of(List.of(new Recorder("r", true, true, true, NONE)), "once a day only", "continuously"),
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
        assertBlind(sights.recorder(recorders), Sense.RECORDER, what, remedy);
    }

    @Test
    void oneRecorderThatRecordsTablesIsEnough() {
        assertClear(
                sights.recorder(List.of(
                        new Recorder("service", true, false, false, NONE),
                        new Recorder("default", true, true, false, NONE))),
                Sense.RECORDER);
    }

    @Test
    void oneTrailThatShowsChangesIsEnough() {
        assertClear(
                sights.trail(List.of(
                        new Trail(
                                "data",
                                new Trail.Shows.Less(
                                        "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                        new Trail("other", new Trail.Shows.Unknown("denied", false)),
                        new Trail("audit", ALL))),
                Sense.TRAIL);
    }

    @Test
    void isBlindWithoutATrail() {
        assertBlind(sights.trail(List.of()), Sense.TRAIL, "has no trail", "-c createTrail=true");
        assertBlind(
                sights.trail(List.of(
                        new Trail(
                                "data",
                                new Trail.Shows.Less(
                                        "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                        new Trail("reads", new Trail.Shows.Less("logs reads only", Optional.empty())))),
                Sense.TRAIL,
                "The trail data is not logging. The trail reads logs reads only.",
                "aws cloudtrail start-logging --name data");
        assertBlind(
                sights.trail(List.of(new Trail("reads", new Trail.Shows.Less("logs reads only", Optional.empty())))),
                Sense.TRAIL,
                "The trail reads logs reads only.",
                "createTrail");
    }

    @Test
    void doesNotCallBlindWhatItCouldNotRead() {
        Sight sight = sights.trail(List.of(
                new Trail(
                        "data",
                        new Trail.Shows.Less(
                                "is not logging", Optional.of("aws cloudtrail start-logging --name data"))),
                new Trail("organization", new Trail.Shows.Unknown("AWS denied cloudtrail:GetEventSelectors", true))));

        assertThat(sight).isEqualTo(new Sight.Unknown(Sense.TRAIL, "AWS denied cloudtrail:GetEventSelectors", true));
        assertThat(sight.isBlindSpot()).isTrue();
    }

    @Test
    void wantsTheRuleOfEventBridgeEnabled() {
        assertClear(sights.eventRule("r", Optional.of(new EventRule("r", true, 1))), Sense.EVENT_RULE);
        assertBlind(
                sights.eventRule("r", Optional.of(new EventRule("r", false, 1))),
                Sense.EVENT_RULE,
                "r is disabled",
                "aws events enable-rule --name r --region eu-west-1");
        assertBlind(
                sights.eventRule("r", Optional.of(new EventRule("r", true, 0))),
                Sense.EVENT_RULE,
                "r has no target",
                "cdk destroy");
        assertBlind(sights.eventRule("r", Optional.empty()), Sense.EVENT_RULE, "has no rule r", "cdk destroy");
    }

    @Test
    void wantsSomebodyToGetTheAlerts() {
        Subscription confirmed = new Subscription("email", "ops@example.com", true);
        Subscription pending = new Subscription("email", "new@example.com", false);

        assertClear(sights.subscribers(TOPIC, List.of(confirmed)), Sense.SUBSCRIPTION);
        assertBlind(
                sights.subscribers(TOPIC, List.of()),
                Sense.SUBSCRIPTION,
                "Nobody is subscribed",
                "Write alertEmail into cdk.json");
        assertBlind(
                sights.subscribers(TOPIC, List.of(confirmed, pending)),
                Sense.SUBSCRIPTION,
                "Not confirmed, so that nothing is sent there from " + TOPIC + ": new@example.com.",
                "AWS Notification - Subscription Confirmation");
    }

    @Test
    void aTopicThatNobodyHasToHearIsClearWithoutAnybody() {
        assertClear(sights.confirmed(TOPIC, List.of()), Sense.SUBSCRIPTION);
        assertBlind(
                sights.confirmed(TOPIC, List.of(new Subscription("email", "b@example.com", false))),
                Sense.SUBSCRIPTION,
                "b@example.com",
                "--notification-endpoint b@example.com");
    }

    @Test
    void wantsThePermissionThatThePolicyNeeds() {
        assertClear(sights.permission(false, false), Sense.PERMISSION);
        assertClear(sights.permission(false, true), Sense.PERMISSION);
        assertClear(sights.permission(true, true), Sense.PERMISSION);
        assertBlind(
                sights.permission(true, false),
                Sense.PERMISSION,
                "alerted about only",
                "dynamodb:UpdateContinuousBackups");
    }

    @Test
    void wantsThePolicyThatWasDeployed() {
        assertClear(sights.policy("abc", "abc"), Sense.POLICY);
        assertBlind(
                sights.policy("0123456789abcdef", "none"),
                Sense.POLICY,
                "(SHA-256 none instead of 0123456789ab)",
                "by hand");
    }

    private static void assertClear(Sight sight, Sense sense) {
        assertThat(sight).isInstanceOf(Sight.Clear.class);
        assertThat(sight.sense()).isEqualTo(sense);
        assertThat(sight.what()).endsWith(".");
        assertThat(sight.isBlindSpot()).isFalse();
    }

    private static void assertBlind(Sight sight, Sense sense, String what, String remedy) {
        assertThat(sight).isInstanceOfSatisfying(Sight.Blind.class, blind -> {
            assertThat(blind.sense()).isEqualTo(sense);
            assertThat(blind.what()).contains(what);
            assertThat(blind.remedy()).contains(remedy);
        });
        assertThat(sight.isBlindSpot()).isTrue();
    }
}
