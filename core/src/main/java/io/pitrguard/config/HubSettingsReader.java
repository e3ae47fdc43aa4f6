package io.pitrguard.config;

import io.pitrguard.domain.policy.UnitPattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the settings of a deployment that sweeps with a state machine. */
record HubSettingsReader(SettingValues values) {
    private static final String ALL = "all";

    // IAM's own bounds: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    private static final String ROLE = "[\\w+=,.@-][\\w+=,.@/-]{0,511}";
    private static final String ID = "[\\w+=,.@:/-]{2,1224}";

    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    private static final String BUS = "arn:[^:]+:events:[^:]+:\\d{12}:event-bus/[\\w./-]+";
    private static final String REGION = "[a-z]{2,}(-[a-z]+)+-\\d+";

    HubSettings read() {
        Mode mode = mode();
        Optional<String> bucket = matching(
                HubSettings.SWEEPS_BUCKET,
                BUCKET,
                "the name of an S3 bucket",
                "Set it to the bucket of the deployment.");
        return new HubSettings(
                mode,
                matching(
                                HubSettings.MEMBER_ROLE,
                                ROLE,
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
                scope());
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
        if (id.isPresent() && !id.get().matches(ID)) {
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
        return each(name, "\\d{12}", "account ids of 12 digits each, separated by commas");
    }

    private List<UnitPattern> units(String name) {
        return values.list(name).stream().map(UnitPattern::new).toList();
    }

    private List<String> regions() {
        List<String> regions = values.list(HubSettings.REGIONS);
        return regions.equals(List.of(ALL))
                ? List.of()
                : each(HubSettings.REGIONS, REGION, "all, or regions such as eu-west-1, separated by commas");
    }

    private List<String> each(String name, String pattern, String wanted) {
        List<String> entries = values.list(name);
        entries.stream()
                .filter(entry -> !entry.matches(pattern))
                .forEach(entry -> values.problems().add("%s has '%s'. Set it to %s.".formatted(name, entry, wanted)));
        return entries;
    }
}
