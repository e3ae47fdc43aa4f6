package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Match;
import java.util.ArrayList;
import java.util.List;

/** Describes the tables that a rule matches. */
final class MatchDescription {
    private MatchDescription() {}

    /** Returns a phrase such as "tables named orders-* in region eu-*". */
    static String of(Match match) {
        List<String> parts = new ArrayList<>();
        add(parts, "named ", match.tables(), "or");
        add(parts, "tagged ", match.anyTag(), "or");
        add(parts, "tagged ", match.allTags(), "and");
        add(parts, "in account ", match.accounts(), "or");
        add(parts, "in region ", match.regions(), "or");
        add(parts, "in unit ", match.units(), "or");
        return parts.isEmpty() ? "every table" : "tables " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String before, List<?> items, String conjunction) {
        if (!items.isEmpty()) {
            parts.add(before + join(items, conjunction));
        }
    }

    /** Returns such as "a, b and c". */
    static String join(List<?> items, String conjunction) {
        List<String> texts = items.stream().map(String::valueOf).toList();
        if (texts.size() < 2) {
            return String.join("", texts);
        }
        int last = texts.size() - 1;
        return String.join(", ", texts.subList(0, last)) + " " + conjunction + " " + texts.get(last);
    }
}
