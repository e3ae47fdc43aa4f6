package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.selfcheck.HealthFinding.Ok;
import io.pitrguard.domain.selfcheck.HealthFinding.Problem;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.Optional;

/**
 * Judges the rule in a member account that sends calls to the hub. Its findings name neither the account nor the region, so
 * that many accounts with the same cause have the same finding.
 *
 * @param busArn the ARN of the hub's event bus
 */
public record ForwardingRules(String busArn) {
    private static final String BUS = "-organization";

    private static final String DEPLOY =
            "Deploy the member template there again; where a StackSet deploys it, its instance is missing, failed or drifted (docs/organization.md).";

    /** Returns the name of the bus of a deployment. */
    public static String busOf(String deployment) {
        return deployment + BUS;
    }

    /** Returns the name of the rule, and of the role with which it sends, in every account: each deployment has its own. */
    public static String ruleOf(String deployment) {
        return deployment + "-forward";
    }

    /** Returns the name of the rule that sends to this bus. */
    public String rule() {
        String bus = busArn.substring(busArn.lastIndexOf('/') + 1);
        return ruleOf(bus.endsWith(BUS) ? bus.substring(0, bus.length() - BUS.length()) : bus);
    }

    /** Judges the rule of an account and region; empty where there is none of this name. */
    public HealthFinding judge(AccountRegion where, Optional<EventRule> rule) {
        if (rule.isEmpty()) {
            return unreached("EventBridge has no rule " + rule(), DEPLOY);
        }
        if (!rule.get().enabled()) {
            return unreached(
                    "EventBridge's rule " + rule() + " is disabled",
                    "Enable it there: aws events enable-rule --name " + rule());
        }
        if (!rule.get().targets().contains(busArn)) {
            return unreached(
                    "EventBridge's rule %s does not send events as they are to the hub's bus %s"
                            .formatted(rule(), busArn),
                    DEPLOY);
        }
        List<String> missing = new DriftRoute(where, rule()).missing(rule.get().pattern());
        return missing.isEmpty()
                ? new Ok(Component.FORWARDING, "EventBridge's rule %s sends all calls to the hub.".formatted(rule()))
                : unreached(
                        "The pattern of EventBridge's rule %s was changed and drops %s"
                                .formatted(rule(), String.join(", and ", missing)),
                        DEPLOY);
    }

    private static Problem unreached(String what, String remedy) {
        return new Problem(
                Component.FORWARDING, what + ", so calls do not reach the hub: only sweeps find changes.", remedy);
    }
}
