package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.SubscriberFilter;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Everything;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnAttributes;
import io.pitrguard.domain.selfcheck.SubscriberFilter.OnSomethingElse;
import io.pitrguard.domain.selfcheck.SubscriberFilter.Values;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Filter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void readsTextsAndWhetherThereIsAnythingElse() {
        String policy =
                "{\"severity\":[\"high\",\"critical\"],\"fixed\":[\"x\",{\"numeric\":[\">\",0]}],\"table\":[null]}";

        assertThat(filter(policy, Filter.Scope.MessageAttributes))
                .isEqualTo(new OnAttributes(Map.of(
                        "severity", new Values(Set.of("high", "critical"), false),
                        "fixed", new Values(Set.of("x"), true),
                        "table", new Values(Set.of(), true))));
        assertThat(filter(policy, Filter.Scope.MessageBody)).isEqualTo(new OnSomethingElse());
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
