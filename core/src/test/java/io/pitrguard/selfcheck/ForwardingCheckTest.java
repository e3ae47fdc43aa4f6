package io.pitrguard.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.DriftRoute;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link ForwardingCheck}, with the member role's permissions. */
class ForwardingCheckTest {
    private static final AccountRegion SHOP = new AccountRegion("aws", "111111111111", "us-east-1");
    private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization";

    private final SandboxAws aws = SandboxAws.start();

    @BeforeEach
    void organization() {
        aws.sandbox()
                .organization()
                .account(SHOP.account(), "shop", Set.of(SHOP.region()))
                .role(SHOP.account(), "pitr-guard-member", "secret");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private HealthFinding check() {
        MemberAccess members = new MemberAccess(
                aws.clients(),
                aws.where(),
                new MemberAccess.Role("pitr-guard-member", Optional.of("secret"), "pitr-guard-place"));
        return OrganizationWiring.forwarding(members.to(SHOP), BUS).run(SHOP);
    }

    private void forward() {
        aws.sandbox()
                .eventRules(SHOP.account(), SHOP.region())
                .create(
                        "pitr-guard-forward",
                        Json.write(Map.of(
                                "account",
                                List.of(SHOP.account()),
                                "source",
                                List.of("aws.dynamodb"),
                                "detail",
                                Map.of("eventName", DriftRoute.CALLS))))
                .target("hub", BUS);
    }

    @Test
    void readsTheRuleOfTheMemberAccountAndNotTheHubs() {
        aws.sandbox().eventRules().create("pitr-guard-forward", "{\"source\":[\"aws.dynamodb\"]}");
        assertThat(check().what()).startsWith("EventBridge has no rule pitr-guard-forward");

        forward();
        assertThat(check()).isInstanceOf(HealthFinding.Ok.class);

        aws.sandbox()
                .eventRules(SHOP.account(), SHOP.region())
                .get("pitr-guard-forward")
                .disable();
        assertThat(check().what()).startsWith("EventBridge's rule pitr-guard-forward is disabled");
    }

    @ParameterizedTest
    @CsvSource({
        "AssumeRole, DENIED, false",
        "DescribeRule, DENIED, false",
        "ListTargetsByRule, DENIED, false",
        "DescribeRule, THROTTLED, true",
        "DescribeRule, SERVER_ERROR, true",
        "ListTargetsByRule, MALFORMED, true"
    })
    void whatCouldNotBeReadIsABlindSpotAndNotAMissingRule(String operation, Effect effect, boolean passing) {
        forward();
        aws.sandbox().faults().add(Fault.on(operation, effect));

        HealthFinding finding = check();

        assertThat(finding).isInstanceOfSatisfying(HealthFinding.Unknown.class, unknown -> {
            assertThat(unknown.component()).isEqualTo(Component.FORWARDING);
            assertThat(unknown.what()).startsWith("Whether calls reach the hub could not be read. ");
            assertThat(unknown.passing()).isEqualTo(passing);
        });
        assertThat(finding.isBlindSpot()).isTrue();
    }
}
