package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.selfcheck.HealthFinding.Ok;
import io.pitrguard.domain.selfcheck.HealthFinding.Problem;
import io.pitrguard.domain.selfcheck.HealthFinding.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges what was found around an installation.
 *
 * @param region where it is; commands that remedies name are for there
 */
public record HealthRules(String region) {
    /** What brings back what a deployment made: CloudFormation compares templates, not what is there. */
    public static final String ANEW =
            "What was deleted or changed by hand comes back only with a new stack: cdk destroy, then cdk deploy with existingLedger set to true in cdk.json (docs/deploy.md).";

    private static final String MAKE_RECORDER =
            "Deploy with -c createRecorder=true, better with that in cdk.json, or switch AWS Config on in this region; without the rule of AWS Config: -c configRule=false.";
    private static final String CONTINUOUSLY =
            "Have it record AWS::DynamoDB::Table, continuously: AWS Config, Settings.";
    private static final String MAKE_TRAIL =
            "Deploy with -c createTrail=true, better with that in cdk.json. Until then sweeps find what calls break.";
    private static final String MEND_TRAIL =
            "Have a trail log all management events that write, or deploy with createTrail set to true in cdk.json. Until then sweeps find what calls break.";

    /** Judges AWS Config's recorders, of which an account and region has one, and services of AWS may have more. */
    public HealthFinding recorder(List<Recorder> recorders) {
        if (recorders.stream()
                .anyMatch(one -> one.on()
                        && one.tables()
                        && !one.daily()
                        && one.failure().isEmpty())) {
            return new Ok(Component.RECORDER, "AWS Config records tables.");
        }
        return recorders.stream()
                .filter(Recorder::tables)
                .findFirst()
                .map(this::recordsNothing)
                .or(() -> recorders.stream().findFirst().map(HealthRules::recordsOthers))
                .orElseGet(() -> new Problem(
                        Component.RECORDER,
                        "AWS Config has no recorder in this region: its rule judges nothing.",
                        MAKE_RECORDER));
    }

    private HealthFinding recordsNothing(Recorder recorder) {
        if (!recorder.on()) {
            return new Problem(
                    Component.RECORDER,
                    "AWS Config's recorder %s is stopped: its rule judges no changes.".formatted(recorder.name()),
                    "aws configservice start-configuration-recorder --configuration-recorder-name %s --region %s"
                            .formatted(recorder.name(), region));
        }
        return recorder.failure()
                .map(why -> new Problem(
                        Component.RECORDER,
                        "AWS Config's recorder %s fails: %s.".formatted(recorder.name(), why),
                        "Mend its role and its delivery channel: aws configservice describe-configuration-recorder-status --region "
                                + region))
                .orElseGet(() -> new Problem(
                        Component.RECORDER,
                        "AWS Config's recorder %s records tables once a day only: its rule learns of changes up to a day late."
                                .formatted(recorder.name()),
                        CONTINUOUSLY));
    }

    private static HealthFinding recordsOthers(Recorder recorder) {
        return new Problem(
                Component.RECORDER,
                "AWS Config's recorder %s does not record tables: its rule judges nothing.".formatted(recorder.name()),
                CONTINUOUSLY);
    }

    /** Judges the trails that the account has in the region; one that shows all changes is enough. */
    public HealthFinding trail(List<Trail> trails) {
        Optional<Trail> good = trails.stream()
                .filter(trail -> trail.shows() instanceof Trail.Shows.Changes)
                .findFirst();
        if (good.isPresent()) {
            return new Ok(Component.TRAIL, said(good.get()));
        }
        Optional<Trail.Shows.Unknown> unknown = trails.stream()
                .map(Trail::shows)
                .filter(Trail.Shows.Unknown.class::isInstance)
                .map(Trail.Shows.Unknown.class::cast)
                .findFirst();
        if (unknown.isPresent()) {
            return new Unknown(
                    Component.TRAIL, unknown.get().why(), unknown.get().passing());
        }
        if (trails.isEmpty()) {
            return new Problem(
                    Component.TRAIL,
                    "CloudTrail has no trail here: no call reaches pitr-guard as it is made.",
                    MAKE_TRAIL);
        }
        return new Problem(
                Component.TRAIL,
                "No trail shows all calls that change tables, so that they may not reach pitr-guard as they are made. "
                        + trails.stream().map(HealthRules::said).collect(Collectors.joining(" ")),
                trails.stream()
                        .map(Trail::shows)
                        .flatMap(shows -> shows.remedy().stream())
                        .findFirst()
                        .orElse(MEND_TRAIL));
    }

