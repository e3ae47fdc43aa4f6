package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.EventRule;
import io.pitrguard.sandbox.state.EventRule.State;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules on the default event bus; there is no other bus. */
final class EventRuleOperations {

    private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");
    private static final Pattern SCHEDULE =
            Pattern.compile("rate\\([1-9]\\d* (minute|hour|day)s?\\)|cron\\(\\S+( \\S+){5}\\)");
    private static final List<String> TEXTS = List.of("ScheduleExpression", "Description", "RoleArn");
    private static final int LONGEST_PATTERN = 4096;
    private static final int LONGEST_DESCRIPTION = 512;

    private EventRuleOperations() {}

    /** What the request leaves out is lost, also that the rule was disabled; its targets stay. */
    static ObjectNode put(Input input, Account account) {
        String name = name(input, "Name", "name");
        requireDefaultBus(input, account);
        State state = state(input);
        Optional<String> pattern = input.text("EventPattern").filter(text -> !text.isEmpty());
        Map<String, String> texts = texts(input);
        if (pattern.isEmpty() && !texts.containsKey("ScheduleExpression")) {
            throw Errors.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        pattern.ifPresent(EventRuleOperations::requirePattern);
        account.eventRules().put(new EventRule(name, pattern.orElse(null), state, texts, new TreeMap<>()));
        return Json.object().put("RuleArn", account.location().eventRule(name));
    }

    static ObjectNode describe(Input input, Account account) {
        EventRule rule = require(input, "Name", account);
        ObjectNode view = Json.object()
                .put("Name", rule.name())
                .put("Arn", account.location().eventRule(rule.name()));
        if (rule.pattern() != null) {
            view.put("EventPattern", rule.pattern());
        }
        rule.texts().forEach(view::put);
        return view.put("State", rule.state().name())
                .put("EventBusName", "default")
                .put("CreatedBy", account.location().account());
    }

    /** Returns the rule that a request names. */
    static EventRule require(Input input, String member, Account account) {
        String name = name(input, member, member.toLowerCase(Locale.ROOT));
        requireDefaultBus(input, account);
        return account.eventRules().find(name).orElseThrow(() -> EventErrors.noRule(name));
    }

    private static String name(Input input, String member, String path) {
        String name = input.text(member).orElseThrow(() -> Errors.missing(path));
        ConfigInput.requireLength(name, path, 64);
        if (!NAME.matcher(name).matches()) {
            throw Errors.constraint(name, path, "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
        }
        return name;
    }

    private static void requireDefaultBus(Input input, Account account) {
        String bus = input.text("EventBusName").orElse("default");
        if (!bus.equals("default") && !bus.equals(account.location().eventBus("default"))) {
            throw EventErrors.noBus(bus);
        }
    }

    private static State state(Input input) {
        String text = input.text("State").orElse(State.ENABLED.name());
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text))
                .findAny()
                .orElseThrow(() -> Errors.constraint(
                        text,
                        "state",
                        "Member must satisfy enum value set: [ENABLED, DISABLED,"
                                + " ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]"));
    }

    private static Map<String, String> texts(Input input) {
        Map<String, String> texts = new HashMap<>();
        for (String member : TEXTS) {
            input.text(member).filter(text -> !text.isEmpty()).ifPresent(text -> texts.put(member, text));
        }
        if (!SCHEDULE.matcher(texts.getOrDefault("ScheduleExpression", "rate(1 day)"))
                .matches()) {
            throw Errors.validation("Parameter ScheduleExpression is not valid.");
        }
        String description = texts.getOrDefault("Description", "");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw Errors.constraint(description, "description", "Member must have length less than or equal to 512");
        }
        return Collections.unmodifiableMap(texts);
    }

    private static void requirePattern(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw Errors.constraint(pattern, "eventPattern", "Member must have length less than or equal to 4096");
        }
        EventPatterns.require(pattern);
    }
}
