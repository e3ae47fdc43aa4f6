package io.pitrguard.infra;

import io.pitrguard.config.Settings.Outputs;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.rotation.Basis;
import io.pitrguard.domain.selfcheck.Footprint;
import io.pitrguard.infra.DeploymentOptions.Evidence;
import io.pitrguard.infra.DeploymentOptions.Flapping;
import io.pitrguard.infra.DeploymentOptions.LedgerLifecycle;
import io.pitrguard.infra.DeploymentOptions.Lock;
import io.pitrguard.infra.DeploymentOptions.Notifications;
import io.pitrguard.infra.DeploymentOptions.Ownership;
import io.pitrguard.infra.DeploymentOptions.Platform;
import io.pitrguard.infra.DeploymentOptions.Protection;
import io.pitrguard.infra.DeploymentOptions.Recording;
import io.pitrguard.infra.DeploymentOptions.Retention;
import io.pitrguard.infra.DeploymentOptions.SnapStart;
import io.pitrguard.infra.DeploymentOptions.Sweeps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the deployment's options from the CDK's context, by topic. Problems are collected in the context. */
record OptionsReader(Context context, Optional<String> region) {
    private static final String ARN = "arn:[^:]+:%s:[^:]+:\\d{12}:%s";
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static final Set<Integer> LOG_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    DeploymentOptions options() {
        String name = context.formed(Option.NAME, StackName.PATTERN, "Write " + StackName.RULE + ".")
                .orElse(Option.NAME.standard());
        Footprint footprint = Footprint.named(context.word(Option.FOOTPRINT, Footprint.keys()))
                .orElseThrow();
        return new DeploymentOptions(
                name,
                new FleetOptionsReader(context, region).options(),
                protection(),
                notifications(),
                retention(),
                recording(footprint),
                footprint,
                platform(),
                ownership(),
                RecoveryOptions.read(context));
    }

    private Protection protection() {
        Sweeps sweeps = new Sweeps(
                context.number(Option.SWEEP_MINUTES, 15, 1440),
                context.number(Option.SWEEP_WINDOW_MINUTES, 0, 1440),
                context.number(Option.READS_PER_SECOND, 1, 100),
                context.numberIfSet(Option.LIVE_HOURS, Basis.MIN_HOURS, Basis.MAX_HOURS));
        if (sweeps.windowMinutes() >= sweeps.minutes()) {
            context.refuse(
                    Option.SWEEP_WINDOW_MINUTES,
                    Integer.toString(sweeps.windowMinutes()),
                    "Write less than sweepMinutes, which is " + sweeps.minutes() + ".");
        }
        return new Protection(
                Path.of(context.text(Option.POLICY_FILE)),
                context.word(Option.ACT, List.of("policy", "never")).equals("policy"),
                sweeps,
                context.number(Option.GRACE_SECONDS, 0, 900),
                new Flapping(
                        context.number(Option.FLAPPING_LIMIT, 1, 20), context.number(Option.FLAPPING_HOURS, 1, 720)));
    }

    private Notifications notifications() {
        return new Notifications(
                subscribers(),
                context.list(Option.HEALTH_EMAIL).stream()
                        .filter(address -> isAddress(Option.HEALTH_EMAIL, address))
                        .distinct()
                        .toList(),
                topic(Option.CHAT_TOPIC_ARN),
                topic(Option.TOPIC_ARN),
                eventBus(),
                context.flag(Option.SECURITY_HUB),
                context.formed(Option.DOCS_URL, "https?://[^\\s\"\\\\]+", "Write a URL: https://….")
                        .orElse(Option.DOCS_URL.standard())
                        .replaceFirst("/$", ""),
                context.number(Option.REMINDER_HOURS, 1, 8760));
    }

    private Optional<String> eventBus() {
        String asked = context.text(Option.EVENT_BUS);
        String remedy = "Write the name of an event bus, its ARN, or none.";
        Optional<String> bus = asked.startsWith("arn:")
                ? arn(Option.EVENT_BUS, Outputs.BUS_ARN, remedy)
                : context.formed(Option.EVENT_BUS, Outputs.BUS_NAME, remedy);
        return bus.or(() -> Optional.of(Option.EVENT_BUS.standard())).filter(name -> !name.equals("none"));
    }

    private Optional<String> topic(Option option) {
        return arn(
                option,
                ARN.formatted("sns", "[A-Za-z0-9_-]+"),
                "Write the ARN of an SNS topic: arn:PARTITION:sns:REGION:ACCOUNT:NAME.");
    }

    /** Alarms, and the functions' clients, only reach what is in their own region. */
    private Optional<String> arn(Option option, String form, String remedy) {
        Optional<String> arn = context.formed(option, form, remedy);
        arn.ifPresent(given -> region.filter(here -> !given.split(":", -1)[3].equals(here))
                .ifPresent(here -> context.refuse(
                        option,
                        given,
                        "It is in another region than the deployment: name one in %s, or deploy to its region with AWS_REGION."
                                .formatted(here))));
        return arn;
    }

    private List<Subscriber> subscribers() {
        List<Subscriber> subscribers = new ArrayList<>();
        for (String entry : context.list(Option.ALERT_EMAIL)) {
            String[] parts = entry.split("=", 2);
            Optional<Severity> least = parts.length == 1 ? Optional.empty() : severity(parts[1]);
            if (isAddress(Option.ALERT_EMAIL, parts[0])) {
                if (subscribers.stream().anyMatch(other -> other.address().equals(parts[0]))) {
                    context.refuse(Option.ALERT_EMAIL, parts[0], "Write each address once.");
                }
                subscribers.add(new Subscriber(parts[0], least));
            }
        }
        return subscribers;
    }

