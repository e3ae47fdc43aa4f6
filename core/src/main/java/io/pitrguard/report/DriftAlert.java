package io.pitrguard.report;

import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.domain.text.ShellWord;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.port.Alert;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alert about a call: who did what to which table, and what pitr-guard did about it. */
public final class DriftAlert {
    private DriftAlert() {}

    /** Returns the alert, of an account without a known owner; empty if there is nothing that people do not know. */
    public static Optional<Message> of(DriftView view) {
        return of(view, Optional.empty());
    }

    /** Returns the alert; empty if there is nothing that people do not know. */
    public static Optional<Message> of(DriftView view, Optional<String> owner) {
        SweepView.TableView table = view.table();
        return view.call() == null || table == null || table.notification() == null
                ? Optional.empty()
                : Optional.of(message(view, view.call(), table, owner));
    }

    private static Message message(
            DriftView view, DriftView.CallView call, SweepView.TableView table, Optional<String> owner) {
        Alert alert = alert(view, owner);
        MessageContent content = content(view, call, table, owner);
        return new Message(
                alert,
                content,
                Set.of(table.name()),
                true,
                new Announcement(
                        NotificationEvents.of(view, table, owner, content.severity()),
                        Optional.of(ChatMessage.of(content, alert, call.at()))));
    }

    /** Returns the alert with as much of the view as one message holds. */
    private static Alert alert(DriftView whole, Optional<String> owner) {
        return Excerpt.SIZES.stream()
                .map(size -> size.of(whole))
                .map(view ->
                        alert(view, Objects.requireNonNull(view.call()), Objects.requireNonNull(view.table()), owner))
                .filter(AlertSize::fits)
                .findFirst()
                .orElseThrow();
    }

    private static Alert alert(
            DriftView view, DriftView.CallView call, SweepView.TableView table, Optional<String> owner) {
        Severity severity = severity(table);
        String subject = Subject.of(
                severity, Optional.of(table.name()), TableNews.inShort(table), call.account() + ", " + call.region());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view));
        byProtocol.put("email", text(view, content(view, call, table, owner), call, table));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(severity, call, owner));
    }

    /** That somebody broke recovery matters although it is fixed. */
    private static Severity severity(SweepView.TableView table) {
        Severity now = SweepDigest.severity(table);
        return TableNews.isFixed(table) && now == Severity.LOW ? Severity.MEDIUM : now;
    }

    private static MessageContent content(
            DriftView view, DriftView.CallView call, SweepView.TableView table, Optional<String> owner) {
        String place = "account %s, %s".formatted(call.account(), call.region());
        MessageContent.Action action = TableNews.action(table);
        return new MessageContent(
                TableNews.kind(table),
                severity(table),
                Printable.line(table.name() + ": " + TableNews.inShort(table)),
                Printable.line("Table %s in %s: %s, after %s called %s at %s."
                        .formatted(
                                call.table(),
                                place,
                                TableNews.inShort(table),
                                call.who(),
                                call.operation(),
                                call.at())),
                new MessageContent.Action(
                        action.needed(), (action.needed() ? "Action needed: " : "No action needed: ") + action.text()),
                new MessageContent.Place(
                        Optional.of(Printable.line(call.account())),
                        Optional.of(Printable.line(call.region())),
                        owner.map(Printable::line),
                        Printable.line(place)),
                List.of(TableNews.item(table, Optional.of(view))),
                List.of("./pitr-guard history %s %s"
                        .formatted(ShellWord.quoted(call.table()), ShellWord.option("--region", call.region()))),
                ConsoleLinks.calls(table.arn(), call.operation())
                        .map(url -> new MessageContent.Link("CloudTrail", url))
                        .stream()
                        .toList());
    }

    private static String text(
            DriftView view, MessageContent content, DriftView.CallView call, SweepView.TableView table) {
        StringBuilder text = new StringBuilder(MailText.opening(content))
                .append(TableText.labelled("Call", what(call, table)))
                .append(TableText.labelled("Who", call.who()))
                .append(TableText.labelled("From", call.from()))
                .append(TableText.labelled("With", call.with()))
                .append(TableText.labelled("When", call.at()))
                .append(TableText.labelled("Request", call.requestId()));
        content.links()
                .forEach(link ->
                        text.append(TableText.labelled(link.label(), link.url().toString())));
        if (view.outage() != null) {
            text.append(TableText.labelled("Recovery off", duration(view.outage())));
        }
        text.append("\nWhat pitr-guard saw and did:\n").append(TableText.of(table, event -> isOf(call, event)));
        next(view.outcome()).ifPresent(next -> text.append(TableText.labelled("Next", next)));
        if (view.ledgerFailure() != null) {
            text.append(TableText.labelled("Ledger", "The ledger could not be used. " + view.ledgerFailure()));
        }
        view.notes().forEach(note -> text.append(TableText.labelled("Note", note)));
        return text.append(MailText.closing(content)).toString();
    }

    /** Returns what was called; the ledger may know more of it than the call itself shows. */
    private static String what(DriftView.CallView call, SweepView.TableView table) {
        return table.notification() == null
                ? call.what()
                : table.notification().events().stream()
                        .filter(event -> isOf(call, event))
                        .map(SweepView.EventView::text)
                        .findFirst()
                        .orElse(call.what());
    }

    private static boolean isOf(DriftView.CallView call, SweepView.EventView event) {
        return call.requestId().equals(event.requestId()) && call.at().equals(event.at());
    }

    private static String duration(DriftView.OutageView outage) {
        return outage.until() == null || outage.seconds() == null
                ? "since %s; it was still off when pitr-guard last read it".formatted(outage.from())
                : "from %s to %s (%s)"
                        .formatted(
                                outage.from(),
                                outage.until(),
                                Durations.description(Duration.ofSeconds(outage.seconds())));
    }

    /** Returns what becomes of the call; empty if nothing is left to do about it. */
    private static Optional<String> next(DriftView.Outcome outcome) {
        return switch (outcome) {
            case REQUEUED -> Optional.of("pitr-guard checks the table again within 15 minutes.");
            case GIVEN_UP -> Optional.of("Only sweeps check the table from now on.");
            case SETTLED, IGNORED, FAILED -> Optional.empty();
        };
    }

    private static SortedMap<String, Alert.Attribute> attributes(
            Severity severity, DriftView.CallView call, Optional<String> owner) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("drift"));
        attributes.put("severity", new Alert.Attribute.Text(severity.name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(call.account()));
        attributes.put("region", new Alert.Attribute.Text(call.region()));
        attributes.put("table", new Alert.Attribute.Text(call.table()));
        owner.ifPresent(name -> attributes.put(Alert.OWNER, new Alert.Attribute.Text(name)));
        return attributes;
    }
}
