package io.pitrguard.selfcheck;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.EventRule;
import io.pitrguard.domain.selfcheck.ForwardingRules;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.Result;
import java.util.Optional;

/** Checks whether an account and region of the organization sends calls to the hub. */
public final class ForwardingCheck {
    private final EnvironmentProbe probe;
    private final ForwardingRules rules;

    /**
     * Creates a check.
     *
     * @param probe of that account and region
     * @param busArn the ARN of the hub's event bus
     */
    public ForwardingCheck(EnvironmentProbe probe, String busArn) {
        this.probe = probe;
        this.rules = new ForwardingRules(busArn);
    }

    /** Checks. What AWS answers never makes it throw: what could not be checked is a blind spot, too. */
    public HealthFinding run(AccountRegion where) {
        return switch (Result.of(() -> probe.eventRule(rules.rule()))) {
            case Result.Success<Optional<EventRule>>(Optional<EventRule> rule) -> rules.judge(where, rule);
            case Result.Failure<Optional<EventRule>>(Cause cause) ->
                new HealthFinding.Unknown(
                        Component.FORWARDING,
                        "Whether calls reach the hub could not be read. " + cause.message(),
                        cause.worthAnotherTry());
        };
    }
}
