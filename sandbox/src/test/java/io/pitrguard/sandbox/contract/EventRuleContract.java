package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * What the product relies on when it asks whether its EventBridge rule is enabled, phrased so that it holds for AWS, for
 * the sandbox and for moto.
 *
 * <p>moto takes names, states and patterns that AWS refuses, and any number of targets; it does not say on which bus a
 * rule is missing: EventRuleTest has what the sandbox does there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EventRuleContract {

    private static final String PATTERN =
            "{\"source\":[\"aws.dynamodb\"],\"detail\":{\"eventName\":[\"DeleteTable\",{\"prefix\":\"Update\"}]}}";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:drift";

    private EventBridgeClient events;
    private String name;

    /** What to check; asked once. */
    protected abstract Target target();

    @BeforeAll
    void connect() {
        Target target = target();
        events = target.configure(EventBridgeClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    void disconnect() {
        events.close();
    }

    @BeforeEach
    void name() {
        name = "contract-" + UUID.randomUUID();
    }

    @Test
    void aNewRuleIsEnabledAndShowsItsPattern() {
        String arn = put();

        DescribeRuleResponse rule = describe();

        assertThat(arn).endsWith(":rule/" + name).contains(":events:");
        assertThat(rule.arn()).isEqualTo(arn);
        assertThat(rule.name()).isEqualTo(name);
        assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
        assertThat(rule.eventPattern()).isEqualTo(PATTERN);
        assertThat(rule.scheduleExpression()).isNull();
        assertThat(rule.eventBusName()).isEqualTo("default");
    }

    @Test
    void aRuleCanBeBornDisabledAndIsEnabledWhenItIsPutAgainWithoutAState() {
        events.putRule(request ->
                request.name(name).eventPattern(PATTERN).description("text").state(RuleState.DISABLED));
        assertThat(describe().state()).isEqualTo(RuleState.DISABLED);
        assertThat(describe().description()).isEqualTo("text");

        put();

        assertThat(describe().state()).isEqualTo(RuleState.ENABLED);
        assertThat(describe().description()).isNull();
    }

    @Test
    void aRuleCanMatchAllManagementEvents() {
        RuleState all = RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;

        events.putRule(request -> request.name(name).eventPattern(PATTERN).state(all));

        assertThat(describe().state()).isEqualTo(all);
    }

    @Test
    void aRuleNeedsAPatternOrASchedule() {
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> events.putRule(request -> request.name(name)))
                .satisfies(EventRuleContract::assertInvalid);
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> events.putRule(request -> request.name(name).scheduleExpression("daily")))
                .satisfies(EventRuleContract::assertInvalid);
        events.putRule(request -> request.name(name).scheduleExpression("rate(1 day)"));
        assertThat(describe().scheduleExpression()).isEqualTo("rate(1 day)");
        assertThat(describe().eventPattern()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "{\"source\":\"aws.dynamodb\"}", "{\"source\":[]}"})
    void aPatternThatIsNoneIsRefused(String pattern) {
        assertThatExceptionOfType(InvalidEventPatternException.class)
                .isThrownBy(() -> events.putRule(request -> request.name(name).eventPattern(pattern)))
                .withMessageContaining("Event pattern is not valid. Reason: ");
    }

    @Test
    void aRuleThatIsPutAgainKeepsItsTargets() {
        put();
        events.putTargets(request -> request.rule(name).targets(aim("queue", QUEUE), aim("second", QUEUE + "-2")));
        put();
        events.putTargets(request -> request.rule(name).targets(aim("queue", QUEUE + "-3")));

        assertThat(targets()).isEqualTo(Map.of("queue", QUEUE + "-3", "second", QUEUE + "-2"));
    }

    @Test
    void aTargetNeedsAnArn() {
        put();

        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(
                        () -> events.putTargets(request -> request.rule(name).targets(aim("queue", "drift"))))
                .satisfies(EventRuleContract::assertInvalid);
    }

    @Test
    void aRuleThatIsNotThereIsRefused() {
        List<Runnable> calls = List.of(
                this::describe,
                this::targets,
                () -> events.putTargets(request -> request.rule(name).targets(aim("queue", QUEUE))));

        for (Runnable call : calls) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(call::run)
                    .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400))
                    .withMessageContaining("Rule " + name + " does not exist");
        }
    }

    @Test
    void aBusThatIsNotThereIsRefused() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> events.putRule(
                        request -> request.name(name).eventPattern(PATTERN).eventBusName("other")));
    }

    private static void assertInvalid(EventBridgeException refusal) {
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    }

    private String put() {
        return events.putRule(request -> request.name(name).eventPattern(PATTERN))
                .ruleArn();
    }

    private DescribeRuleResponse describe() {
        return events.describeRule(request -> request.name(name));
    }

    private Map<String, String> targets() {
        return events.listTargetsByRule(request -> request.rule(name)).targets().stream()
                .collect(Collectors.toMap(target -> target.id(), target -> target.arn()));
    }

    private static software.amazon.awssdk.services.eventbridge.model.Target aim(String id, String arn) {
        return software.amazon.awssdk.services.eventbridge.model.Target.builder()
                .id(id)
                .arn(arn)
                .build();
    }
}
