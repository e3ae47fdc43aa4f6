package io.pitrguard.selfcheck;

import java.util.Optional;

/**
 * What a deployment made, and so what a self-check looks for; what it did not make is not looked for.
 *
 * @param recorder whether AWS Config has to record tables
 * @param trail whether a trail has to show the calls that change tables
 * @param eventRule the rule of EventBridge that brings calls
 * @param alerts the ARN of the topic of alerts: somebody has to be subscribed to it
 * @param health the ARN of the topic that only tells that pitr-guard is unwell: there may be nobody
 * @param remediates whether the policy corrects tables, and is to
 * @param granted whether the deployment has the permission to
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
    /** Nothing is looked for. */
    public static final DeployedComponents NONE = new DeployedComponents(
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** What an account has to have before anything is deployed to it, or has to get with it. */
    public static final DeployedComponents BEFORE_DEPLOYMENT = new DeployedComponents(
            true,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** Two policies, each by its SHA-256 in hexadecimal: the one that was deployed, and the one that is read. */
    public record Policies(String deployed, String read) {}
}
