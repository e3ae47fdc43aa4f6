package io.pitrguard.config;

import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.AwsNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of a deployment that sweeps with a state machine. */
record HubSettingsReader(SettingValues values) {
    private static final String ALL = "all";

    private static final String BUS = "arn:[^:]+:events:[^:]+:\\d{12}:event-bus/[\\w./-]+";

    HubSettings read() {
        Mode mode = mode();
        Optional<String> bucket = values.bucket(HubSettings.SWEEPS_BUCKET);
        return new HubSettings(
                mode,
                matching(
                                HubSettings.MEMBER_ROLE,
                                AwsNames.ROLE,
                                "the name of a role",
                                "Set it to a name such as " + HubSettings.NONE.memberRole() + ".")
                        .orElse(HubSettings.NONE.memberRole()),
                externalId(),
                bucket,
                matching(
                        HubSettings.BUS_ARN,
                        BUS,
                        "the ARN of an event bus",
                        "Write it as arn:aws:events:REGION:ACCOUNT:event-bus/NAME."),
                scope(),
                Duration.ofMinutes((long) values.number(Settings.SWEEP_MINUTES, 60, 1, 10_080)),
                matching(
                        HubSettings.CONFIG_AGGREGATOR,
                        HubSettings.AGGREGATOR_NAME,
                        "the name of an aggregator",
                        "Set it to the name of an aggregator of AWS Config: up to 256 letters, digits, hyphens and underscores."));
    }

    private Mode mode() {
        Optional<String> text = values.text(HubSettings.MODE);
        Optional<Mode> mode = text.flatMap(Mode::named);
        if (text.isPresent() && mode.isEmpty()) {
            values.problems()
                    .add("%s is '%s'. Set it to one of %s."
                            .formatted(
                                    HubSettings.MODE,
                                    text.get(),
                                    Stream.of(Mode.values()).map(Mode::key).collect(Collectors.joining(", "))));
        }
        return mode.orElse(Mode.ACCOUNT);
    }

    /** It keeps others out, so its value is not shown. */
    private Optional<String> externalId() {
        Optional<String> id = values.text(HubSettings.EXTERNAL_ID);
        if (id.isPresent() && !id.get().matches(AwsNames.EXTERNAL_ID)) {
            values.problems()
                    .add(HubSettings.EXTERNAL_ID
                            + " is not an external id. Set it to 2 to 1224 letters, digits or any of" + " _+=,.@:/-.");
        }
        return id;
    }

    private Optional<String> matching(String name, String pattern, String what, String remedy) {
        Optional<String> text = values.text(name);
        if (text.isPresent() && !text.get().matches(pattern)) {
            values.problems().add("%s is '%s', which is not %s. %s".formatted(name, text.get(), what, remedy));
        }
        return text;
    }

    private HubSettings.Scope scope() {
        return new HubSettings.Scope(
                accounts(HubSettings.ACCOUNTS),
                units(HubSettings.UNITS),
                accounts(HubSettings.EXCLUDED_ACCOUNTS),
                units(HubSettings.EXCLUDED_UNITS),
                regions());
    }

    private List<String> accounts(String name) {
        return each(name, AwsNames.ACCOUNT, "account ids of 12 digits each, separated by commas");
    }

    private List<UnitPattern> units(String name) {
        List<String> units = values.list(name);
        for (String unit : units) {
            UnitPattern.problem(unit)
                    .ifPresent(problem -> values.problems()
                            .add("%s has '%s', which %s. %s".formatted(name, unit, problem.what(), problem.remedy())));
        }
        return units.stream().map(UnitPattern::new).toList();
    }

    private List<String> regions() {
        List<String> regions = values.list(HubSettings.REGIONS);
        return regions.equals(List.of(ALL))
                ? List.of()
                : each(HubSettings.REGIONS, AwsNames.REGION, "all, or regions such as eu-west-1, separated by commas");
    }

    private List<String> each(String name, String pattern, String wanted) {
        List<String> entries = values.list(name);
        entries.stream()
                .filter(entry -> !entry.matches(pattern))
                .forEach(entry -> values.problems().add("%s has '%s'. Set it to %s.".formatted(name, entry, wanted)));
        return entries;
    }
}
