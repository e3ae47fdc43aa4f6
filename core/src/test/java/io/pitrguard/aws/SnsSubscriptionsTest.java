package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Condition;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Everything;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnSomethingElse;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnText;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filter policies as SNS tells them. */
class SnsSubscriptionsTest {
    private final SandboxAws aws = SandboxAws.start();
    private final String topic = aws.sandbox().topics().create("alerts");
    private final String arn = aws.sandbox().topics().subscribe(topic, "sqs", "arn:aws:sqs:eu-west-1:123456789012:q");

    @AfterEach
    void close() {
        aws.close();
    }

    private SubscriberFilter filter(String policy, Filter.Scope scope) {
        aws.sandbox().topics().filter(topic, "arn:aws:sqs:eu-west-1:123456789012:q", new Filter(policy, scope));
        return read().success().orElseThrow();
    }

    private Result<SubscriberFilter> read() {
        return new SnsSubscriptions(aws.clients().sns()).filter(arn);
    }

    @Test
    void noFilterPolicyAsksForNothing() {
        assertThat(read().success()).hasValue(new Everything());
        assertThat(filter("{}", Filter.Scope.MessageAttributes)).isEqualTo(new Everything());
        assertThat(filter("{}", Filter.Scope.MessageBody)).isEqualTo(new Everything());
    }

    @Test
    void readsTheConditionsOnEachAttribute() {
        String policy =
                "{\"severity\":[\"high\",\"critical\"],\"fixed\":[\"x\",{\"numeric\":[\">\",0]}],\"table\":[null]}";

        assertThat(filter(policy, Filter.Scope.MessageAttributes))
                .isEqualTo(new OnAttributes(Map.of(
                        "severity",
                        new Values(List.of(new OnText.Exactly("high"), new OnText.Exactly("critical"))),
                        "fixed",
                        new Values(List.of(new OnText.Exactly("x"), new Condition.OtherValue())),
                        "table",
                        new Values(List.of(new Condition.Unknown())))));
        assertThat(filter(policy, Filter.Scope.MessageBody)).isEqualTo(new OnSomethingElse());
    }

    private static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("\"a\"", new OnText.Exactly("a")),
                arguments("7", new Condition.OtherValue()),
                arguments("true", new Condition.Unknown()),
                arguments("{\"exists\":true}", new Condition.Exists(true)),
                arguments("{\"exists\":false}", new Condition.Exists(false)),
                arguments("{\"exists\":\"no\"}", new Condition.Unknown()),
                arguments("{\"prefix\":\"team-\"}", new OnText.Prefix("team-")),
                arguments("{\"prefix\":7}", new Condition.OtherValue()),
                arguments("{\"anything-but\":\"a\"}", new Condition.AnythingBut(Set.of(new OnText.Exactly("a")))),
                arguments(
                        "{\"anything-but\":[\"a\",\"b\",\"a\"]}",
                        new Condition.AnythingBut(Set.of(new OnText.Exactly("a"), new OnText.Exactly("b")))),
                arguments("{\"anything-but\":[\"a\",1]}", new Condition.AnythingBut(Set.of(new OnText.Exactly("a")))),
                arguments(
                        "{\"anything-but\":{\"prefix\":\"a\"}}",
                        new Condition.AnythingBut(Set.of(new OnText.Prefix("a")))),
                arguments(
                        "{\"anything-but\":{\"suffix\":\"a\"}}",
                        new Condition.AnythingBut(Set.of(new OnText.Suffix("a")))),
                arguments(
                        "{\"anything-but\":{\"equals-ignore-case\":\"a\"}}",
                        new Condition.AnythingBut(Set.of(new OnText.IgnoringCase("a")))),
                arguments("{\"anything-but\":{\"wildcard\":\"a*\"}}", new Condition.OtherValue()),
                arguments("{\"anything-but\":{\"prefix\":[\"a\"]}}", new Condition.OtherValue()),
                arguments("{\"anything-but\":{}}", new Condition.OtherValue()),
                arguments("{\"suffix\":7}", new Condition.OtherValue()),
                arguments("{\"wildcard\":\"a*\"}", new Condition.OtherValue()),
                arguments("{\"suffix\":\"a\"}", new OnText.Suffix("a")),
                arguments("{\"equals-ignore-case\":\"a\"}", new OnText.IgnoringCase("a")),
                arguments("{\"numeric\":[\">\",0]}", new Condition.OtherValue()),
                arguments("{\"of-next-year\":\"a\"}", new Condition.Unknown()),
                arguments("{}", new Condition.Unknown()),
                arguments("{\"prefix\":\"a\",\"suffix\":\"b\"}", new Condition.Unknown()));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void readsEachKindOfCondition(String json, Condition condition) {
        assertThat(filter("{\"owner\":[" + json + "]}", Filter.Scope.MessageAttributes))
                .isEqualTo(new OnAttributes(Map.of("owner", new Values(List.of(condition)))));
    }

    @Test
    void conditionsThatAreNoListAreUnknown() {
        assertThat(filter("{\"owner\":{\"team\":[\"a\"]}}", Filter.Scope.MessageAttributes))
                .isEqualTo(new OnAttributes(Map.of("owner", new Values(List.of(new Condition.Unknown())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"$or\":[{\"kind\":[\"drift\"]},{\"kind\":[\"sweep\"]}]}", "[]", "{\"a\":", "7", "no json"})
    void whatIsNotUnderstoodIsNoAbsentFilter(String policy) {
        assertThat(filter(policy, Filter.Scope.MessageAttributes)).isEqualTo(new OnSomethingElse());
    }

    @Test
    void aDeepPolicyIsNotUnderstood() {
        String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);

        assertThat(filter(deep, Filter.Scope.MessageAttributes)).isNotEqualTo(new Everything());
    }

    @ParameterizedTest
    @CsvSource({"DENIED, DENIED", "THROTTLED, THROTTLED", "EMPTY, BROKEN"})
    void whatCouldNotBeReadIsNoAbsentFilter(Effect effect, Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("GetSubscriptionAttributes", effect));

        assertThat(read().failure()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(kind);
            assertThat(cause.message()).contains("sns:GetSubscriptionAttributes", arn);
        });
    }
}
