package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.finding.TableEvent;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is to tell of one table: of which kind, in few words, and whether somebody must act. */
final class TableNews {
    private TableNews() {}

    /** Returns a table as part of a message. */
    static MessageContent.TableItem item(SweepView.TableView table) {
        return item(table, Optional.empty());
    }

    /**
     * Returns a table as part of a message.
     *
     * @param drift the call that it is about; empty after a sweep
     */
    static MessageContent.TableItem item(SweepView.TableView table, Optional<DriftView> drift) {
        return new MessageContent.TableItem(
                Printable.line(table.arn()),
                Printable.line(table.name()),
                Printable.line(table.account()),
                Printable.line(table.region()),
                kind(table),
                SweepDigest.severity(table),
                Printable.line(inShort(table)),
                lines(details(table)),
                Optional.ofNullable(table.remediation()).map(done -> Printable.line(done.message())),
                lines(actors(table, drift)),
                isReminder(table),
                lines(remedies(table)),
                ConsoleLinks.table(table.arn()));
    }

    private static List<String> actors(SweepView.TableView table, Optional<DriftView> drift) {
        Stream<String> caller =
                drift.flatMap(view -> Optional.ofNullable(view.call())).map(DriftView.CallView::who).stream();
        Stream<String> others =
                events(table).stream().map(SweepView.EventView::by).filter(Objects::nonNull);
        return Stream.concat(caller, others).toList();
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().map(Printable::line).distinct().toList();
    }

    private static List<String> details(SweepView.TableView table) {
        List<String> details = new ArrayList<>();
        table.violations().forEach(violation -> details.add(violation.message()));
        events(table).forEach(event -> details.add(event.text()));
        if (table.reason() != null) {
            details.add(table.reason());
        }
        table.notices().stream()
                .filter(notice -> !notice.informational())
                .forEach(notice -> details.add(notice.message()));
        return details;
    }

    private static List<String> remedies(SweepView.TableView table) {
        return Stream.concat(
                        table.violations().stream().map(SweepView.ViolationView::remedy),
                        Stream.ofNullable(table.remedy()))
                .toList();
    }

    private static List<SweepView.EventView> events(SweepView.TableView table) {
        return table.notification() == null ? List.of() : table.notification().events();
    }

    /** Whether people know of all of it. */
    static boolean isReminder(SweepView.TableView table) {
        return table.notification() != null && table.notification().kind() == Notification.Kind.REMINDER;
    }

    /** Returns the kind of what there is to tell of a table. */
    static MessageKind kind(SweepView.TableView table) {
        return switch (DigestSection.of(table)) {
            case SUSPENDED -> MessageKind.FLAPPING;
            case FIX_FAILED -> MessageKind.REMEDIATION_FAILED;
            case NON_COMPLIANT, HAPPENED, UNDETERMINED, FIXED, NOTICED ->
                hasLostHistory(table) ? MessageKind.HISTORY_LOST : MessageKind.DRIFT;
            case ENDING -> MessageKind.EXEMPTION_ENDING;
            case RESOLVED, SILENT -> MessageKind.RESOLVED;
        };
    }

    /** Returns the last day of a table's exemption. */
    static String lastDay(SweepView.TableView table) {
        return table.exemption() == null ? "" : table.exemption().until();
    }

    /** Whether all that there is to tell of a table is that its exemption ends today or tomorrow. */
    static boolean endsTomorrow(SweepView.TableView table) {
        return DigestSection.of(table) == DigestSection.ENDING
                && events(table).stream()
                        .map(event -> LocalDate.parse(event.at().substring(0, 10)))
                        .anyMatch(day -> !day.plusDays(1).isBefore(LocalDate.parse(lastDay(table))));
    }

    /** Returns who answers for a table's exemption, as an attribute of a message can say it. */
    static Optional<String> owner(SweepView.TableView table) {
        return Optional.ofNullable(table.exemption())
                .map(exemption -> Printable.line(exemption.owner()).strip())
                .filter(owner -> !owner.isEmpty());
    }

