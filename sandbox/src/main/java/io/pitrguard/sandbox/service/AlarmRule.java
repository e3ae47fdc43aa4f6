package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.ServiceError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule of a composite alarm (API reference, PutCompositeAlarm).
 *
 * @param alarms the names and ARNs that it mentions
 */
record AlarmRule(List<String> alarms) {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\(|\\)|AND\\b|OR\\b|NOT\\b|TRUE\\b|FALSE\\b|(?:ALARM|OK|INSUFFICIENT_DATA)\\s*\\("
                    + "\\s*(?:\"([^\"]+)\"|'([^']+)'|([^\\s\"'(),]+))\\s*\\))\\s*");

    AlarmRule {
        alarms = List.copyOf(alarms);
    }

    static AlarmRule parse(String text) {
        return new Parser(text).rule();
    }

    /** Reads a rule from left to right. */
    private static final class Parser {

        private final String text;
        private final List<String> alarms = new ArrayList<>();
        private final Matcher matcher;
        private int position;
        private String token = "";

        Parser(String text) {
            this.text = text;
            this.matcher = TOKEN.matcher(text);
        }

        AlarmRule rule() {
            advance();
            any();
            if (!token.isEmpty()) {
                throw unsupported();
            }
            return new AlarmRule(alarms);
        }

        private void any() {
            term();
            while (token.equals("AND") || token.equals("OR")) {
                advance();
                term();
            }
        }

        private void term() {
            switch (token) {
                case "NOT" -> {
                    advance();
                    term();
                }
                case "(" -> {
                    advance();
                    any();
                    if (!token.equals(")")) {
                        throw unsupported();
                    }
                    advance();
                }
                case "", ")", "AND", "OR" -> throw unsupported();
                case "TRUE", "FALSE" -> advance();
                default -> {
                    alarms.add(name());
                    advance();
                }
            }
        }

        private String name() {
            for (int group = 2; group < 4; group++) {
                if (matcher.group(group) != null) {
                    return matcher.group(group);
                }
            }
            return matcher.group(4);
        }

        private void advance() {
            if (position == text.length()) {
                token = "";
                return;
            }
            if (!matcher.find(position) || matcher.start() != position) {
                throw unsupported();
            }
            token = matcher.group(1);
            position = matcher.end();
        }

        private ServiceError unsupported() {
            return AlarmErrors.validation(
                    "Error in AlarmRule [Unsupported token '%s' at char %d]".formatted(token, position));
        }
    }
}