    private static String said(Trail trail) {
        return "The trail %s %s.".formatted(trail.name(), trail.shows().why());
    }

    /**
     * Judges the rule that brings calls to the drift function.
     *
     * @param rule empty where there is none of this name
     */
    public HealthFinding eventRule(String name, Optional<EventRule> rule) {
        if (rule.isEmpty()) {
            return new Problem(
                    Component.EVENT_RULE,
                    "EventBridge has no rule %s: no call reaches pitr-guard as it is made.".formatted(name),
                    ANEW);
        }
        if (rule.get().targets() == 0) {
            return new Problem(
                    Component.EVENT_RULE,
                    "EventBridge's rule %s has no target: no call reaches pitr-guard as it is made.".formatted(name),
                    ANEW);
        }
        return rule.get().enabled()
                ? new Ok(Component.EVENT_RULE, "EventBridge's rule %s is enabled.".formatted(name))
                : new Problem(
                        Component.EVENT_RULE,
                        "EventBridge's rule %s is disabled: no call reaches pitr-guard as it is made.".formatted(name),
                        "aws events enable-rule --name %s --region %s".formatted(name, region));
    }

    /** Judges who gets alerts. */
    public HealthFinding subscribers(String topicArn, List<Subscription> subscriptions) {
        HealthFinding confirmed = confirmed(topicArn, subscriptions);
        if (confirmed.isBlindSpot()) {
            return confirmed;
        }
        return subscriptions.isEmpty()
                ? new Problem(
                        Component.SUBSCRIPTION,
                        "Nobody is subscribed to %s: alerts reach no one.".formatted(topicArn),
                        "Write alertEmail into cdk.json and deploy again, or: aws sns subscribe --topic-arn %s --protocol email --notification-endpoint ADDRESS --region %s"
                                .formatted(topicArn, region))
                : confirmed;
    }

    /** Judges whether all who are to get something from a topic confirmed it; there may be none. */
    public HealthFinding confirmed(String topicArn, List<Subscription> subscriptions) {
        List<String> pending = subscriptions.stream()
                .filter(subscription -> !subscription.confirmed())
                .map(Subscription::endpoint)
                .sorted()
                .toList();
        return pending.isEmpty()
                ? new Ok(
                        Component.SUBSCRIPTION,
                        subscriptions.isEmpty()
                                ? "Nobody is subscribed to %s, which is up to you.".formatted(topicArn)
                                : "All who are subscribed to %s confirmed it (%d)."
                                        .formatted(topicArn, subscriptions.size()))
                : new Problem(
                        Component.SUBSCRIPTION,
                        "Not confirmed, so that nothing is sent there from %s: %s."
                                .formatted(topicArn, String.join(", ", pending)),
                        "Follow the link in the mail \"AWS Notification - Subscription Confirmation\"; to get it again: aws sns subscribe --topic-arn %s --protocol email --notification-endpoint %s --region %s"
                                .formatted(topicArn, pending.getFirst(), region));
    }

    /**
     * Judges whether a function may do what its policy asks for.
     *
     * @param asked whether the policy corrects tables, and is to
     * @param granted whether the deployment has the permission to
     */
    public HealthFinding permission(boolean asked, boolean granted) {
        return asked && !granted
                ? new Problem(
                        Component.PERMISSION,
                        "The policy corrects tables, but the deployment was made for one that does not and may not: tables are alerted about only.",
                        "Deploy again with this policy, which gives the function dynamodb:UpdateContinuousBackups.")
                : new Ok(
                        Component.PERMISSION,
                        asked ? "Tables may be corrected, as the policy asks." : "No table is to be corrected.");
    }

    /**
     * Judges whether a function reads the policy that was deployed.
     *
     * @param deployed the SHA-256 of what was deployed, in hexadecimal
     * @param read that of what the function reads
     */
    public HealthFinding policy(String deployed, String read) {
        return deployed.equals(read)
                ? new Ok(
                        Component.POLICY,
                        "The policy is the one that was deployed (SHA-256 %s).".formatted(brief(read)))
                : new Problem(
                        Component.POLICY,
                        "The function judges by another policy than was deployed (SHA-256 %s instead of %s)."
                                .formatted(brief(read), brief(deployed)),
                        "Somebody changed the function's layer or its settings by hand. Put them back, or: " + ANEW);
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