    private static boolean hasLostHistory(SweepView.TableView table) {
        return events(table).stream().anyMatch(event -> event.kind() == TableEvent.Kind.HISTORY_LOST)
                || table.violations().stream().anyMatch(violation -> violation.kind() == FindingKind.HISTORY_LOST);
    }

    /** Returns in a few words what there is to tell. */
    static String inShort(SweepView.TableView table) {
        return switch (DigestSection.of(table)) {
            case SUSPENDED -> "off again, remediation suspended";
            case FIX_FAILED -> "fix failed";
            case NON_COMPLIANT -> isFixed(table) ? fixed(table) : open(table);
            case HAPPENED -> happened(table) + (isFixed(table) ? ", fixed" : "");
            case UNDETERMINED -> "undetermined";
            case FIXED -> "fixed";
            case ENDING -> "exemption ends on " + lastDay(table);
            case NOTICED -> "to clean up";
            case RESOLVED, SILENT -> SweepDigest.over(table);
        };
    }

    /** What was done, and what stays open. */
    private static String fixed(SweepView.TableView table) {
        boolean enabled =
                table.remediation() != null && table.remediation().resolved().contains(FindingKind.RECOVERY_DISABLED);
        return (enabled ? "re-enabled; " : "fixed; ") + open(table);
    }

    private static String open(SweepView.TableView table) {
        return table.violations().stream().map(SweepView.ViolationView::brief).collect(Collectors.joining(", "));
    }

    private static String happened(SweepView.TableView table) {
        String what = events(table).stream()
                .map(SweepView.EventView::title)
                .distinct()
                .collect(Collectors.joining(", "));
        return table.verdict() == VerdictKind.EXEMPT ? what + " while exempt" : what;
    }

    /** Whether pitr-guard changed the table. */
    static boolean isFixed(SweepView.TableView table) {
        return outcome(table) == OutcomeKind.FIXED;
    }

    private static @Nullable OutcomeKind outcome(SweepView.TableView table) {
        return table.remediation() == null ? null : table.remediation().outcome();
    }

    /** Returns whether somebody must act, and on what. */
    static MessageContent.Action action(SweepView.TableView table) {
        return switch (DigestSection.of(table)) {
            case SUSPENDED ->
                needed(
                        "stop what disables recovery, then acknowledge the table. Until then pitr-guard does not enable it.");
            case FIX_FAILED ->
                needed("remove the cause under Done, or do what To do says. The next sweep tries again.");
            case NON_COMPLIANT -> nonCompliant(table);
            case UNDETERMINED ->
                needed("do what To do says. Until it can be read, nobody knows whether the table can be restored.");
            case HAPPENED -> happenedAction(table);
            case FIXED -> none("pitr-guard fixed it.");
            case ENDING ->
                needed("by %s, renew the exemption (%s) or let it end. Then the policy's other rules apply."
                        .formatted(lastDay(table), "owner: " + owner(table).orElse("not known")));
            case NOTICED -> none("nothing is urgent. Clean up as the Note says.");
            case RESOLVED, SILENT -> none("this is over.");
        };
    }

    private static MessageContent.Action nonCompliant(SweepView.TableView table) {
        OutcomeKind outcome = outcome(table);
        if (outcome == OutcomeKind.UNCONFIRMED || outcome == OutcomeKind.DEFERRED) {
            return none("pitr-guard tries again by itself, and tells you if that fails.");
        }
        if (hasLostHistory(table) && (table.violations().size() == 1 || isFixed(table))) {
            return needed("look for another backup of the lost time, then acknowledge the loss.");
        }
        return needed(
                outcome == OutcomeKind.OVER_BUDGET
                        ? "a limit of the policy keeps pitr-guard from fixing it. See Done, then decide."
                        : "do what To do says. pitr-guard does not fix it.");
    }

    private static MessageContent.Action happenedAction(SweepView.TableView table) {
        boolean severe = events(table).stream().anyMatch(event -> event.severity() == Severity.HIGH);
        return severe && !isFixed(table)
                ? needed("check whether this was intended. The policy allows it.")
                : none("this is for your information.");
    }

    private static MessageContent.Action needed(String text) {
        return new MessageContent.Action(true, text);
    }

    private static MessageContent.Action none(String text) {
        return new MessageContent.Action(false, text);
    }
}
