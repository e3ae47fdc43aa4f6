package io.pitrguard.bootstrap;

import io.pitrguard.bootstrap.policy.PolicyReader;
import io.pitrguard.bootstrap.policy.PolicyReading;
import io.pitrguard.domain.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function is told by its environment, validated.
 *
 * @param policyFolder where other policies lie, which a rule of AWS Config may name
 * @param act whether the policy's actions are carried out; otherwise the function only looks
 * @param topicArn where alerts go; empty when they are only logged
 * @param readsPerSecond the pace of {@code DescribeContinuousBackups}
 * @param timeReserve what is kept back of an invocation's time to report, so that nothing judged is lost
 * @param metricsNamespace the CloudWatch namespace
 */
public record Settings(
        Policy policy,
        Path policyFolder,
        boolean act,
        Optional<String> topicArn,
        double readsPerSecond,
        Duration timeReserve,
        String metricsNamespace) {
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

    /** AWS's quota of {@code DescribeContinuousBackups}, in calls a second per account and region. */
    public static final double QUOTA_READS_PER_SECOND = 10;

    /**
     * Reads the settings.
     *
     * @throws SettingsException with every problem at once
     */
    public static Settings read(Map<String, String> environment) {
        Reader reader = new Reader(environment, new ArrayList<>());
        Settings settings = new Settings(
                reader.policy(),
                reader.policyFolder(),
                reader.act(),
                reader.topic(),
                reader.number(READS_PER_SECOND, QUOTA_READS_PER_SECOND, 0.1, 100_000),
                Duration.ofMillis((long) (1000 * reader.number(TIME_RESERVE, 30, 5, 300))),
                reader.text(METRICS_NAMESPACE).orElse("PitrGuard"));
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return settings;
    }

    private record Reader(Map<String, String> environment, List<String> problems) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
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

        Optional<String> topic() {
            Optional<String> topic = text(TOPIC_ARN);
            if (topic.isPresent() && !topic.get().matches("arn:[^:]+:sns:[^:]+:\\d{12}:[A-Za-z0-9_-]+")) {
                problems.add(TOPIC_ARN + " is '" + topic.get()
                        + "', which is no ARN of an SNS topic. Write it as arn:aws:sns:REGION:ACCOUNT:NAME.");
            }
            return topic;
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
