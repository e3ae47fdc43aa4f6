package io.pitrguard.config;

import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.selfcheck.DeployedComponents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function's settings, read from its environment and validated.
 *
 * @param policyFolder the folder of further policies, which a rule of AWS Config may name
 * @param act whether the policy's actions are carried out; otherwise the function only alerts, on request or because its
 *     deployment has no permission for more
 * @param topicArn the topic for alerts; empty when they are only logged
 * @param readsPerSecond the pace of {@code DescribeContinuousBackups}
 * @param timeReserve the part of an invocation's time that is kept for the report, so that no result is lost
 * @param reporting where and how results are reported
 * @param ledger the settings of the ledger
 * @param drift the settings of the drift function
 * @param expected the components that the deployment created, for the self-check
 * @param hub how the deployment sweeps, and the settings of a state machine that does
 */
public record Settings(
        Policy policy,
        Path policyFolder,
        boolean act,
        Optional<String> topicArn,
        double readsPerSecond,
        Duration timeReserve,
        Reporting reporting,
        LedgerSettings ledger,
        DriftSettings drift,
        DeployedComponents expected,
        HubSettings hub) {
    /** The policy file; without it {@link Policy#BUILT_IN} applies. */
    public static final String POLICY_FILE = "PITR_GUARD_POLICY_FILE";

    /** {@code policy}, the default, or {@code never}. */
    public static final String ACT = "PITR_GUARD_ACT";

    /** The ARN of the SNS topic for alerts. */
    public static final String TOPIC_ARN = "PITR_GUARD_TOPIC_ARN";

    /** Calls per second, above 0; 10 by default, AWS's quota per account and region. */
    public static final String READS_PER_SECOND = "PITR_GUARD_READS_PER_SECOND";

    /** Seconds, 5 to 300; 30 by default. */
    public static final String TIME_RESERVE = "PITR_GUARD_TIME_RESERVE_SECONDS";

    /** A name; {@code PitrGuard} by default. */
    public static final String METRICS_NAMESPACE = "PITR_GUARD_METRICS_NAMESPACE";

    /** The name of the ledger's table; without it there is no ledger. */
    public static final String LEDGER_TABLE = "PITR_GUARD_LEDGER_TABLE";

    /** Days, 1 to 3650; 400 by default. */
    public static final String LEDGER_DAYS = "PITR_GUARD_LEDGER_DAYS";

    /** Hours, 1 to 8760; 24 by default. */
    public static final String REMINDER_HOURS = "PITR_GUARD_REMINDER_HOURS";

    /** A count, 1 to 20; 3 by default. */
    public static final String FLAPPING_LIMIT = "PITR_GUARD_FLAPPING_LIMIT";

    /** Hours, 1 to 720; 24 by default. */
    public static final String FLAPPING_HOURS = "PITR_GUARD_FLAPPING_HOURS";

    /** Hours, 2 to 168, within which each table is read; by default each sweep reads all. */
    public static final String LIVE_HOURS = "PITR_GUARD_LIVE_HOURS";

    /** The URL of the queue that the drift function reads. */
    public static final String DRIFT_QUEUE_URL = "PITR_GUARD_DRIFT_QUEUE_URL";

    /** The URL of its dead-letter queue; only the command line reads it. */
    public static final String DRIFT_DLQ_URL = "PITR_GUARD_DRIFT_DLQ_URL";

    /** Seconds, 0 to 900; 300 by default. */
    public static final String GRACE_SECONDS = "PITR_GUARD_GRACE_SECONDS";

    /** The name of the deployed AWS Config rule; the self-check then expects a recorder. */
    public static final String CONFIG_RULE = "PITR_GUARD_CONFIG_RULE";

    /** The name of the EventBridge rule that delivers calls; the self-check expects it, and a trail. */
    public static final String DRIFT_RULE = "PITR_GUARD_DRIFT_RULE";

    /** The ARN of the topic that only says that pitr-guard is unhealthy; the self-check expects a subscriber. */
    public static final String HEALTH_TOPIC_ARN = "PITR_GUARD_HEALTH_TOPIC_ARN";

    /** The SHA-256 of the deployed policy, in hexadecimal. */
    public static final String POLICY_SHA256 = "PITR_GUARD_POLICY_SHA256";

    /** The permission that the deployment granted: {@code alert} or {@code remediate}; unset where unknown. */
    public static final String GRANTED = "PITR_GUARD_GRANTED";

    /** {@code full}, the default, {@code lean} or {@code minimal}: which metrics are written. */
    public static final String FOOTPRINT = "PITR_GUARD_FOOTPRINT";

    /** The URL of the folder that holds {@code docs/}; alerts then link to the runbooks. */
    public static final String DOCS_URL = "PITR_GUARD_DOCS_URL";

    /** The name or the ARN of the event bus for events of pitr-guard; without it none are sent. */
    public static final String EVENT_BUS = "PITR_GUARD_EVENT_BUS";

    /** The ARN of the SNS topic for chat; without it there is none. */
    public static final String CHAT_TOPIC_ARN = "PITR_GUARD_CHAT_TOPIC_ARN";

    /** {@code true}: sweeps send findings to Security Hub; {@code false} by default. */
    public static final String SECURITY_HUB = "PITR_GUARD_SECURITY_HUB";

    /** Minutes between two sweeps, 1 to 10080; 60 by default. The functions of a hub and the doctor read it. */
    public static final String SWEEP_MINUTES = "PITR_GUARD_SWEEP_MINUTES";

    /** The name of the bucket for evidence; without it none is kept. */
    public static final String EVIDENCE_BUCKET = "PITR_GUARD_EVIDENCE_BUCKET";

    /** Days that the bucket keeps evidence, 1 to 36500; 400 by default. */
    public static final String EVIDENCE_DAYS = "PITR_GUARD_EVIDENCE_DAYS";

    /** AWS's quota of {@code DescribeContinuousBackups}: calls per second, per account and region. */
    public static final double QUOTA_READS_PER_SECOND = 10;

    /** Returns the SHA-256 of the policy's file, in hexadecimal; empty without a file, or where the deployment did not ask. */
    public Optional<String> policyDigest() {
        return expected.policy()
                .map(DeployedComponents.Policies::read)
                .filter(digest -> digest.matches("[0-9a-f]{64}"));
    }

    /**
     * Where and how results are reported.
     *
     * @param metricsNamespace the CloudWatch namespace
     * @param footprint which metrics are written
     * @param docsUrl the URL of the folder that holds {@code docs/}; empty where alerts only name the pages
     * @param outputs which other systems are notified
     */
    public record Reporting(String metricsNamespace, Footprint footprint, Optional<String> docsUrl, Outputs outputs) {
        /** Everything is reported, and to nobody else. */
        public static final Reporting STANDARD = new Reporting("PitrGuard", Footprint.FULL, Optional.empty());

        /** Creates settings that tell no other system. */
        public Reporting(String metricsNamespace, Footprint footprint, Optional<String> docsUrl) {
            this(metricsNamespace, footprint, docsUrl, Outputs.NONE);
        }
    }

    /**
     * Which other systems are notified, beside people.
     *
     * @param eventBus the name or the ARN of an event bus of EventBridge; empty if no events are sent
     * @param chatTopicArn the topic for chat; empty if there is none
     * @param securityHub whether Security Hub gets findings
     */
    public record Outputs(Optional<String> eventBus, Optional<String> chatTopicArn, boolean securityHub) {
        /** None. */
        public static final Outputs NONE = new Outputs(Optional.empty(), Optional.empty(), false);

        /** What EventBridge lets a bus be called. */
        public static final String BUS_NAME = "[/.\\-_A-Za-z0-9]{1,256}";

        /** What the ARN of a bus looks like. */
        public static final String BUS_ARN = "arn:[^:]+:events:[^:]+:\\d{12}:event-bus/" + BUS_NAME;
    }

    /**
     * Where reports are kept as evidence.
     *
     * @param kept how long the bucket keeps them
     */
    public record Evidence(String bucket, Duration kept) {}

    /**
     * The settings of the ledger and of what follows from it.
     *
     * @param table the name of the ledger's table; empty without a ledger
     * @param kept how long the entries of timelines are kept
     * @param reminderInterval the time between reminders of an open finding
     * @param flappingRules when automatic remediation of a table is suspended
     * @param liveHours within how many hours a sweep on a schedule reads each table; empty if each sweep reads all
     * @param evidence where the reports of sweeps are kept; empty where none are
     */
    public record LedgerSettings(
            Optional<String> table,
            Duration kept,
            Duration reminderInterval,
            FlappingRules flappingRules,
            OptionalInt liveHours,
            Optional<Evidence> evidence) {
        /** No ledger. */
        public static final LedgerSettings NONE =
                new LedgerSettings(Optional.empty(), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD);

        /** Creates settings that keep no evidence. */
        public LedgerSettings(
                Optional<String> table,
                Duration kept,
                Duration reminderInterval,
                FlappingRules flappingRules,
                OptionalInt liveHours) {
            this(table, kept, reminderInterval, flappingRules, liveHours, Optional.empty());
        }

        /** Creates settings for sweeps that read all tables. */
        public LedgerSettings(
                Optional<String> table, Duration kept, Duration reminderInterval, FlappingRules flappingRules) {
            this(table, kept, reminderInterval, flappingRules, OptionalInt.empty());
        }

        /** Returns the same settings for a ledger in the table of this name. */
        public LedgerSettings in(String name) {
            return new LedgerSettings(Optional.of(name), kept, reminderInterval, flappingRules, liveHours, evidence);
        }

        /** Returns the same settings with evidence in this bucket. */
        public LedgerSettings with(Evidence bucket) {
            return new LedgerSettings(table, kept, reminderInterval, flappingRules, liveHours, Optional.of(bucket));
        }

        /** Returns where the ledger of a deployment in this account and region is. */
        public LedgerLocation location(AccountRegion own) {
            return new LedgerLocation(own, table.orElse(LedgerLocation.STANDARD));
        }
    }

    /**
     * The settings of the drift function.
     *
     * @param queueUrl the queue that it reads and requeues to; empty where it cannot requeue
     * @param grace the grace period for a new table
     */
    public record DriftSettings(Optional<String> queueUrl, Duration grace) {
        /** No queue, and a grace period of five minutes. */
        public static final DriftSettings NONE = new DriftSettings(Optional.empty(), Duration.ofMinutes(5));
    }

    /** Creates settings without a ledger. */
    public Settings(
            Policy policy,
            Path policyFolder,
            boolean act,
            Optional<String> topicArn,
            double readsPerSecond,
            Duration timeReserve,
            String metricsNamespace) {
        this(
                policy,
                policyFolder,
                act,
                topicArn,
                readsPerSecond,
                timeReserve,
                new Reporting(metricsNamespace, Footprint.FULL, Optional.empty()),
                LedgerSettings.NONE,
                DriftSettings.NONE,
                DeployedComponents.NONE);
    }

    /** Creates settings of a deployment that sweeps its own account and region with one function. */
    public Settings(
            Policy policy,
            Path policyFolder,
            boolean act,
            Optional<String> topicArn,
            double readsPerSecond,
            Duration timeReserve,
            Reporting reporting,
            LedgerSettings ledger,
            DriftSettings drift,
            DeployedComponents expected) {
        this(
                policy,
                policyFolder,
                act,
                topicArn,
                readsPerSecond,
                timeReserve,
                reporting,
                ledger,
                drift,
                expected,
                HubSettings.NONE);
    }

    /**
     * Reads the settings.
     *
     * @throws SettingsException with every problem at once
     */
    public static Settings read(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        return reader.settings(reader.policy());
    }

    /**
     * Reads the settings, with this policy in place of the policy file's.
     *
     * @throws SettingsException with every problem at once
     */
    public static Settings read(Map<String, String> environment, Policy policy) {
        return new SettingsReader(environment).settings(policy);
    }

    /**
     * Reads only the settings of a deployment that sweeps with a state machine.
     *
     * @throws SettingsException with every problem of these at once
     */
    public static HubSettings hub(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        HubSettings hub = reader.hub();
        reader.finish();
        return hub;
    }

    /**
     * Reads only the settings of the ledger.
     *
     * @throws SettingsException with every problem of these at once
     */
    public static LedgerSettings ledger(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        LedgerSettings ledger = reader.ledger();
        reader.finish();
        return ledger;
    }
}
