package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of EventBridge where moto is no stand-in for AWS, and the tests' own grip on them. */
class EventRuleTest extends SandboxFixture {

    private static final String NAME = "pitr-guard-drift";
    private static final String PATTERN = "{\"source\":[\"aws.dynamodb\"]}";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:drift";

    private EventBridgeClient events;

    @BeforeEach
    void connect() {
        events = target.configure(EventBridgeClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void aTestDisablesAndEnablesARule() {
        SandboxEventRule rule = sandbox.eventRules().create(NAME, PATTERN).target("queue", QUEUE);
        assertThat(describe().state()).isEqualTo(RuleState.ENABLED);
        assertThat(describe().createdBy()).isEqualTo("123456789012");
        assertThat(describe().arn()).isEqualTo(rule.arn());
        assertThat(events.listTargetsByRule(request -> request.rule(NAME)).targets())
                .containsExactly(target("queue"));

        assertThat(rule.disable().state().name())
                .isEqualTo(describe().stateAsString())
                .isEqualTo("DISABLED");
        assertThat(rule.enableForAllManagementEvents().state().name())
                .isEqualTo(describe().stateAsString());
        assertThat(rule.enable().name()).isEqualTo(describe().name());
        assertThat(describe().state()).isEqualTo(RuleState.ENABLED);
        assertThat(sandbox.eventRules().delete(NAME)).isTrue();
        assertThatIllegalStateException().isThrownBy(rule::disable);
        assertThatIllegalStateException().isThrownBy(rule::state);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.eventRules().get(NAME));
    }

    @Test
    void saysOnWhichBusARuleIsMissing() {
        assertThat(assertRefused(this::describe, "ResourceNotFoundException"))
                .hasMessageContaining("Rule pitr-guard-drift does not exist on EventBus default.");
    }

    @Test
    void knowsTheDefaultBusByItsArn() {
        sandbox.eventRules().create(NAME, PATTERN);
        String bus = "arn:aws:events:eu-west-1:123456789012:event-bus/default";

        assertThat(events.describeRule(request -> request.name(NAME).eventBusName(bus))
                        .name())
                .isEqualTo(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"detail\":{}}",
                "{\"source\":[[\"a\"]]}",
                "{\"source\":[{\"like\":\"a\"}]}",
                "{\"source\":[{\"prefix\":\"a\",\"suffix\":\"b\"}]}",
                "{\"$or\":[{\"source\":\"a\"}]}"
            })
    void refusesPatternsThatMotoTakes(String pattern) {
        assertRefused(() -> put(pattern), "InvalidEventPatternException");
    }

    @Test
    void takesPatternsWithMatchesAndAlternatives() {
        String pattern =
                "{\"source\":[\"aws.dynamodb\",null,1,true],\"$or\":[{\"detail\":{\"a\":[{\"exists\":false}]}},"
                        + "{\"detail\":{\"b\":[{\"anything-but\":[\"c\"]}]}}]}";
        put(pattern);

        assertThat(describe().eventPattern()).isEqualTo(pattern);
    }

    @Test
    void refusesWhatTheModelForbids() {
        assertInvalid(() -> events.describeRule(request -> {}), "'name'");
        assertInvalid(() -> events.describeRule(request -> request.name("a b")), "'name'");
        assertInvalid(() -> events.describeRule(request -> request.name("n".repeat(65))), "'name'");
        assertInvalid(
                () -> events.putRule(
                        request -> request.name(NAME).eventPattern(PATTERN).state("ON")),
                "'state'");
        assertInvalid(
                () -> events.putRule(
                        request -> request.name(NAME).eventPattern(PATTERN).description("d".repeat(513))),
                "'description'");
        assertInvalid(() -> put("{\"source\":[\"" + "s".repeat(4096) + "\"]}"), "'eventPattern'");
        sandbox.eventRules().create(NAME, PATTERN);
        assertInvalid(() -> events.putTargets(request -> request.rule(NAME)), "'targets'");
        assertInvalid(() -> events.putTargets(request -> request.rule(NAME).targets(new Target[0])), "'targets'");
        assertInvalid(
                () -> events.putTargets(request ->
                        request.rule(NAME).targets(Target.builder().arn(QUEUE).build())),
                "'targets.1.member.id'");
        assertInvalid(() -> events.putTargets(request -> request.rule(NAME).targets(target("a b"))), "id");
        assertInvalid(
                () -> events.listTargetsByRule(request -> request.rule(NAME).limit(101)), "'limit'");
    }

    @Test
    void aRuleHasFiveTargetsAndListsThemByPages() {
        sandbox.eventRules().create(NAME, PATTERN);
        Target[] five = IntStream.range(0, 5)
                .mapToObj(number -> target("target-" + number))
                .toArray(Target[]::new);
        events.putTargets(request -> request.rule(NAME).targets(five));

        assertRefused(
                () -> events.putTargets(request -> request.rule(NAME).targets(target("sixth"))),
                "LimitExceededException");
        var first = events.listTargetsByRule(request -> request.rule(NAME).limit(3));
        var second =
                events.listTargetsByRule(request -> request.rule(NAME).limit(3).nextToken(first.nextToken()));
        assertThat(first.targets()).containsExactly(five[0], five[1], five[2]);
        assertThat(second.targets()).containsExactly(five[3], five[4]);
        assertThat(second.nextToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, ThrottlingException, 400",
        "DENIED, AccessDeniedException, 400",
        "SERVER_ERROR, InternalException, 500",
        "GONE, ResourceNotFoundException, 400",
        "VALIDATION, ValidationException, 400"
    })
    void refusesInTheWordsOfEventBridge(Effect effect, String code, int status) {
        sandbox.eventRules().create(NAME, PATTERN);
        sandbox.faults().add(Fault.on("DescribeRule", NAME, effect).times(1));

        assertThat(assertRefused(this::describe, code).statusCode()).isEqualTo(status);
        assertThat(describe().name()).isEqualTo(NAME);
    }

    @Test
    void anIgnoredCallIsAnsweredAndChangesNothing() {
        sandbox.eventRules().create(NAME, PATTERN);
        sandbox.faults().add(Fault.on("PutTargets", Effect.IGNORED));

        events.putTargets(request -> request.rule(NAME).targets(target("queue")));

        assertThat(events.listTargetsByRule(request -> request.rule(NAME)).targets())
                .isEmpty();
    }

    private void put(String pattern) {
        events.putRule(request -> request.name(NAME).eventPattern(pattern));
    }

    private DescribeRuleResponse describe() {
        return events.describeRule(request -> request.name(NAME));
    }

    private static Target target(String id) {
        return Target.builder().id(id).arn(QUEUE).build();
    }
}
