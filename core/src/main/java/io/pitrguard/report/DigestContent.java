package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a digest tells, alike for one account and for the organization.
 *
 * @param tables those that people must be notified of, the most urgent first
 * @param place where they are
 */
record DigestContent(
        SweepView.Summary summary,
        List<SweepView.TableView> tables,
        Severity severity,
        Coverage coverage,
        MessageContent.Place place) {
    /**
     * How much the sweep could see.
     *
     * @param failed whether it failed before all tables were listed
     * @param complete whether it came to its end
     * @param blindSpots what the self-check found missing
     * @param notSwept how many accounts were not swept to their end
     * @param known whether people know of the blind spots
     */
    record Coverage(boolean failed, boolean complete, int blindSpots, int notSwept, boolean known) {
        boolean whole() {
            return !failed && complete && blindSpots == 0 && notSwept == 0;
        }
    }

    /** The kinds that make a digest one of them, if all of its tables are. */
    private static final Set<MessageKind> ALONE = EnumSet.of(
            MessageKind.FLAPPING,
            MessageKind.REMEDIATION_FAILED,
            MessageKind.HISTORY_LOST,
            MessageKind.EXEMPTION_ENDING,
            MessageKind.RESOLVED);

    /** Returns the content. */
    MessageContent content() {
        return new MessageContent(
                kind(),
                severity,
                Printable.line(title()),
                Printable.line(headline()),
                action(),
                place,
                tables.stream().map(TableNews::item).toList(),
                commands(),
                List.of());
    }

    private MessageKind kind() {
        if (tables.isEmpty()) {
            return coverage.whole() ? MessageKind.RESOLVED : MessageKind.UNHEALTHY;
        }
        Set<MessageKind> kinds = tables.stream().map(TableNews::kind).collect(Collectors.toSet());
        return coverage.whole() && kinds.size() == 1 && ALONE.containsAll(kinds)
                ? kinds.iterator().next()
                : MessageKind.DIGEST;
    }

    /** Returns the one table that all of the message is about. */
    Optional<SweepView.TableView> single() {
        return tables.size() == 1 && coverage.whole() ? Optional.of(tables.getFirst()) : Optional.empty();
    }

    /** Returns what it is about in a few words; for one table without its name. */
    String what() {
        return (isReminder() ? "reminder: " : "")
                + single().map(TableNews::inShort).orElseGet(this::whatOfAll);
    }

    private String title() {
        return single().map(table -> table.name() + ": ").orElse("") + what();
    }

    private boolean isReminder() {
        return tables.isEmpty()
                ? coverage.known()
                : coverage.whole() && tables.stream().allMatch(TableNews::isReminder);
    }

    private String whatOfAll() {
        if (coverage.failed()) {
            return "sweep failed";
        }
        return switch (kind()) {
            case UNHEALTHY ->
                coverage.blindSpots() > 0
                        ? "pitr-guard is unhealthy, blind spots: " + coverage.blindSpots()
                        : coverage.notSwept() > 0
                                ? "accounts not swept: " + coverage.notSwept()
                                : "sweep did not complete";
            case RESOLVED -> tables.isEmpty() ? "pitr-guard works again" : tables.size() + " resolved";
            case EXEMPTION_ENDING ->
                "exemptions of %s end, the first on %s".formatted(Counted.tables(tables.size()), firstEnd());
            case FLAPPING, REMEDIATION_FAILED, HISTORY_LOST, DRIFT, DIGEST, RESTORE, DRILL, BACKUP ->
                "%d not compliant, %d undetermined, %d fixed"
                                .formatted(summary.nonCompliant(), summary.undetermined(), summary.fixed())
                        + (coverage.notSwept() == 0 ? "" : ", not swept: " + coverage.notSwept())
                        + (coverage.blindSpots() == 0 ? "" : ", blind spots: " + coverage.blindSpots());
        };
    }

    private String headline() {
        String in = " in " + place.description();
        if (coverage.failed()) {
            return "The sweep" + in + " failed: tables that were not listed were not checked.";
        }
        String of = single().map(table -> "Table " + table.name() + in + ": " + TableNews.inShort(table))
                .orElseGet(() -> sentence() + in + blind());
        return (isReminder() ? "Reminder. " : "") + of + ".";
    }

    private String sentence() {
        return switch (kind()) {
            case UNHEALTHY -> "pitr-guard does not see or tell everything";
            case RESOLVED ->
                tables.isEmpty()
                        ? "pitr-guard works again as it should"
                        : "What you were notified of is over for " + Counted.tables(tables.size());
            case EXEMPTION_ENDING ->
                "The exemptions of %s end soon, the first on %s".formatted(Counted.tables(tables.size()), firstEnd());
            case FLAPPING, REMEDIATION_FAILED, HISTORY_LOST, DRIFT, DIGEST, RESTORE, DRILL, BACKUP -> counts();
        };
    }

    private String firstEnd() {
        return tables.stream()
                .map(TableNews::lastDay)
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        if (summary.nonCompliant() > 0) {
            counts.add("%s %s short of the policy"
                    .formatted(
                            Counted.tables(summary.nonCompliant()),
                            Counted.word(summary.nonCompliant(), "falls", "fall")));
        }
        if (summary.undetermined() > 0) {
            counts.add(Counted.tables(summary.undetermined()) + " could not be read");
        }
        if (summary.fixed() > 0) {
            counts.add(Counted.of(summary.fixed(), "table was fixed", "tables were fixed"));
        }
        return counts.isEmpty()
                ? "There is something to tell of " + Counted.tables(tables.size())
                : String.join(", ", counts);
    }

    private String blind() {
        List<String> blind = new ArrayList<>();
        if (!coverage.complete() && coverage.notSwept() == 0) {
            blind.add("the sweep did not complete");
        }
        if (coverage.notSwept() > 0) {
            blind.add(Counted.of(coverage.notSwept(), "account was", "accounts were") + " not swept to the end");
        }
        if (coverage.blindSpots() > 0) {
            blind.add(Counted.of(coverage.blindSpots(), "blind spot", "blind spots"));
        }
        return blind.isEmpty() ? "" : "; " + String.join(", ", blind);
    }

    private MessageContent.Action action() {
        List<SweepView.TableView> open = tables.stream()
                .filter(table -> TableNews.action(table).needed())
                .toList();
        if (open.isEmpty() && coverage.whole()) {
            return new MessageContent.Action(
                    false,
                    "No action needed: "
                            + (tables.isEmpty()
                                    ? "what was unhealthy is over."
                                    : TableNews.action(tables.getFirst()).text()));
        }
        return new MessageContent.Action(true, "Action needed: " + (open.isEmpty() ? look() : first(open)));
    }

    private String first(List<SweepView.TableView> open) {
        SweepView.TableView worst = open.getFirst();
        String todo = TableNews.action(worst).text();
        String also = coverage.whole() ? "" : " Then " + look();
        return Printable.line((open.size() == 1
                        ? todo
                        : "%s, first %s: %s".formatted(Counted.tables(open.size()), worst.name(), todo))
                + also);
    }

    private String look() {
        if (coverage.failed()) {
            return "see THIS SWEEP FAILED below for the cause. If the next sweep fails, too, follow docs/runbooks/unhealthy.md.";
        }
        if (coverage.notSwept() > 0) {
            return "do what To do says under NOT SWEPT TO THE END.";
        }
        return coverage.blindSpots() > 0
                ? "do what To do says under BLIND SPOTS, then check with: ./pitr-guard doctor"
                : "wait for the next sweep. If it does not complete either, follow docs/runbooks/unhealthy.md.";
    }

    private List<String> commands() {
        String region = place.region()
                .map(name -> " --region " + ShellWord.quoted(name))
                .orElse("");
        String organization = place.region().isPresent() ? "" : " --organization";
        return coverage.blindSpots() > 0 || coverage.notSwept() > 0
                ? List.of("./pitr-guard doctor" + region + organization, "./pitr-guard status" + region + organization)
                : List.of("./pitr-guard status" + region + organization);
    }
}