    private Optional<Severity> severity(String text) {
        List<String> names = Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(text)) {
            context.refuse(Option.ALERT_EMAIL, text, "As a severity write one of " + String.join(", ", names) + ".");
            return Optional.empty();
        }
        return Optional.of(Severity.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private boolean isAddress(Option option, String text) {
        boolean good = text.matches(Subscriber.ADDRESS);
        if (!good) {
            context.refuse(option, text, "Write an e-mail address, such as ops@example.com.");
        }
        return good;
    }

    private Retention retention() {
        return new Retention(
                context.number(Option.LEDGER_DAYS, 1, 3650),
                context.numberAmong(Option.LOG_DAYS, LOG_DAYS),
                ledger(),
                arn(
                        Option.KEY_ARN,
                        ARN.formatted("kms", "key/[A-Za-z0-9-]+"),
                        "Write the ARN of a KMS key: arn:PARTITION:kms:REGION:ACCOUNT:key/ID."),
                evidence());
    }

    private Optional<Evidence> evidence() {
        boolean kept = context.flag(Option.EVIDENCE);
        int days = context.number(Option.EVIDENCE_DAYS, 1, 36_500);
        Optional<Integer> locked = context.numberIfSet(Option.EVIDENCE_LOCK_DAYS, 1, 36_500);
        boolean compliance = context.word(Option.EVIDENCE_LOCK_MODE, List.of("governance", "compliance"))
                .equals("compliance");
        locked.filter(_ -> !kept)
                .ifPresent(lock -> context.refuse(
                        Option.EVIDENCE_LOCK_DAYS,
                        lock.toString(),
                        "There is nothing to lock: remove evidence=false or this."));
        locked.filter(lock -> lock > days)
                .ifPresent(lock -> context.refuse(
                        Option.EVIDENCE_LOCK_DAYS,
                        lock.toString(),
                        "Write at most evidenceDays, which is %d: S3 deletes nothing that is locked.".formatted(days)));
        return kept
                ? Optional.of(new Evidence(days, locked.map(lock -> new Lock(lock, compliance))))
                : Optional.empty();
    }

    private LedgerLifecycle ledger() {
        boolean retained = context.word(Option.REMOVAL_POLICY, List.of("retain", "destroy"))
                .equals("retain");
        if (context.flag(Option.EXISTING_LEDGER)) {
            if (!retained) {
                context.refuse(
                        Option.REMOVAL_POLICY,
                        "destroy",
                        "An existing ledger is never destroyed with the stack: remove existingLedger or this.");
            }
            return LedgerLifecycle.REUSED;
        }
        return retained ? LedgerLifecycle.RETAINED : LedgerLifecycle.DESTROYED;
    }

    private Recording recording(Footprint footprint) {
        boolean rule = context.flag(Option.CONFIG_RULE);
        return new Recording(
                rule,
                ruleHours(footprint),
                withRule(Option.MANAGED_RULE, rule),
                withRule(Option.CONFORMANCE_PACK, rule),
                context.flag(Option.CREATE_RECORDER),
                context.flag(Option.CREATE_TRAIL));
    }

    /** Evaluating every table every day is most of what AWS Config costs. */
    private Optional<Integer> ruleHours(Footprint footprint) {
        String hours = context.word(Option.CONFIG_HOURS, List.of("auto", "none", "1", "3", "6", "12", "24"));
        return switch (hours) {
            case "auto" -> Optional.of(24).filter(_ -> footprint == Footprint.FULL);
            case "none" -> Optional.empty();
            default -> Optional.of(Integer.valueOf(hours));
        };
    }

    private boolean withRule(Option option, boolean rule) {
        boolean asked = context.flag(option);
        if (asked && !rule) {
            context.refuse(option, "true", "It requires the AWS Config rule: remove configRule=false or this.");
        }
        return asked;
    }

    private Platform platform() {
        String snapStart = context.word(Option.SNAP_START, List.of("auto", "sweep", "all", "none"));
        return new Platform(
                switch (snapStart) {
                    case "all" -> SnapStart.ALL;
                    case "none" -> SnapStart.NONE;
                    case "sweep" -> SnapStart.REGULAR;
                    default -> RegionalFeature.SNAP_START.in(region) ? SnapStart.REGULAR : SnapStart.NONE;
                },
                available(Option.JSON_LOGS, RegionalFeature.JSON_LOGS),
                available(Option.RECURSIVE_LOOP, RegionalFeature.RECURSION_DETECTION));
    }

    private boolean available(Option option, RegionalFeature feature) {
        String word = context.word(option, List.of("auto", "true", "false"));
        return word.equals("auto") ? feature.in(region) : word.equals("true");
    }

    private Ownership ownership() {
        return new Ownership(
                context.flag(Option.RESERVED_CONCURRENCY),
                context.formed(
                        Option.PERMISSIONS_BOUNDARY,
                        "[\\w+=,.@-]{1,128}|arn:[^:]+:iam::(\\d{12}|aws):policy/\\S+",
                        "Write the name or the ARN of an IAM policy."),
                tags());
    }

    private Map<String, String> tags() {
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
