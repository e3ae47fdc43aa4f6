package io.pitrguard.selfcheck;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment consists of, and so what a self-check checks.
 *
 * @param recorder whether AWS Config has to record tables
 * @param trail whether a CloudTrail trail has to log the calls that change tables
 * @param eventRule the EventBridge rule that sends calls
 * @param alerts the ARN of the topic of alerts: somebody must be subscribed to it
 * @param health the ARN of the topic for alarms that pitr-guard itself is unhealthy; it may have no subscribers
 * @param remediates whether the policy remediates tables, and may act
 * @param granted whether the deployment has the permission to change tables; empty if that is not known
 */
public record DeployedComponents(
        boolean recorder,
        boolean trail,
        Optional<String> eventRule,
        Optional<String> alerts,
        Optional<String> health,
        boolean remediates,
        Optional<Boolean> granted,
        Optional<Policies> policy) {
    /** Nothing is checked. */
    public static final DeployedComponents NONE = new DeployedComponents(
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** What an account must have before anything is deployed to it, or must get with it. */
    public static final DeployedComponents BEFORE_DEPLOYMENT = new DeployedComponents(
            true,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** Returns the topics whose subscriptions are checked. */
    Set<String> topics() {
        return Stream.concat(alerts.stream(), health.stream()).collect(Collectors.toSet());
    }

    /** Two policies, each by its SHA-256 in hexadecimal: the one that was deployed, and the one that is read. */
    public record Policies(String deployed, String read) {}
}
