package io.pitrguard.report;

import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageKind;
import io.pitrguard.port.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alert about what a schedule of backups could not do, and that it is over. */
public final class BackupAlert {
    /** This many are shown; the function's log has all. */
    private static final int SHOWN = 50;

    private final AccountRegion where;
    private final List<BackupProblem> problems;
    private final boolean reminder;

    private BackupAlert(AccountRegion where, List<BackupProblem> problems, boolean reminder) {
        this.where = where;
        this.problems = problems;
        this.reminder = reminder;
    }

    /**
     * Returns the alert.
     *
     * @param problems all that there are; none where everything works again
     * @param kind why people are notified
     */
    public static Message of(AccountRegion where, List<BackupProblem> problems, Notification.Kind kind, Instant at) {
        BackupAlert alert = new BackupAlert(where, problems, kind == Notification.Kind.REMINDER);
        MessageContent content = alert.content();
        Alert mail = alert.mail(content);
        return new Message(
                mail,
                content,
                Set.of(),
                false,
                new Announcement(List.of(), Optional.of(ChatMessage.of(content, mail, at.toString()))));
    }

    private Severity severity() {
        if (problems.isEmpty()) {
            return Severity.LOW;
        }
        return problems.stream().anyMatch(BackupProblem::missing) ? Severity.HIGH : Severity.MEDIUM;
    }

    private String title() {
        return problems.isEmpty()
                ? "backups work again"
                : Counted.of(problems.size(), "problem with backups", "problems with backups");
    }

    private MessageContent content() {
        String place = "account %s, %s".formatted(where.account(), where.region());
        String what = problems.isEmpty()
                ? "Scheduled backups in " + place + " work again."
                : "%sScheduled backups in %s: %s."
                        .formatted(
                                reminder ? "Reminder. " : "",
                                place,
                                Counted.of(problems.size(), "problem", "problems"));
        return new MessageContent(
                problems.isEmpty() ? MessageKind.RESOLVED : MessageKind.BACKUP,
                severity(),
                title(),
                Printable.line(what),
                problems.isEmpty()
                        ? new MessageContent.Action(false, "No action needed: this is over.")
                        : new MessageContent.Action(
                                true,
                                "Action needed: fix what is listed below. The next run tries again within an hour."),
                new MessageContent.Place(
                        Optional.of(where.account()), Optional.of(where.region()), Optional.empty(), place),
                problems.stream()
                        .flatMap(problem -> problem.table().map(table -> item(table, problem)).stream())
                        .limit(SHOWN)
                        .toList(),
                List.of("./pitr-guard backup list --all --region " + where.region()),
                List.of());
    }

    private MessageContent.TableItem item(TableRef table, BackupProblem problem) {
        return new MessageContent.TableItem(
                table.arn(),
                Printable.line(table.name()),
                where.account(),
                where.region(),
                MessageKind.BACKUP,
                severity(),
                problem.kind().title(),
                List.of(Printable.line(problem.what())),
                Optional.empty(),
                List.of(),
                reminder,
                List.of(),
                ConsoleLinks.table(table.arn()));
    }

    private Alert mail(MessageContent content) {
        String subject = Subject.of(content.severity(), title(), where.account() + ", " + where.region());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view()));
        byProtocol.put("email", text(content));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(content));
    }

    private String text(MessageContent content) {
        StringBuilder text = new StringBuilder(MailText.opening(content));
        int number = 0;
        for (BackupProblem problem : problems.stream().limit(SHOWN).toList()) {
            text.append(++number)
                    .append(". ")
                    .append(Printable.line(name(problem)))
                    .append('\n')
                    .append(TableText.labelled("Problem", problem.kind().title()))
                    .append(TableText.labelled("What", problem.what()));
            problem.table().ifPresent(table -> text.append(TableText.labelled("Table", table.arn())));
            text.append('\n');
        }
        if (number < problems.size()) {
            text.append(Counted.of(problems.size() - number, "more problem", "more problems"))
                    .append(": the log of the function backup has all.\n\n");
        }
        content.commands().forEach(command -> text.append(TableText.labelled("More", command)));
        return text.append(MailText.closing(content)).toString();
    }

    private static String name(BackupProblem problem) {
        return problem.table()
                .map(TableRef::name)
                .orElse(problem.kind() == BackupProblem.Kind.RECORD ? "A record in the ledger" : "All tables");
    }

    private Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("account", where.account());
        view.put("region", where.region());
        view.put("actionNeeded", !problems.isEmpty());
        view.put("count", problems.size());
        view.put(
                "problems",
                problems.stream()
                        .limit(SHOWN)
                        .map(BackupJobView.ProblemView::of)
                        .toList());
        return view;
    }

    private SortedMap<String, Alert.Attribute> attributes(MessageContent content) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text(content.kind().toString()));
        attributes.put(
                "severity", new Alert.Attribute.Text(content.severity().name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(where.account()));
        attributes.put("region", new Alert.Attribute.Text(where.region()));
        return attributes;
    }
}
