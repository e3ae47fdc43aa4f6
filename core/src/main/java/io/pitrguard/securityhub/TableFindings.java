package io.pitrguard.securityhub;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.SentFindings.Sent;
import io.pitrguard.port.TableFinding;
import io.pitrguard.port.TableFinding.Status;
import io.pitrguard.report.Control;
import io.pitrguard.report.SweepView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns tables into findings. A table that has always been compliant has one that passed; one that was resolved is archived,
 * because whoever worked on it set its workflow, which an import cannot change.
 */
final class TableFindings {
    /** Security Hub deletes what was not updated for 90 days. */
    static final Duration LONGEST_SILENCE = Duration.ofDays(60);

    private static final String UNLISTED = "UNLISTED";
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 1_024;
    private static final int REMEDY = 512;
    private static final int MOST_REQUIREMENTS = 32;

    private final List<Control> controls;

    TableFindings(List<Control> controls) {
        this.controls = List.copyOf(controls);
    }

    /** A finding to send, and what to record of it. */
    record Change(TableFinding finding, Sent sent) {}

    /**
     * Returns what to send of a table; empty if nothing changed, or there is nothing to say of it.
     *
     * @param before what was sent last; empty if nothing was
     */
    Optional<Change> of(TableRef table, SweepView.TableView view, Optional<Sent> before, Instant now) {
        Status status = status(view.verdict());
        boolean applies = view.verdict() != VerdictKind.NOT_APPLICABLE;
        if (!applies && before.isEmpty()) {
            return Optional.empty();
        }
        boolean open = applies && status != Status.PASSED;
        boolean archived = !applies
                || (!open
                        && before.filter(sent -> sent.open() || sent.archived()).isPresent());
        String state = applies ? state(view, status, archived) : Sent.GONE;
        if (before.filter(sent -> sent.state().equals(state) && isFresh(sent, now))
                .isPresent()) {
            return Optional.empty();
        }
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Instant created = before.map(Sent::createdAt).orElse(at);
        return Optional.of(new Change(
                new TableFinding(
                        table,
                        status,
                        open ? Optional.of(severity(view)) : Optional.empty(),
                        archived,
                        cut("DynamoDB table %s: %s".formatted(view.name(), what(view)), TITLE),
                        cut(description(view), DESCRIPTION),
                        remedy(view),
                        requirements(view),
                        fields(view),
                        created,
                        at),
                new Sent(state, open, archived, created, at)));
    }

    /** Returns what to send of a table that is no longer listed. */
    Optional<Change> gone(TableRef table, Sent before, Instant now) {
        // What is archived needs no confirmation: Security Hub may forget it.
        return before.gone()
                ? Optional.empty()
                : Optional.of(unread(table, before, Sent.GONE, "deleted", "The table no longer exists.", now));
    }

    /**
     * Returns what to send of a table that may or may not exist, because tables could not be listed.
     *
     * @param why why not, in one sentence
     */
    Optional<Change> unlisted(TableRef table, Sent before, String why, Instant now) {
        return before.gone() || (before.state().equals(UNLISTED) && isFresh(before, now))
                ? Optional.empty()
                : Optional.of(unread(table, before, UNLISTED, "undetermined", "It could not be listed. " + why, now));
    }

    private static Change unread(
            TableRef table, Sent before, String state, String what, String description, Instant now) {
        boolean gone = state.equals(Sent.GONE);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new Change(
                new TableFinding(
                        table,
                        Status.NOT_AVAILABLE,
                        gone ? Optional.empty() : Optional.of(Severity.MEDIUM),
                        gone,
                        cut("DynamoDB table %s: %s".formatted(table.name(), what), TITLE),
                        cut(description, DESCRIPTION),
                        Optional.empty(),
                        List.of(),
                        Map.of("Account", table.where().account()),
                        before.createdAt(),
                        at),
                new Sent(state, !gone, gone, before.createdAt(), at));
    }

    private static boolean isFresh(Sent sent, Instant now) {
        return sent.archived() || now.isBefore(sent.updatedAt().plus(LONGEST_SILENCE));
    }

    private static Status status(VerdictKind verdict) {
        return switch (verdict) {
            case COMPLIANT -> Status.PASSED;
            case NON_COMPLIANT -> Status.FAILED;
            case EXEMPT -> Status.WARNING;
            case UNDETERMINED, NOT_APPLICABLE -> Status.NOT_AVAILABLE;
        };
    }

    /** Returns what of a finding counts as a change: no text, because texts name moments. */
    private static String state(SweepView.TableView view, Status status, boolean archived) {
        List<String> parts = new ArrayList<>(List.of(status.name(), archived ? "archived" : "active"));
        view.violations().stream()
                .map(violation -> violation.kind() + ":" + violation.severity())
                .sorted()
                .forEach(parts::add);
        if (view.exemption() != null) {
            parts.add(view.exemption().until());
            parts.add(view.exemption().owner());
            parts.add(view.exemption().reason());
        }
        parts.add(String.valueOf(view.rule()));
        return String.join("|", parts);
    }

    private static Severity severity(SweepView.TableView view) {
        return view.violations().stream()
                .map(SweepView.ViolationView::severity)
                .max(Comparator.naturalOrder())
                .orElse(view.verdict() == VerdictKind.EXEMPT ? Severity.LOW : Severity.MEDIUM);
    }

    private static String what(SweepView.TableView view) {
        return switch (view.verdict()) {
            case COMPLIANT -> "compliant";
            case NON_COMPLIANT ->
                view.violations().stream().map(SweepView.ViolationView::brief).collect(Collectors.joining(", "));
            case EXEMPT -> "exempt";
            case NOT_APPLICABLE -> "not applicable";
            case UNDETERMINED -> "undetermined";
        };
    }

    private static String description(SweepView.TableView view) {
        List<String> texts = new ArrayList<>();
        view.violations().forEach(violation -> texts.add(violation.message() + " " + violation.why()));
        if (view.exemption() != null) {
            texts.add("Exempt until %s: %s (owner: %s)."
                    .formatted(
                            view.exemption().until(),
                            view.exemption().reason(),
                            view.exemption().owner()));
        }
        if (view.reason() != null) {
            texts.add(view.reason());
        }
        return texts.isEmpty() ? "The table can be restored as the policy requires." : String.join(" ", texts);
    }

    private static Optional<String> remedy(SweepView.TableView view) {
        List<String> remedies = new ArrayList<>();
        view.violations().forEach(violation -> remedies.add(violation.remedy()));
        if (view.remedy() != null) {
            remedies.add(view.remedy());
        }
        return remedies.isEmpty()
                ? Optional.empty()
                : Optional.of(cut(remedies.stream().distinct().collect(Collectors.joining(" ")), REMEDY));
    }

    /** Returns the controls that its violations bear on; those of all if it has none. */
    private List<String> requirements(SweepView.TableView view) {
        List<FindingKind> kinds =
                view.violations().stream().map(SweepView.ViolationView::kind).toList();
        return controls.stream()
                .filter(control ->
                        kinds.isEmpty() || control.findings().stream().anyMatch(kinds::contains))
                .map(control -> control.framework() + " " + control.id())
                .limit(MOST_REQUIREMENTS)
                .toList();
    }

    private static Map<String, String> fields(SweepView.TableView view) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Account", view.account());
        fields.put("Verdict", view.verdict().name());
        if (view.rule() != null && !view.rule().isEmpty()) {
            fields.put("Rule", cut(view.rule(), REMEDY));
        }
        return fields;
    }

    private static String cut(String text, int most) {
        String line = Printable.line(text);
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }
}
