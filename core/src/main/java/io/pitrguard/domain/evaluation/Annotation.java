package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.text.Printable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Explains why a table has its verdict, in as many characters as AWS Config shows. */
public final class Annotation {
    /** The most characters that AWS Config takes. */
    public static final int MAX_LENGTH = 256;

    private static final String ELLIPSIS = "…";
    private static final String NO_REASON = "No reason is given.";

    private Annotation() {}

    /**
     * Returns 1 to 256 characters on one line: what was observed and what is required.
     *
     * @param remark comes first, so that it is not cut; may be empty
     */
    public static String of(Judgement judgement, RecoveryState state, String remark) {
        List<String> parts = new ArrayList<>();
        if (!remark.isEmpty()) {
            parts.add(remark);
        }
        switch (judgement.verdict()) {
            case Verdict.Compliant _ -> {
                parts.add(observed(state));
                judgement.rule().map(Annotation::required).ifPresent(parts::add);
            }
            case Verdict.NonCompliant nonCompliant ->
                nonCompliant.violations().stream().map(Violation::message).forEach(parts::add);
            case Verdict.Exempt exempt -> parts.add(exempt(exempt.exemption()));
            case Verdict.NotApplicable notApplicable -> parts.add(notApplicable.reason());
            case Verdict.Undetermined undetermined ->
                parts.add("Undetermined: " + undetermined.cause().message());
        }
        judgement.notices().stream().map(Notice::message).forEach(parts::add);
        return cut(String.join(" ", parts));
    }

    /**
     * Cuts a text at a word so that it fits, with an ellipsis; folds line breaks, control characters and spaces of all
     * kinds. A text without words is cut where it must be, and of an empty one it is said that it was.
     */
    public static String cut(String text) {
        // Half a pair of surrogates is not a character: nothing could write it as UTF-8.
        String line = Printable.line(text.replaceAll("\\p{Cs}", "\uFFFD"))
                .replaceAll("\\p{Z}+", " ")
                .strip();
        if (line.isEmpty()) {
            return NO_REASON;
        }
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int room = MAX_LENGTH - ELLIPSIS.length();
        int word = line.lastIndexOf(' ', room);
        // Some scripts know no spaces: a reason in them must not be dropped for the one space before it.
        int end = word > room / 2 ? word : room;
        // A pair of surrogates is one character.
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + ELLIPSIS;
    }

    private static String observed(RecoveryState state) {
        return switch (state) {
            case RecoveryState.Enabled enabled ->
                "Point-in-time recovery is on" + period(enabled) + restorable(enabled) + ".";
            case RecoveryState.Disabled _ -> "Point-in-time recovery is off.";
            case RecoveryState.TableGone _ -> "The table no longer exists.";
            case RecoveryState.Unreadable _ -> "The recovery state could not be read.";
        };
    }

    private static String required(Rule rule) {
        if (!(rule.effect() instanceof Rule.Effect.Require require)) {
            return "";
        }
        return Checks.ALL.stream()
                .flatMap(check -> check.asked(require.requirement()).stream())
                .map(Asked::annotation)
                .collect(Collectors.joining(", ", "Rule " + rule.name() + " requires ", "."));
    }

    private static String period(RecoveryState.Enabled enabled) {
        if (enabled.periodDays().isEmpty()) {
            return "";
        }
        return ", period " + Durations.days(enabled.periodDays().getAsInt());
    }

    private static String restorable(RecoveryState.Enabled enabled) {
        String times = enabled.earliest()
                        .map(earliest -> " from " + earliest.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("")
                + enabled.latest()
                        .map(latest -> " to " + latest.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
        return times.isEmpty() ? "" : ", restorable" + times;
    }

    private static String exempt(Exemption exemption) {
        return "Exempt until %s (owner: %s): %s.".formatted(exemption.until(), exemption.owner(), exemption.reason());
    }
}
