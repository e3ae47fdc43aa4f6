package io.pitrguard.config;

import io.pitrguard.config.policy.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values of the settings in an environment, and what is wrong with them. */
final class SettingValues {
    private static final String PREFIX = "PITR_GUARD_";
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    private static final Set<String> KNOWN = Set.of(
            Settings.POLICY_FILE,
            Settings.ACT,
            Settings.TOPIC_ARN,
            Settings.READS_PER_SECOND,
            Settings.TIME_RESERVE,
            Settings.METRICS_NAMESPACE,
            Settings.LEDGER_TABLE,
            Settings.LEDGER_DAYS,
            Settings.REMINDER_HOURS,
            Settings.FLAPPING_LIMIT,
            Settings.FLAPPING_HOURS,
            Settings.LIVE_HOURS,
            Settings.DRIFT_QUEUE_URL,
            Settings.DRIFT_DLQ_URL,
            Settings.GRACE_SECONDS,
            Settings.CONFIG_RULE,
            Settings.DRIFT_RULE,
            Settings.HEALTH_TOPIC_ARN,
            Settings.POLICY_SHA256,
            Settings.GRANTED,
            Settings.FOOTPRINT,
            Settings.DOCS_URL,
            Settings.EVENT_BUS,
            Settings.CHAT_TOPIC_ARN,
            Settings.SECURITY_HUB,
            Settings.SWEEP_MINUTES,
            Settings.EVIDENCE_BUCKET,
            Settings.EVIDENCE_DAYS,
            HubSettings.MODE,
            HubSettings.MEMBER_ROLE,
            HubSettings.EXTERNAL_ID,
            HubSettings.SWEEPS_BUCKET,
            HubSettings.BUS_ARN,
            HubSettings.ACCOUNTS,
            HubSettings.UNITS,
            HubSettings.EXCLUDED_ACCOUNTS,
            HubSettings.EXCLUDED_UNITS,
            HubSettings.REGIONS,
            HubSettings.CONFIG_AGGREGATOR,
            HubSettings.ORGANIZATION_CONFIG_RULE);

    // The prefix is left out of comparisons: with it, all names are near to each other.
    private static final List<String> WORDS =
            KNOWN.stream().map(name -> name.substring(PREFIX.length())).sorted().toList();

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    SettingValues(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the problems found so far, to which readers add theirs. */
    List<String> problems() {
        return problems;
    }

    /** Returns a value without spaces around it; empty where it is blank or not set. */
    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** Returns the name of a bucket; empty, and a problem, where the value cannot be one. */
    Optional<String> bucket(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches(BUCKET)) {
            problems.add("%s is '%s', which is not the name of an S3 bucket. Set it to the bucket of the deployment."
                    .formatted(name, text.get()));
            return Optional.empty();
        }
        return text;
    }

    /** Returns the entries of a list that commas separate. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(all -> Stream.of(all.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Returns a number; the standard one, and a problem, where the value is none or out of its range. */
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
            // Reported below, like a number out of range.
        }
        problems.add(
                "%s is '%s'. Set it to a number from %s to %s.".formatted(name, text.get(), plain(least), plain(most)));
        return standard;
    }

    /** The same for a number of which the whole part counts, from 1. */
    long whole(String name, int standard, int most) {
        return (long) number(name, standard, 1, most);
    }

    /** A misspelt variable would be ignored, and nobody would notice. */
    void refuseUnknown() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not a setting."
                        + Suggestion.of(name.substring(PREFIX.length()), WORDS)
                                .map(near -> " Did you mean " + PREFIX + near + "?")
                                .orElse(" Remove it.")));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
