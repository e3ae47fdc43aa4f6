package io.pitrguard.infra;

import io.pitrguard.config.StackName;
import io.pitrguard.domain.finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person asked for, validated; read once from the CDK's context. {@link Option} says what each means.
 *
 * @param name what the stack is called and its resources' names begin with
 */
record DeploymentOptions(
        String name, Guarding guarding, Telling telling, Keeping keeping, Recording recording, Owning owning) {
    private static final String ARN = "arn:[^:]+:%s:[^:]+:\\d{12}:%s";
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static final Set<Integer> LOG_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    DeploymentOptions {
        if (!StackName.isValid(name)) {
            throw new IllegalArgumentException("not a valid stack name: " + name);
        }
    }

    /**
     * How tables are guarded.
     *
     * @param act whether the policy's actions are carried out
     */
    record Guarding(Path policyFile, boolean act, Sweeps sweeps, int graceSeconds, Flapping flapping) {}

    /** How often all tables are looked at, and how fast. */
    record Sweeps(int minutes, int windowMinutes, int readsPerSecond) {}

    /** When a table is left alone that somebody keeps disabling. */
    record Flapping(int limit, int hours) {}

    /** Who is told, and over what. */
    record Telling(
            List<Subscriber> subscribers,
            List<String> health,
            Optional<String> chatTopicArn,
            Optional<String> topicArn,
            int reminderHours) {
        Telling {
            subscribers = List.copyOf(subscribers);
            health = List.copyOf(health);
        }

        /** Whether somebody may get the alerts or the alarms: who listens to a topic of theirs is theirs to know. */
        boolean reachesSomebody() {
            return !subscribers.isEmpty() || topicArn.isPresent() || chatTopicArn.isPresent();
        }
    }

    /**
     * What is kept, and for how long.
     *
     * @param ledger what becomes of the ledger's table
     */
    record Keeping(int ledgerDays, int logDays, LedgerFate ledger, Optional<String> keyArn) {}

    /** What becomes of the ledger's table. */
    enum LedgerFate {
        /** It is made, and outlives the stack. */
        RETAINED,
        /** It is made, and goes with the stack. */
        DESTROYED,
        /** It is there, and stays as it is. */
        TAKEN
    }

    /** What AWS Config and CloudTrail are made to do. */
    record Recording(
            Optional<Integer> ruleHours,
            boolean managedRule,
            boolean conformancePack,
            boolean recorder,
            boolean trail) {}

    /** How the account's owners want resources to be. */
    record Owning(boolean reservedConcurrency, Optional<String> permissionsBoundary, Map<String, String> tags) {
        Owning {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Reads the options.
     *
     * @throws OptionsException with every problem at once
     */
    static DeploymentOptions read(Map<String, ?> values) {
        Context context = new Context(values);
        String name = context.formed(Option.NAME, StackName.PATTERN, "Write " + StackName.RULE + ".")
                .orElse(Option.NAME.standard());
        DeploymentOptions options = new DeploymentOptions(
                name, guarding(context), telling(context), keeping(context), recording(context), owning(context));
        context.finish();
        return options;
    }

    private static Guarding guarding(Context context) {
        Sweeps sweeps = new Sweeps(
                context.number(Option.SWEEP_MINUTES, 15, 1440),
                context.number(Option.SWEEP_WINDOW_MINUTES, 0, 1440),
                context.number(Option.READS_PER_SECOND, 1, 100));
        if (sweeps.windowMinutes() >= sweeps.minutes()) {
            context.refuse(
                    Option.SWEEP_WINDOW_MINUTES,
                    Integer.toString(sweeps.windowMinutes()),
                    "Write less than sweepMinutes, which is " + sweeps.minutes() + ".");
        }
        return new Guarding(
                Path.of(context.text(Option.POLICY_FILE)),
                context.word(Option.ACT, List.of("policy", "never")).equals("policy"),
                sweeps,
                context.number(Option.GRACE_SECONDS, 0, 900),
                new Flapping(
                        context.number(Option.FLAPPING_LIMIT, 1, 20), context.number(Option.FLAPPING_HOURS, 1, 720)));
    }

    private static Telling telling(Context context) {
        return new Telling(
                subscribers(context),
                context.list(Option.HEALTH_EMAIL).stream()
                        .filter(address -> isAddress(context, Option.HEALTH_EMAIL, address))
                        .distinct()
                        .toList(),
                topic(context, Option.CHAT_TOPIC_ARN),
                topic(context, Option.TOPIC_ARN),
                context.number(Option.REMINDER_HOURS, 1, 8760));
    }

    private static Optional<String> topic(Context context, Option option) {
        return context.formed(
                option,
                ARN.formatted("sns", "[A-Za-z0-9_-]+"),
                "Write the ARN of an SNS topic: arn:PARTITION:sns:REGION:ACCOUNT:NAME.");
    }

    private static List<Subscriber> subscribers(Context context) {
        List<Subscriber> subscribers = new ArrayList<>();
        for (String entry : context.list(Option.ALERT_EMAIL)) {
            String[] parts = entry.split("=", 2);
            Optional<Severity> least = parts.length == 1 ? Optional.empty() : severity(context, parts[1]);
            if (isAddress(context, Option.ALERT_EMAIL, parts[0])) {
                if (subscribers.stream().anyMatch(other -> other.address().equals(parts[0]))) {
                    context.refuse(Option.ALERT_EMAIL, parts[0], "Write each address once.");
                }
                subscribers.add(new Subscriber(parts[0], least));
            }
        }
        return subscribers;
    }

    private static Optional<Severity> severity(Context context, String text) {
        List<String> names = Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(text)) {
            context.refuse(Option.ALERT_EMAIL, text, "As a severity write one of " + String.join(", ", names) + ".");
            return Optional.empty();
        }
        return Optional.of(Severity.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static boolean isAddress(Context context, Option option, String text) {
        boolean good = text.matches(Subscriber.ADDRESS);
        if (!good) {
            context.refuse(option, text, "Write an e-mail address, such as ops@example.com.");
        }
        return good;
    }

    private static Keeping keeping(Context context) {
        return new Keeping(
                context.number(Option.LEDGER_DAYS, 1, 3650),
                context.numberAmong(Option.LOG_DAYS, LOG_DAYS),
                ledger(context),
                context.formed(
                        Option.KEY_ARN,
                        ARN.formatted("kms", "key/[A-Za-z0-9-]+"),
                        "Write the ARN of a KMS key: arn:PARTITION:kms:REGION:ACCOUNT:key/ID."));
    }

    private static LedgerFate ledger(Context context) {
        boolean retained = context.word(Option.REMOVAL_POLICY, List.of("retain", "destroy"))
                .equals("retain");
        if (context.flag(Option.EXISTING_LEDGER)) {
            if (!retained) {
                context.refuse(
                        Option.REMOVAL_POLICY,
                        "destroy",
                        "A ledger that was there before the stack is not destroyed with it: leave out existingLedger or this.");
            }
            return LedgerFate.TAKEN;
        }
        return retained ? LedgerFate.RETAINED : LedgerFate.DESTROYED;
    }

    private static Recording recording(Context context) {
        int hours = context.numberAmong(Option.CONFIG_HOURS, Set.of(1, 3, 6, 12, 24));
        boolean rule = context.flag(Option.CONFIG_RULE);
        return new Recording(
                rule ? Optional.of(hours) : Optional.empty(),
                besideTheRule(context, Option.MANAGED_RULE, rule),
                besideTheRule(context, Option.CONFORMANCE_PACK, rule),
                context.flag(Option.CREATE_RECORDER),
                context.flag(Option.CREATE_TRAIL));
    }

    private static boolean besideTheRule(Context context, Option option, boolean rule) {
        boolean asked = context.flag(option);
        if (asked && !rule) {
            context.refuse(option, "true", "There is no rule with configRule=false: leave out that or this.");
        }
        return asked;
    }

    private static Owning owning(Context context) {
        return new Owning(
                context.flag(Option.RESERVED_CONCURRENCY),
                context.formed(
                        Option.PERMISSIONS_BOUNDARY,
                        "[\\w+=,.@-]{1,128}|arn:[^:]+:iam::(\\d{12}|aws):policy/\\S+",
                        "Write the name or the ARN of an IAM policy."),
                tags(context));
    }

    private static Map<String, String> tags(Context context) {
        Map<String, String> tags = context.pairs(Option.TAGS);
        tags.forEach((key, value) -> {
            if (key.length() > 128
                    || value.length() > 256
                    || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                context.refuse(
                        Option.TAGS,
                        key,
                        "A key has at most 128 characters and does not begin with aws:; a value has at most 256.");
            }
        });
        return tags;
    }
}
