package io.pitrguard.config;

import io.pitrguard.config.Settings.DriftSettings;
import io.pitrguard.config.Settings.LedgerSettings;
import io.pitrguard.config.Settings.Outputs;
import io.pitrguard.config.Settings.Reporting;
import io.pitrguard.config.policy.PolicyDigest;
import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.config.policy.UnitRules;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.rotation.Basis;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.selfcheck.DeployedComponents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads settings from an environment, and collects what is wrong with them. */
final class SettingsReader {
    private final SettingValues values;
    private final List<String> problems;

    SettingsReader(Map<String, String> environment) {
        values = new SettingValues(environment);
        problems = values.problems();
    }

    /**
     * Ends reading.
     *
     * @throws SettingsException with every problem at once
     */
    void finish() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /**
     * Returns the settings with this policy.
     *
     * @throws SettingsException with every problem at once
     */
    Settings settings(Policy policy) {
        values.refuseUnknown();
        HubSettings hub = hub();
        if (hub.mode() != Mode.ORGANIZATION) {
            UnitRules.problem(policy).ifPresent(problems::add);
        }
        boolean act = act();
        Optional<Boolean> granted = granted();
        Settings settings = new Settings(
                policy,
                policyFolder(),
                act && granted.orElse(true),
                topic(Settings.TOPIC_ARN),
                values.number(Settings.READS_PER_SECOND, Settings.QUOTA_READS_PER_SECOND, 0.1, 100_000),
                Duration.ofMillis((long) (1000 * values.number(Settings.TIME_RESERVE, 30, 5, 300))),
                reporting(),
                ledger(),
                drift(),
                new DeployedComponents(
                        text(Settings.CONFIG_RULE).isPresent(),
                        text(Settings.DRIFT_RULE).isPresent(),
                        text(Settings.DRIFT_RULE),
                        expectsSubscribers(),
                        topic(Settings.HEALTH_TOPIC_ARN),
                        act && policy.remediates(),
                        granted,
                        policies()),
                hub);
        finish();
        return settings;
    }

    HubSettings hub() {
        return new HubSettingsReader(values).read();
    }

    private Reporting reporting() {
        Optional<String> footprint = text(Settings.FOOTPRINT);
        if (footprint.isPresent() && footprint.flatMap(Footprint::named).isEmpty()) {
            problems.add("%s is '%s'. Set it to one of %s."
                    .formatted(Settings.FOOTPRINT, footprint.get(), String.join(", ", Footprint.keys())));
        }
        Optional<String> docs = text(Settings.DOCS_URL);
        if (docs.isPresent() && !docs.get().matches("https?://[^\\s\"\\\\]+")) {
            problems.add(Settings.DOCS_URL + " is '" + docs.get() + "', which is not a URL. Write https://….");
        }
        return new Reporting(
                text(Settings.METRICS_NAMESPACE).orElse("PitrGuard"),
                footprint.flatMap(Footprint::named).orElse(Footprint.FULL),
                docs,
                outputs());
    }

    private Outputs outputs() {
        Optional<String> bus = text(Settings.EVENT_BUS);
        if (bus.isPresent() && !bus.get().matches(Outputs.BUS_NAME + "|" + Outputs.BUS_ARN)) {
            problems.add(
                    Settings.EVENT_BUS + " is '" + bus.get()
                            + "', which is neither the name nor the ARN of an event bus. Write it as default, or as arn:aws:events:REGION:ACCOUNT:event-bus/NAME.");
        }
        Optional<String> securityHub = text(Settings.SECURITY_HUB);
        if (securityHub.isPresent() && !securityHub.get().matches("true|false")) {
            problems.add(Settings.SECURITY_HUB + " is '" + securityHub.get() + "'. Set it to true or false.");
        }
        return new Outputs(bus, topic(Settings.CHAT_TOPIC_ARN), securityHub.equals(Optional.of("true")));
    }

    private Optional<Settings.Evidence> evidence(boolean ledger) {
        Duration kept = Duration.ofDays(values.whole(Settings.EVIDENCE_DAYS, 400, 36_500));
        Optional<String> bucket = values.bucket(Settings.EVIDENCE_BUCKET);
        if (bucket.isPresent() && !ledger) {
            problems.add(Settings.EVIDENCE_BUCKET + " requires a ledger. Set " + Settings.LEDGER_TABLE + ", too.");
        }
        return bucket.map(name -> new Settings.Evidence(name, kept));
    }

    private Optional<String> text(String name) {
        return values.text(name);
    }

