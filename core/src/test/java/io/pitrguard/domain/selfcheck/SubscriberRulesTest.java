package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriberRulesTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:pitr-guard-alerts";
    private static final String OTHER = "arn:aws:sns:eu-west-1:123456789012:pitr-guard-health";
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Subscription CONFIRMED = new Subscription("arn", "email", "ops@example.com", true);
    private static final Subscription PENDING = new Subscription("arn", "email", "new@example.com", false);

    private final SubscriberRules rules = new SubscriberRules("eu-west-1");

    @Test
    void alertsNeedSomebodyWhoConfirmed() {
        assertOk(required(List.of(CONFIRMED)));
        assertProblem(required(List.of()), "Nobody is subscribed to " + TOPIC, "Set alertEmail in cdk.json");
        assertProblem(required(List.of(PENDING)), "No subscription to " + TOPIC + " is confirmed", "within 48 hours");
        assertProblem(
                required(List.of(CONFIRMED, PENDING)),
                "These subscriptions to " + TOPIC + " are not confirmed and get nothing: new@example.com.",
                "--notification-endpoint new@example.com");
    }

    @Test
    void aTopicThatIsOptionalMayHaveNobody() {
        assertOk(rules.optional(OTHER, List.of(), List.of()));
        assertProblem(rules.optional(OTHER, List.of(PENDING), List.of()), "new@example.com", "new@example.com");
    }

    @Test
    void anOptionalTopicThatHadSubscribersMustNotLoseAll() {
        List<KnownSubscriber> known = after(List.of(), OTHER, CONFIRMED);

        assertProblem(
                rules.optional(OTHER, List.of(), known),
                "so alerts reach nobody. No longer subscribed: ops@example.com.",
                "aws sns subscribe");
        assertOk(rules.optional(OTHER, List.of(new Subscription("arn", "email", "b@example.com", true)), known));
        assertOk(rules.optional(TOPIC, List.of(), known));
    }

    @Test
    void whatNobodyConfirmedInTimeIsNotForgotten() {
        List<KnownSubscriber> known = after(List.of(), TOPIC, CONFIRMED, PENDING);

        assertProblem(
                rules.required(TOPIC, List.of(CONFIRMED), known),
                "Nobody confirmed these subscriptions to " + TOPIC
                        + " within 48 hours, so SNS deleted them: new@example.com.",
                "Subscribe again");
        assertOk(rules.required(
                TOPIC, List.of(CONFIRMED, new Subscription("arn", "email", PENDING.endpoint(), true)), known));
    }

    @Test
    void namesAFewOfManyUnconfirmedSubscriptions() {
        List<Subscription> many = IntStream.range(0, 1_500)
                .mapToObj(i -> new Subscription("arn", "email", "%04d@example.com".formatted(i), false))
                .toList();

        assertProblem(
                required(many),
                ": 0000@example.com, 0001@example.com, 0002@example.com, 0003@example.com, 0004@example.com, and 1495 more.",
                "--notification-endpoint 0000@example.com");
    }

    @Test
    void knownSubscribersStayForAMonthAndAreFewForEachTopic() {
        List<KnownSubscriber> known = after(after(List.of(), TOPIC, PENDING), OTHER, CONFIRMED);
        Instant later = MONDAY.plus(Duration.ofDays(29));

        List<KnownSubscriber> still = KnownSubscriber.after(known, TOPIC, List.of(), later);
        assertThat(still).containsExactlyInAnyOrderElementsOf(known);
        assertThat(KnownSubscriber.after(still, TOPIC, List.of(), MONDAY.plus(Duration.ofDays(30))))
                .extracting(KnownSubscriber::topicArn)
                .containsExactly(OTHER);
        assertThat(KnownSubscriber.after(known, TOPIC, List.of(PENDING), later.plusSeconds(5)))
                .contains(new KnownSubscriber(TOPIC, PENDING.endpoint(), false, later))
                .hasSize(2);
        List<Subscription> many = IntStream.range(0, 1_500)
                .mapToObj(i -> new Subscription("arn", "email", "%04d@example.com".formatted(i), false))
                .toList();
        assertThat(KnownSubscriber.after(known, TOPIC, many, MONDAY))
                .as("the ones known longest stay")
                .hasSize(51)
                .containsAll(known);
    }

    private HealthFinding required(List<Subscription> now) {
        return rules.required(TOPIC, now, List.of());
    }

    private static List<KnownSubscriber> after(List<KnownSubscriber> before, String topic, Subscription... listed) {
        return KnownSubscriber.after(before, topic, List.of(listed), MONDAY);
    }

    private static void assertOk(HealthFinding finding) {
        assertThat(finding).isInstanceOf(HealthFinding.Ok.class);
        assertThat(finding.what()).endsWith(".");
    }

    private static void assertProblem(HealthFinding finding, String what, String remedy) {
        assertThat(finding).isInstanceOfSatisfying(HealthFinding.Problem.class, problem -> {
            assertThat(problem.component()).isEqualTo(Component.SUBSCRIPTION);
            assertThat(problem.what()).contains(what);
            assertThat(problem.remedy()).contains(remedy);
        });
    }
}
