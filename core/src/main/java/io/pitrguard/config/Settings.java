package io.pitrguard.config;

import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.Suggestion;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a function is told by its environment, validated.
 *
 * @param policyFolder where other policies lie, which a rule of AWS Config may name
 * @param act whether the policy's actions are carried out; otherwise the function only looks, because it is told to or
 *     because its deployment has no permission to do more
 * @param topicArn where alerts go; empty when they are only logged
 * @param readsPerSecond the pace of {@code DescribeContinuousBackups}
 * @param timeReserve what is kept back of an invocation's time to report, so that nothing judged is lost
 * @param metricsNamespace the CloudWatch namespace
 * @param ledger how the function remembers
 * @param drift how the function that reacts to calls waits
 * @param expected what the deployment made around the function, for its self-check
 */
public record Settings(
        Policy policy,
        Path policyFolder,
        boolean act,
        Optional<String> topicArn,
        double readsPerSecond,
        Duration timeReserve,
        String metricsNamespace,
        LedgerSettings ledger,
        DriftSettings drift,
        DeployedComponents expected) {
    /** The file that holds the policy; without it {@link Policy#BUILT_IN} applies. */
    public static final String POLICY_FILE = "PITR_GUARD_POLICY_FILE";

    /** {@code policy}, the default, or {@code never}. */
    public static final String ACT = "PITR_GUARD_ACT";

    /** The ARN of the SNS topic for alerts. */
    public static final String TOPIC_ARN = "PITR_GUARD_TOPIC_ARN";

    /** Calls a second, above 0; 10 by default, which is AWS's quota for an account and region. */
    public static final String READS_PER_SECOND = "PITR_GUARD_READS_PER_SECOND";

    /** Seconds, 5 to 300; 30 by default. */
    public static final String TIME_RESERVE = "PITR_GUARD_TIME_RESERVE_SECONDS";

    /** A name; {@code PitrGuard} by default. */
    public static final String METRICS_NAMESPACE = "PITR_GUARD_METRICS_NAMESPACE";

    /** The name of the ledger's table; without it nothing is remembered. */
    public static final String LEDGER_TABLE = "PITR_GUARD_LEDGER_TABLE";

    /** Days, 1 to 3650; 400 by default. */
    public static final String LEDGER_DAYS = "PITR_GUARD_LEDGER_DAYS";

    /** Hours, 1 to 8760; 24 by default. */
    public static final String REMINDER_HOURS = "PITR_GUARD_REMINDER_HOURS";

    /** A count, 1 to 20; 3 by default. */
    public static final String FLAPPING_LIMIT = "PITR_GUARD_FLAPPING_LIMIT";

    /** Hours, 1 to 720; 24 by default. */
    public static final String FLAPPING_HOURS = "PITR_GUARD_FLAPPING_HOURS";

    /** The URL of the queue that the drift function is fed by. */
    public static final String DRIFT_QUEUE_URL = "PITR_GUARD_DRIFT_QUEUE_URL";

    /** The URL of the dead-letter queue behind it; only the command line asks for it. */
    public static final String DRIFT_DLQ_URL = "PITR_GUARD_DRIFT_DLQ_URL";

    /** Seconds, 0 to 900; 300 by default. */
    public static final String GRACE_SECONDS = "PITR_GUARD_GRACE_SECONDS";

    /** The name of the rule of AWS Config that was deployed; its recorder is watched. */
    public static final String CONFIG_RULE = "PITR_GUARD_CONFIG_RULE";

    /** The name of the rule of EventBridge that brings calls; it and the trail behind it are watched. */
    public static final String DRIFT_RULE = "PITR_GUARD_DRIFT_RULE";

    /** The ARN of the topic that only tells that pitr-guard is unwell; its subscriptions are watched. */
    public static final String HEALTH_TOPIC_ARN = "PITR_GUARD_HEALTH_TOPIC_ARN";

    /** The SHA-256 of the policy that was deployed, in hexadecimal. */
    public static final String POLICY_SHA256 = "PITR_GUARD_POLICY_SHA256";

    /** What the deployment gave permission for: {@code alert} or {@code remediate}; unset where nobody said. */
    public static final String GRANTED = "PITR_GUARD_GRANTED";

    /** How many minutes lie between two sweeps; only the doctor asks for it. */
    public static final String SWEEP_MINUTES = "PITR_GUARD_SWEEP_MINUTES";

    private static final String PREFIX = "PITR_GUARD_";
    private static final Set<String> KNOWN = Set.of(
            POLICY_FILE,
            ACT,
            TOPIC_ARN,
            READS_PER_SECOND,
            TIME_RESERVE,
            METRICS_NAMESPACE,
            LEDGER_TABLE,
            LEDGER_DAYS,
            REMINDER_HOURS,
            FLAPPING_LIMIT,
            FLAPPING_HOURS,
            DRIFT_QUEUE_URL,
            DRIFT_DLQ_URL,
            GRACE_SECONDS,
            CONFIG_RULE,
            DRIFT_RULE,
            HEALTH_TOPIC_ARN,
            POLICY_SHA256,
            GRANTED,
            SWEEP_MINUTES);

    /** AWS's quota of {@code DescribeContinuousBackups}, in calls a second per account and region. */
    public static final double QUOTA_READS_PER_SECOND = 10;

    /**
     * How a function remembers.
     *
     * @param table the name of the ledger's table; empty where nothing is remembered
     * @param kept how long the entries of timelines are kept
     * @param reminderInterval how long people are not told again of what lasts
     * @param flappingRules when a table is left alone that somebody keeps disabling
     */
    public record LedgerSettings(
            Optional<String> table, Duration kept, Duration reminderInterval, FlappingRules flappingRules) {
        /** Nothing is remembered. */
        public static final LedgerSettings NONE =
                new LedgerSettings(Optional.empty(), Duration.ofDays(400), Duration.ofDays(1), FlappingRules.STANDARD);

        /** Gives the same for the ledger's table of this name. */
        public LedgerSettings in(String name) {
            return new LedgerSettings(Optional.of(name), kept, reminderInterval, flappingRules);
        }
    }

    /**
     * How the drift function waits.
     *
     * @param queueUrl the queue that it is fed by, and sends back to what has to wait; empty where it cannot
     * @param grace how long a new table is left alone
     */
    public record DriftSettings(Optional<String> queueUrl, Duration grace) {
        /** No queue, and five minutes. */
        public static final DriftSettings NONE = new DriftSettings(Optional.empty(), Duration.ofMinutes(5));
    }

    /** Makes settings that remember nothing. */
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
                metricsNamespace,
                LedgerSettings.NONE,
                DriftSettings.NONE,
                DeployedComponents.NONE);
    }

    /**
     * Reads the settings.
     *
     * @throws SettingsException with every problem at once
     */
    public static Settings read(Map<String, String> environment) {
        Reader reader = new Reader(environment, new ArrayList<>());
        reader.refuseUnknown();
        Policy policy = reader.policy();
        boolean act = reader.act();
        Optional<Boolean> granted = reader.granted();
        Settings settings = new Settings(
                policy,
                reader.policyFolder(),
                act && granted.orElse(true),
                reader.topic(TOPIC_ARN),
                reader.number(READS_PER_SECOND, QUOTA_READS_PER_SECOND, 0.1, 100_000),
                Duration.ofMillis((long) (1000 * reader.number(TIME_RESERVE, 30, 5, 300))),
                reader.text(METRICS_NAMESPACE).orElse("PitrGuard"),
                reader.ledger(),
                reader.drift(),
                new DeployedComponents(
                        reader.text(CONFIG_RULE).isPresent(),
                        reader.text(DRIFT_RULE).isPresent(),
                        reader.text(DRIFT_RULE),
                        reader.expectsSubscribers(),
                        reader.topic(HEALTH_TOPIC_ARN),
                        act && policy.remediates(),
                        granted,
                        reader.policies()));
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return settings;
    }

    /**
     * Reads only how a function remembers.
     *
     * @throws SettingsException with every problem of that at once
     */
    public static LedgerSettings ledger(Map<String, String> environment) {
        Reader reader = new Reader(environment, new ArrayList<>());
        LedgerSettings ledger = reader.ledger();
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return ledger;
    }

    private record Reader(Map<String, String> environment, List<String> problems) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
        }

        /** A setting that is misspelt would count for nothing, and nobody would notice. */
        void refuseUnknown() {
            environment.keySet().stream()
                    .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
                    .sorted()
                    .forEach(name -> problems.add(name + " is no setting."
                            + Suggestion.of(name, KNOWN)
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(" Remove it.")));
        }

        Policy policy() {
            Optional<String> file = text(POLICY_FILE);
            if (file.isEmpty()) {
                return Policy.BUILT_IN;
            }
            return switch (PolicyReader.read(Path.of(file.get()))) {
                case PolicyReading.Valid valid -> valid.policy();
                case PolicyReading.Invalid invalid -> {
                    invalid.errors().forEach(error -> problems.add(POLICY_FILE + ": " + error));
                    yield Policy.BUILT_IN;
                }
            };
        }

        Path policyFolder() {
            Path folder = text(POLICY_FILE).map(Path::of).map(Path::getParent).orElse(null);
            return folder == null ? Path.of("") : folder;
        }

        boolean act() {
            String act = text(ACT).orElse("policy");
            if (!act.equals("policy") && !act.equals("never")) {
                problems.add(ACT + " is '" + act + "'. Set it to policy or never.");
            }
            return act.equals("policy");
        }

        /** Nothing is known of who said nothing. */
        Optional<Boolean> granted() {
            Optional<String> granted = text(GRANTED);
            if (granted.isPresent()
                    && !granted.get().equals("alert")
                    && !granted.get().equals("remediate")) {
                problems.add(GRANTED + " is '" + granted.get() + "'. Set it to alert or remediate, or remove it.");
            }
            return granted.map("remediate"::equals);
        }

        Optional<DeployedComponents.Policies> policies() {
            return text(POLICY_SHA256).map(deployed -> new DeployedComponents.Policies(deployed, digest()));
        }

        private String digest() {
            Optional<String> file = text(POLICY_FILE);
            try {
                return file.isEmpty() ? "none" : PolicyDigest.of(Path.of(file.get()));
            } catch (IOException e) {
                // Reading the policy has told the problem already.
                return "none";
            }
        }

        /** A topic that somebody sends to by hand is theirs: only a deployment's is watched. */
        Optional<String> expectsSubscribers() {
            return text(HEALTH_TOPIC_ARN).flatMap(_ -> text(TOPIC_ARN));
        }

        Optional<String> topic(String name) {
            Optional<String> topic = text(name);
            if (topic.isPresent() && !topic.get().matches("arn:[^:]+:sns:[^:]+:\\d{12}:[A-Za-z0-9_-]+")) {
                problems.add(name + " is '" + topic.get()
                        + "', which is no ARN of an SNS topic. Write it as arn:aws:sns:REGION:ACCOUNT:NAME.");
            }
            return topic;
        }

        LedgerSettings ledger() {
            Optional<String> table = text(LEDGER_TABLE);
            if (table.isPresent() && !table.get().matches("[A-Za-z0-9_.-]{3,255}")) {
                problems.add(LEDGER_TABLE + " is '" + table.get()
                        + "', which is no name of a DynamoDB table. Set it to the name of the ledger's table.");
            }
            return new LedgerSettings(
                    table,
                    Duration.ofDays(whole(LEDGER_DAYS, 400, 3650)),
                    Duration.ofHours(whole(REMINDER_HOURS, 24, 8760)),
                    new FlappingRules(
                            (int) whole(FLAPPING_LIMIT, 3, 20), Duration.ofHours(whole(FLAPPING_HOURS, 24, 720))));
        }

        DriftSettings drift() {
            Optional<String> url = text(DRIFT_QUEUE_URL);
            if (url.isPresent() && !url.get().matches("https?://[^/]+/\\d{12}/[A-Za-z0-9_-]+")) {
                problems.add(
                        DRIFT_QUEUE_URL + " is '" + url.get()
                                + "', which is no URL of a standard SQS queue. Write it as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.");
            }
            return new DriftSettings(url, Duration.ofSeconds((long) number(GRACE_SECONDS, 300, 0, 900)));
        }

        private long whole(String name, int standard, int most) {
            return (long) number(name, standard, 1, most);
        }

        double number(String name, double standard, double least, double most) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return standard;
            }
            try {
                double number = Double.parseDouble(text.get());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException ignored) {
                // Told below, like a number out of range.
            }
            problems.add("%s is '%s'. Set it to a number from %s to %s."
                    .formatted(name, text.get(), plain(least), plain(most)));
            return standard;
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }
}