    /** Returns the policy of the policy file; the built-in policy where there is none, or it has errors. */
    Policy policy() {
        Optional<String> file = text(Settings.POLICY_FILE);
        if (file.isEmpty()) {
            return Policy.BUILT_IN;
        }
        return switch (PolicyReader.read(Path.of(file.get()))) {
            case PolicyReading.Valid valid -> valid.policy();
            case PolicyReading.Invalid invalid -> {
                invalid.errors().forEach(error -> problems.add(Settings.POLICY_FILE + ": " + error));
                yield Policy.BUILT_IN;
            }
        };
    }

    private Path policyFolder() {
        Path folder =
                text(Settings.POLICY_FILE).map(Path::of).map(Path::getParent).orElse(null);
        return folder == null ? Path.of("") : folder;
    }

    private boolean act() {
        String act = text(Settings.ACT).orElse("policy");
        if (!act.equals("policy") && !act.equals("never")) {
            problems.add(Settings.ACT + " is '" + act + "'. Set it to policy or never.");
        }
        return act.equals("policy");
    }

    /** Empty where the deployment did not say. */
    private Optional<Boolean> granted() {
        Optional<String> granted = text(Settings.GRANTED);
        if (granted.isPresent()
                && !granted.get().equals("alert")
                && !granted.get().equals("remediate")) {
            problems.add(Settings.GRANTED + " is '" + granted.get() + "'. Set it to alert or remediate, or remove it.");
        }
        return granted.map("remediate"::equals);
    }

    private Optional<DeployedComponents.Policies> policies() {
        return text(Settings.POLICY_SHA256).map(deployed -> new DeployedComponents.Policies(deployed, digest()));
    }

    private String digest() {
        Optional<String> file = text(Settings.POLICY_FILE);
        try {
            return file.isEmpty() ? "none" : PolicyDigest.of(Path.of(file.get()));
        } catch (IOException e) {
            // Reading the policy has reported the problem.
            return "none";
        }
    }

    /** Only the topic of a deployment is expected to have subscribers. */
    private Optional<String> expectsSubscribers() {
        return text(Settings.HEALTH_TOPIC_ARN).flatMap(_ -> text(Settings.TOPIC_ARN));
    }

    private Optional<String> topic(String name) {
        Optional<String> topic = text(name);
        if (topic.isPresent() && !topic.get().matches("arn:[^:]+:sns:[^:]+:\\d{12}:[A-Za-z0-9_-]+")) {
            problems.add(name + " is '" + topic.get()
                    + "', which is not the ARN of an SNS topic. Write it as arn:aws:sns:REGION:ACCOUNT:NAME.");
        }
        return topic;
    }

    LedgerSettings ledger() {
        Optional<String> table = text(Settings.LEDGER_TABLE);
        if (table.isPresent() && !table.get().matches("[A-Za-z0-9_.-]{3,255}")) {
            problems.add(Settings.LEDGER_TABLE + " is '" + table.get()
                    + "', which is not the name of a DynamoDB table. Set it to the name of the ledger's table.");
        }
        return new LedgerSettings(
                table,
                Duration.ofDays(values.whole(Settings.LEDGER_DAYS, 400, 3650)),
                Duration.ofHours(values.whole(Settings.REMINDER_HOURS, 24, 8760)),
                new FlappingRules(
                        (int) values.whole(Settings.FLAPPING_LIMIT, 3, 20),
                        Duration.ofHours(values.whole(Settings.FLAPPING_HOURS, 24, 720))),
                liveHours(table.isPresent()),
                evidence(table.isPresent()));
    }

    private OptionalInt liveHours(boolean ledger) {
        if (values.text(Settings.LIVE_HOURS).isEmpty()) {
            return OptionalInt.empty();
        }
        if (!ledger) {
            problems.add(Settings.LIVE_HOURS + " requires a ledger. Set " + Settings.LEDGER_TABLE + ", too.");
        }
        return OptionalInt.of(
                (int) values.number(Settings.LIVE_HOURS, Basis.MIN_HOURS, Basis.MIN_HOURS, Basis.MAX_HOURS));
    }

    private DriftSettings drift() {
        Optional<String> url = text(Settings.DRIFT_QUEUE_URL);
        if (url.isPresent() && !url.get().matches("https?://[^/]+/\\d{12}/[A-Za-z0-9_-]+")) {
            problems.add(
                    Settings.DRIFT_QUEUE_URL + " is '" + url.get()
                            + "', which is not the URL of a standard SQS queue. Write it as https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.");
        }
        return new DriftSettings(url, Duration.ofSeconds((long) values.number(Settings.GRACE_SECONDS, 300, 0, 900)));
    }
}
