package io.pitrguard.aws;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of composite alarms, which name other alarms (API reference, PutCompositeAlarm). */
final class AlarmRules {
    private static final Pattern STATE = Pattern.compile(
            "\\b(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'()]+))\\s*\\)");

    private AlarmRules() {}

    /** Whether a rule names one of the alarms. */
    static boolean mentions(String rule, Collection<TableAlarm> alarms) {
        return STATE.matcher(rule)
                .results()
                .map(AlarmRules::mentioned)
                .anyMatch(name ->
                        alarms.stream().anyMatch(alarm -> name.equals(alarm.name()) || name.equals(alarm.arn())));
    }

    /**
     * Returns a rule in one spelling.
     *
     * @param names what stands for the names and ARNs of some alarms; others stay
     */
    static String with(String rule, Map<String, String> names) {
        return STATE.matcher(rule)
                .replaceAll(state -> Matcher.quoteReplacement("%s(\"%s\")"
                        .formatted(state.group(1), names.getOrDefault(mentioned(state), mentioned(state)))));
    }

    private static String mentioned(MatchResult state) {
        return Stream.of(2, 3, 4)
                .map(group -> Optional.ofNullable(state.group(group)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
