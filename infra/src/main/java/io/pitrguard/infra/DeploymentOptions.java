package io.pitrguard.infra;

import io.pitrguard.config.StackName;
import io.pitrguard.domain.selfcheck.Footprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a deployment, validated. {@link Option} describes each.
 *
 * @param name the stack's name, and the prefix of all resource names
 * @param footprint how much is spent on watching
 */
record DeploymentOptions(
        String name,
        FleetOptions fleet,
        Protection protection,
        Notifications notifications,
        Retention retention,
        Recording recording,
        Footprint footprint,
        Platform platform,
        Ownership ownership,
        RecoveryOptions recovery) {
    DeploymentOptions {
        if (!StackName.isValid(name)) {
            throw new IllegalArgumentException("not a valid stack name: " + name);
        }
    }

    /**
     * How tables are protected.
     *
     * @param act whether the policy's actions are carried out
     */
    record Protection(Path policyFile, boolean act, Sweeps sweeps, int graceSeconds, Flapping flapping) {}

    /**
     * How often all tables are checked, and how fast.
     *
     * @param liveHours within how many hours each table is read; empty if each sweep reads all
     */
    record Sweeps(int minutes, int windowMinutes, int readsPerSecond, Optional<Integer> liveHours) {}

    /** How many manual disables, within how many hours, suspend automatic remediation of a table. */
    record Flapping(int limit, int hours) {}

    /**
     * Who gets alerts, and how often the same one.
     *
     * @param securityHub whether Security Hub gets findings
     * @param eventBus the name or the ARN of the event bus that gets events; empty for none
     */
    record Notifications(
            List<Subscriber> subscribers,
            List<String> health,
            Optional<String> chatTopicArn,
            Optional<String> topicArn,
            Optional<String> eventBus,
            boolean securityHub,
            String docsUrl,
            int reminderHours) {
        Notifications {
            subscribers = List.copyOf(subscribers);
            health = List.copyOf(health);
        }

        /** Returns whether somebody may get alerts. Who subscribes to the user's own topics is not known here. */
        boolean hasRecipient() {
            return !subscribers.isEmpty() || topicArn.isPresent() || chatTopicArn.isPresent();
        }

        /** Returns the URL of a page of docs/, such as {@code runbooks/unhealthy.md}. */
        String page(String path) {
            return docsUrl + "/docs/" + path;
        }
    }

    /**
     * What is kept for how long, and the key that encrypts it.
     *
     * @param evidence empty where the reports of sweeps are not kept
     */
    record Retention(
            int ledgerDays,
            int logDays,
            LedgerLifecycle ledger,
            Optional<String> keyArn,
            Optional<Evidence> evidence) {}

    /**
     * How long the reports of sweeps are kept.
     *
     * @param lock empty where whoever may delete objects may delete them
     */
    record Evidence(int days, Optional<Lock> lock) {}

    /**
     * How long nobody can delete a report.
     *
     * @param compliance whether that holds for everybody; otherwise not for who may bypass it
     */
    record Lock(int days, boolean compliance) {}

    /** What happens to the ledger's table. */
    enum LedgerLifecycle {
        /** Created; it stays when the stack is destroyed. */
        RETAINED,
        /** Created; it is destroyed with the stack. */
        DESTROYED,
        /** An existing table, which stays as it is. */
        REUSED
    }

    /**
     * What AWS Config and CloudTrail do.
     *
     * @param ruleHours how often the rule evaluates all tables; empty where it only evaluates changes
     */
    record Recording(
            boolean rule,
            Optional<Integer> ruleHours,
            boolean managedRule,
            boolean conformancePack,
            boolean recorder,
            boolean trail) {}

    /**
     * What Lambda can do in the region, or was said to be able to.
     *
     * @param recursiveLoop whether the drift function may requeue messages as often as it needs to
     */
    record Platform(SnapStart snapStart, boolean jsonLogs, boolean recursiveLoop) {}

    /** Which functions start from a snapshot. */
    enum SnapStart {
        NONE,
        /** Those that something invokes at least daily: a snapshot that nobody uses for 14 days is lost. */
        REGULAR,
        /** All that have an alias. */
        ALL
    }

    /** What the owners of the account require of resources. */
    record Ownership(boolean reservedConcurrency, Optional<String> permissionsBoundary, Map<String, String> tags) {
        Ownership {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Reads the options.
     *
     * @param region the region of the deployment; empty where that is not known yet
     * @throws OptionsException with every problem at once
     */
    static DeploymentOptions read(Map<String, ?> values, Optional<String> region) {
        Context context = new Context(values);
        DeploymentOptions options = new OptionsReader(context, region).options();
        context.finish();
        return options;
    }
}
