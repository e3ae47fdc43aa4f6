package io.pitrguard.report;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The alert about tables that remain after drills, and about drills that had made no progress. */
public final class LeftoverAlert {
    private LeftoverAlert() {}

    /**
     * Returns the alert.
     *
     * @param at when that was noticed
     */
    public static Message of(LeftoverView view, Instant at) {
        MessageContent content = content(view);
        Alert alert = Excerpt.SIZES.stream()
                .map(size -> alert(size.of(view)))
                .filter(AlertSize::fits)
                .findFirst()
                .orElseThrow();
        return new Message(
                alert,
                content,
                view.tables().stream().map(LeftoverView.Table::name).collect(Collectors.toSet()),
                false,
                new Announcement(List.of(), Optional.of(ChatMessage.of(content, alert, at.toString()))));
    }

    private static Alert alert(LeftoverView view) {
        String subject = Subject.of(severity(view), what(view), view.account() + ", " + view.region());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view));
        byProtocol.put("email", text(view, content(view)));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(view));
    }

    private static boolean open(LeftoverView view) {
        return !view.tables().isEmpty() || !view.problems().isEmpty();
    }

    private static Severity severity(LeftoverView view) {
        return open(view) ? Severity.MEDIUM : Severity.LOW;
    }

    /** Returns in a few words what it is about. */
    private static String what(LeftoverView view) {
        String reminder = view.notification() == Notification.Kind.REMINDER ? "reminder: " : "";
        if (!view.tables().isEmpty()) {
            return reminder + "tables of drills remain: " + view.tables().size();
        }
        if (!view.problems().isEmpty()) {
            return reminder + "tables of drills could not be read";
        }
        return view.happened().isEmpty()
                ? "tables of drills are gone: " + view.gone().size()
                : "drills carried on: " + view.happened().size();
    }

    private static String headline(LeftoverView view, String place) {
        String reminder = view.notification() == Notification.Kind.REMINDER ? "Reminder. " : "";
        if (!view.tables().isEmpty()) {
            int count = view.tables().size();
            return reminder
                    + Counted.of(count, "table of drills remains in %s.", "tables of drills remain in %s.")
                            .formatted(place);
        }
        if (!view.problems().isEmpty()) {
            return reminder + "Which tables drills left in %s could not be read.".formatted(place);
        }
        return (view.happened().isEmpty()
                        ? "No table of drills remains in %s."
                        : "Drills in %s made no progress for a while, and were carried on.")
                .formatted(place);
    }

    private static MessageContent.Action action(LeftoverView view) {
        if (!view.tables().isEmpty()) {
            return new MessageContent.Action(
                    true, "Action needed: find out why each table remains, and delete it if nobody uses it.");
        }
        return view.problems().isEmpty()
                ? new MessageContent.Action(false, "No action needed: this is for your information.")
                : new MessageContent.Action(true, "Action needed: do what Problem says. The next run tries again.");
    }

    private static MessageContent content(LeftoverView view) {
        String place = "account %s, %s".formatted(view.account(), view.region());
        return new MessageContent(
                MessageKind.DRILL,
                severity(view),
                Printable.line(what(view)),
                Printable.line(headline(view, place)),
                action(view),
                new MessageContent.Place(
                        Optional.of(Printable.line(view.account())),
                        Optional.of(Printable.line(view.region())),
                        Optional.empty(),
                        Printable.line(place)),
                view.tables().stream().map(table -> item(view, table)).toList(),
                List.of("./pitr-guard drill report " + ShellWord.option("--region", view.region())),
                List.of());
    }

    private static MessageContent.TableItem item(LeftoverView view, LeftoverView.Table table) {
        return new MessageContent.TableItem(
                Printable.line(table.arn()),
                Printable.line(table.name()),
                Printable.line(view.account()),
                Printable.line(view.region()),
                MessageKind.DRILL,
                Severity.MEDIUM,
                Printable.line(String.join(" ", table.reasons())),
                table.reasons().stream().map(Printable::line).toList(),
                Optional.empty(),
                List.of(),
                view.notification() == Notification.Kind.REMINDER,
                List.of(Printable.line(table.command())),
                ConsoleLinks.table(table.arn()));
    }

    private static String text(LeftoverView view, MessageContent content) {
        StringBuilder text = new StringBuilder(MailText.opening(content));
        int number = 0;
        for (LeftoverView.Table table : view.tables()) {
            text.append(Printable.line("%d. %s".formatted(++number, table.name())))
                    .append('\n');
            table.reasons().forEach(reason -> field(text, "What", reason));
            field(text, "Drill", table.drill() == null ? "not known" : table.drill());
            field(text, "To do", table.command());
            field(text, "Table", table.arn());
            ConsoleLinks.table(table.arn()).ifPresent(url -> field(text, "Console", url.toString()));
            text.append('\n');
        }
        view.gone().forEach(name -> field(text, "Gone", name));
        view.happened().forEach(what -> field(text, "Happened", what));
        view.problems().forEach(problem -> field(text, "Problem", problem));
        content.commands().forEach(command -> field(text, "More", command));
        if (view.omitted() != null) {
            field(text, "Left out", view.omitted() + ", for the size of this mail");
        }
        if (view.mayRepeat()) {
            field(text, "Repeated?", TableText.MAY_REPEAT);
        }
        return text.append(MailText.closing(content)).toString();
    }

    private static void field(StringBuilder text, String label, String value) {
        text.append(TableText.labelled(label, value));
    }

    private static SortedMap<String, Alert.Attribute> attributes(LeftoverView view) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("drill"));
        attributes.put(
                "severity", new Alert.Attribute.Text(severity(view).name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(view.account()));
        attributes.put("region", new Alert.Attribute.Text(view.region()));
        return attributes;
    }
}
