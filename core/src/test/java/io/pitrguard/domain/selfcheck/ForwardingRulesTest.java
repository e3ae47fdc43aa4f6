package io.pitrguard.domain.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.HealthFinding.Ok;
import io.pitrguard.domain.selfcheck.HealthFinding.Problem;
import io.pitrguard.domain.table.AccountRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link ForwardingRules}: every state of a member account's rule, and what it says. */
class ForwardingRulesTest {
    /** A bus that somebody else named has a rule, too. */
    @ParameterizedTest
    @CsvSource({
        "pitr-guard-organization, pitr-guard-forward",
        "guard2-organization,     guard2-forward",
        "central,                 central-forward"
    })
    void theRuleIsNamedAfterTheDeploymentOfTheBus(String bus, String rule) {
        assertThat(new ForwardingRules("arn:aws:events:eu-west-1:123456789012:event-bus/" + bus).rule())
                .isEqualTo(rule);
    }

    private static final AccountRegion WHERE = new AccountRegion("aws", "111111111111", "us-east-1");
    private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization";
    private static final Map<String, Set<String>> PATTERN = new DriftRoute(WHERE, "pitr-guard-forward").pattern();

    private static HealthFinding judge(boolean enabled, Map<String, Set<String>> pattern, String target) {
        return new ForwardingRules(BUS)
                .judge(WHERE, Optional.of(new EventRule("pitr-guard-forward", enabled, pattern, List.of(target))));
    }

    private static void assertProblem(HealthFinding finding, String what, String remedy) {
        assertThat(finding)
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.component()).isEqualTo(Component.FORWARDING);
                    assertThat(problem.what())
                            .isEqualTo(what + ", so calls do not reach the hub: only sweeps find changes.");
                    assertThat(problem.remedy()).contains(remedy);
                });
    }

    @Test
    void ruleThatSendsAllCallsToTheHubIsFine() {
        assertThat(judge(true, PATTERN, BUS))
                .isEqualTo(new Ok(
                        Component.FORWARDING, "EventBridge's rule pitr-guard-forward sends all calls to the hub."));
    }

    @Test
    void eachWayInWhichCallsDoNotReachTheHubHasItsRemedy() {
        Map<String, Set<String>> fewer = new HashMap<>(PATTERN);
        fewer.put("source", Set.of("aws.s3"));

        assertProblem(
                new ForwardingRules(BUS).judge(WHERE, Optional.empty()),
                "EventBridge has no rule pitr-guard-forward",
                "Deploy the member template");
        assertProblem(
                judge(false, PATTERN, BUS),
                "EventBridge's rule pitr-guard-forward is disabled",
                "aws events enable-rule --name pitr-guard-forward");
        assertProblem(
                judge(true, PATTERN, BUS + "-of-mallory"),
                "EventBridge's rule pitr-guard-forward does not send events as they are to the hub's bus " + BUS,
                "Deploy the member template");
        assertProblem(
                judge(true, fewer, BUS),
                "The pattern of EventBridge's rule pitr-guard-forward was changed and drops events whose source is"
                        + " aws.dynamodb",
                "Deploy the member template");
    }
}
