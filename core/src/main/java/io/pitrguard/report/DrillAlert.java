package io.pitrguard.report;

import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.notify.MessageKind;
import io.pitrguard.port.Alert;
import io.pitrguard.port.BusEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The alert about a drill that failed or proved nothing, or whose table remains. */
public final class DrillAlert {
    private DrillAlert() {}

    /**
     * Returns the alert; empty if people need not hear of the drill one by one.
     *
     * @param at when that was noticed
     */
    public static Optional<Message> of(DrillEndView view, Instant at) {
        return view.verdict() == DrillVerdict.PASSED && view.left() == null
                ? Optional.empty()
                : Optional.of(message(view, at));
    }

    /** Returns the event for other systems: there is one of each drill. */
    public static BusEvent event(DrillEndView view) {
        return EventParts.fitting(
                EventKind.DRILL, view, cut -> List.of(cut.table().arn()));
    }

    private static Message message(DrillEndView view, Instant at) {
        MessageContent content = content(view);
        Alert alert = Excerpt.SIZES.stream()
                .map(size -> alert(size.of(view)))
                .filter(AlertSize::fits)
                .findFirst()
                .orElseThrow();
        return new Message(
                alert,
                content,
                Set.of(view.table().name()),
                false,
                new Announcement(List.of(event(view)), Optional.of(ChatMessage.of(content, alert, at.toString()))));
    }

    private static Alert alert(DrillEndView view) {
        String subject = Subject.of(
                view.severity(), Optional.of(view.table().name()), title(view), view.account() + ", " + view.region());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view));
        byProtocol.put("email", text(view, content(view)));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(view));
    }

    private static String title(DrillEndView view) {
        return DrillEndViews.title(view.verdict(), view.left() != null);
    }

    private static MessageContent content(DrillEndView view) {
        String place = "account %s, %s".formatted(view.account(), view.region());
        return new MessageContent(
                MessageKind.DRILL,
                view.severity(),
                Printable.line(view.table().name() + ": " + title(view)),
                Printable.line("Table %s in %s: %s.".formatted(view.table().name(), place, title(view))),
                action(view),
                new MessageContent.Place(
                        Optional.of(Printable.line(view.account())),
                        Optional.of(Printable.line(view.region())),
                        Optional.empty(),
                        Printable.line(place)),
                List.of(item(view)),
                List.of("./pitr-guard drill report " + ShellWord.option("--region", view.region())),
                List.of());
    }

    private static MessageContent.Action action(DrillEndView view) {
        String left = view.left() == null ? "" : " Find out why its table remains, and delete it.";
        return switch (view.verdict()) {
            case FAILED ->
                new MessageContent.Action(
                        true, "Action needed: read below what is wrong, fix it, and run the drill again." + left);
            case NOT_PROVEN ->
                view.scheduled() && view.left() == null
                        ? new MessageContent.Action(
                                false,
                                "No action needed: the schedule repeats the drill. If that proves nothing either, do what To do says.")
                        : new MessageContent.Action(true, "Action needed: do what To do says." + left);
            case PASSED ->
                new MessageContent.Action(
                        true, "Action needed: find out why the drill's table remains, and delete it.");
        };
    }

    private static MessageContent.TableItem item(DrillEndView view) {
        DrillEndView.Left left = view.left();
        String shown = left == null ? view.table().arn() : left.arn();
        return new MessageContent.TableItem(
                Printable.line(view.table().arn()),
                Printable.line(view.table().name()),
                Printable.line(view.account()),
                Printable.line(view.region()),
                MessageKind.DRILL,
                view.severity(),
                Printable.line(title(view) + (view.reason() == null ? "" : ". " + view.reason())),
                view.reason() == null ? List.of() : List.of(Printable.line(view.reason())),
                Optional.empty(),
                List.of(Printable.line(view.requestedBy())),
                false,
                view.commands().stream().map(Printable::line).toList(),
                ConsoleLinks.table(shown));
    }

    private static String text(DrillEndView view, MessageContent content) {
        StringBuilder text = new StringBuilder(MailText.opening(content));
        field(text, "Drill", view.drill());
        field(text, "Table", view.table().arn());
        field(text, "Restored to", view.moment());
        field(text, "Requested by", view.requestedBy() + (view.scheduled() ? ", by schedule" : ""));
        field(text, "Recovery time", recovery(view.times()));
        if (view.times().recoveryPointSeconds() != null) {
            field(text, "Recovery point", described(view.times().recoveryPointSeconds()) + " before the request");
        }
        checks(text, view);
        if (view.left() != null) {
            field(
                    text,
                    "Remains",
                    view.left().name() + ": " + String.join(" ", view.left().reasons()));
        }
        field(text, "Evidence", evidence(view.evidence()));
        if (view.remedy() != null) {
            field(text, "To do", view.remedy());
        }
        view.commands().forEach(command -> field(text, "To do", command));
        content.commands().forEach(command -> field(text, "More", command));
        content.tables().getFirst().console().ifPresent(url -> field(text, "Console", url.toString()));
        if (view.omitted() != null) {
            field(text, "Left out", view.omitted() + ", for the size of this mail");
        }
        if (view.mayRepeat()) {
            field(text, "Repeated?", TableText.MAY_REPEAT);
        }
        return text.append(MailText.closing(content)).toString();
    }

    private static void checks(StringBuilder text, DrillEndView view) {
        boolean shown = view.checks().stream()
                .anyMatch(check -> check.reason() != null && check.reason().equals(view.reason()));
        if (view.reason() != null && !shown) {
            field(text, "What", view.reason());
        }
        view.checks().stream()
                .filter(check -> check.verdict() != DrillVerdict.PASSED)
                .forEach(check -> field(
                        text,
                        check.verdict() == DrillVerdict.FAILED ? "Failed" : "Not proven",
                        check.kind() + (check.reason() == null ? "" : ": " + check.reason())));
        String passed = view.checks().stream()
                .filter(check -> check.verdict() == DrillVerdict.PASSED)
                .map(check -> check.kind().name())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!passed.isEmpty()) {
            field(text, "Passed", passed);
        }
    }

    private static String recovery(DrillEndView.Times times) {
        String took = times.recoverySeconds() == null
                ? "not known: the restored table was never ready and checked"
                : described(times.recoverySeconds());
        return took + (times.targetSeconds() == null ? "" : "; the target is " + described(times.targetSeconds()));
    }

    private static String described(long seconds) {
        return Durations.description(Duration.ofSeconds(seconds));
    }

    private static String evidence(DrillEndView.@Nullable Evidence evidence) {
        return evidence == null
                ? "not stored; the ledger has the drill. More in docs/evidence.md"
                : "record %d, sha256 %s".formatted(evidence.number(), evidence.sha256())
                        + (evidence.report() == null ? "" : ", " + evidence.report());
    }

    private static void field(StringBuilder text, String label, String value) {
        text.append(TableText.labelled(label, value));
    }

    private static SortedMap<String, Alert.Attribute> attributes(DrillEndView view) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("drill"));
        attributes.put(
                "severity", new Alert.Attribute.Text(view.severity().name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(view.account()));
        attributes.put("region", new Alert.Attribute.Text(view.region()));
        attributes.put("table", new Alert.Attribute.Text(view.table().name()));
        return attributes;
    }
}
