package io.pitrguard.domain.selfcheck;

import io.pitrguard.domain.selfcheck.HealthFinding.Ok;
import io.pitrguard.domain.selfcheck.HealthFinding.Problem;
import io.pitrguard.domain.selfcheck.HealthFinding.Unknown;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges the components that a deployment depends on.
 *
 * @param region the region of the commands in remedies
 */
public record HealthRules(String region) {
    /** How to restore what a deployment created: CloudFormation compares templates, not resources. */
    public static final String ANEW =
            "CloudFormation does not restore what was deleted or changed by hand. Create the stack again: cdk destroy, then cdk deploy with existingLedger set to true in cdk.json (docs/deploy.md).";

    private static final String MAKE_RECORDER =
            "Deploy with -c createRecorder=true and keep that in cdk.json, or turn on AWS Config in this region. To do without the AWS Config rule: -c configRule=false.";
    private static final String CONTINUOUSLY = "In AWS Config, Settings, record AWS::DynamoDB::Table continuously.";
    private static final String MAKE_TRAIL =
            "Deploy with -c createTrail=true and keep that in cdk.json. Until then only sweeps find changes.";
    private static final String MEND_TRAIL =
            "Configure a trail to log all management write events, or deploy with -c createTrail=true and keep that in cdk.json. Until then only sweeps find changes.";

    private static final String MEMBER_TRAIL =
            "Create a trail of the organization that logs management write events in all regions, or one in the account. Until then only sweeps find changes there.";

    /** Judges AWS Config's recorders: an account and region has one, and AWS services may have more. */
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
                        "AWS Config has no recorder in this region, so its rule evaluates nothing.",
                        MAKE_RECORDER));
    }

    private HealthFinding recordsNothing(Recorder recorder) {
        if (!recorder.on()) {
            return new Problem(
                    Component.RECORDER,
                    "AWS Config's recorder %s is stopped, so its rule evaluates no changes.".formatted(recorder.name()),
                    "aws configservice start-configuration-recorder --configuration-recorder-name %s --region %s"
                            .formatted(ShellWord.quoted(recorder.name()), region));
        }
        return recorder.failure()
                .map(why -> new Problem(
                        Component.RECORDER,
                        "AWS Config's recorder %s fails: %s.".formatted(recorder.name(), why),
                        "Repair its role and its delivery channel: aws configservice describe-configuration-recorder-status --region "
                                + region))
                .orElseGet(() -> new Problem(
                        Component.RECORDER,
                        "AWS Config's recorder %s records tables only once a day, so its rule evaluates changes up to a day late."
                                .formatted(recorder.name()),
                        CONTINUOUSLY));
    }

    private static HealthFinding recordsOthers(Recorder recorder) {
        return new Problem(
                Component.RECORDER,
                "AWS Config's recorder %s does not record tables, so its rule evaluates nothing."
                        .formatted(recorder.name()),
                CONTINUOUSLY);
    }

    /** Judges the trails of the account in the region; one that logs all changes is enough. */
    public HealthFinding trail(List<Trail> trails) {
        return trail(trails, MAKE_TRAIL, MEND_TRAIL);
    }

    /** The same for an account of the organization, to which the deployment does not belong; what is in order is the same everywhere. */
    public HealthFinding memberTrail(List<Trail> trails) {
        HealthFinding finding = trail(trails, MEMBER_TRAIL, MEMBER_TRAIL);
        return finding.isBlindSpot() ? finding : new Ok(Component.TRAIL, "A trail logs the calls that change tables.");
    }

    private static HealthFinding trail(List<Trail> trails, String make, String mend) {
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
                    Component.TRAIL, "CloudTrail has no trail in this region, so calls do not reach pitr-guard.", make);
        }
        return new Problem(
                Component.TRAIL,
                "No trail logs all calls that change tables, so some may not reach pitr-guard. "
                        + trails.stream().map(HealthRules::said).collect(Collectors.joining(" ")),
                trails.stream()
                        .map(Trail::shows)
                        .flatMap(shows -> shows.remedy().stream())
                        .findFirst()
                        .orElse(mend));
    }

    private static String said(Trail trail) {
        return "The trail %s %s.".formatted(trail.name(), trail.shows().why());
    }

    /**
     * Judges the rule that brings calls to the drift function.
     *
     * @param rule empty where there is none of this name
     */
    public HealthFinding eventRule(DriftRoute route, Optional<EventRule> rule) {
        String name = route.name();
        if (rule.isEmpty()) {
            return unreached("EventBridge has no rule %s".formatted(name), ANEW);
        }
        if (!rule.get().enabled()) {
            return unreached(
                    "EventBridge's rule %s is disabled".formatted(name),
                    "aws events enable-rule --name %s --region %s".formatted(name, region));
        }
        if (!rule.get().targets().contains(route.queueArn())) {
            return unreached(
                    "EventBridge's rule %s does not send events as they are to %s".formatted(name, route.queueArn()),
                    "aws events put-targets --rule %s --targets Id=Target0,Arn=%s --region %s"
                            .formatted(name, route.queueArn(), region));
        }
        List<String> missing = route.missing(rule.get().pattern());
        return missing.isEmpty()
                ? new Ok(
                        Component.EVENT_RULE,
                        "EventBridge's rule %s lets all calls through to the queue.".formatted(name))
                : unreached(
                        "The pattern of EventBridge's rule %s was changed and drops %s"
                                .formatted(name, String.join(", and ", missing)),
                        ANEW);
    }

    private static Problem unreached(String what, String remedy) {
        return new Problem(Component.EVENT_RULE, what + ", so calls do not reach pitr-guard.", remedy);
    }

    /** Judges the machine's clock; empty if it agrees with AWS's. */
    public Optional<HealthFinding> clock(ClockSkew skew) {
        return skew.description()
                .map(what -> new Problem(Component.CLOCK, what, "Set the machine's clock, best with NTP."));
    }

    /**
     * Judges whether a function has the permissions that its policy requires.
     *
     * @param asked whether the policy remediates tables, and may act
     * @param granted whether the deployment has the permission to change tables
     */
    public HealthFinding permission(boolean asked, boolean granted) {
        return asked && !granted
                ? new Problem(
                        Component.PERMISSION,
                        "The policy remediates tables, but the deployment does not have the permission to: it only alerts.",
                        "Deploy this policy, which grants the function dynamodb:UpdateContinuousBackups.")
                : new Ok(
                        Component.PERMISSION,
                        asked
                                ? "The function has the permission to remediate tables, as the policy requires."
                                : "The policy remediates no table.");
    }

    /**
     * Judges whether a function uses the policy that was deployed.
     *
     * @param deployed the SHA-256 of what was deployed, in hexadecimal
     * @param read that of what the function reads
     */
    public HealthFinding policy(String deployed, String read) {
        return deployed.equals(read)
                ? new Ok(
                        Component.POLICY,
                        "The function uses the policy that was deployed (SHA-256 %s).".formatted(brief(read)))
                : new Problem(
                        Component.POLICY,
                        "The function uses another policy than the deployed one (SHA-256 %s instead of %s)."
                                .formatted(brief(read), brief(deployed)),
                        "Somebody changed the function's layer or settings by hand. Change them back. " + ANEW);
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
