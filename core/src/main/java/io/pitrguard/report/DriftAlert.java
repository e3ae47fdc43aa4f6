package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The alert about a call: who did what to which table, and what pitr-guard did about it. */
public final class DriftAlert {
    /** So much of a table's name stands in a subject at least, whatever else it says. */
    private static final int MIN_NAME = 10;

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
                : Optional.of(new Message(alert(view, owner), Set.of(table.name()), true));
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
        String subject = subject(severity, call, table);
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view));
        byProtocol.put("email", text(view, call, table));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(severity, call, owner));
    }

    /** That somebody broke recovery matters although it is fixed. */
    private static Severity severity(SweepView.TableView table) {
        Severity now = SweepDigest.severity(table);
        return isFixed(table) && now == Severity.LOW ? Severity.MEDIUM : now;
    }

    private static boolean isFixed(SweepView.TableView table) {
        return table.remediation() != null && table.remediation().outcome() == OutcomeKind.FIXED;
    }

    private static String subject(Severity severity, DriftView.CallView call, SweepView.TableView table) {
        String start = "[pitr-guard] %s: ".formatted(severity);
        String end = ": %s (%s, %s)".formatted(inShort(table), call.account(), call.region());
        int room = Math.max(MIN_NAME, AlertSize.SUBJECT_LENGTH - start.length() - end.length());
        String name =
                table.name().length() <= room ? table.name() : table.name().substring(0, room - 2) + "..";
        return AlertSize.subject(start + name + end);
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

    private static String inShort(SweepView.TableView table) {
        return switch (DigestSection.of(table)) {
            case SUSPENDED -> "off again, remediation suspended";
            case FIX_FAILED -> "fix failed";
            case NON_COMPLIANT -> isFixed(table) ? fixed(table) : open(table);
            case HAPPENED -> happened(table) + (isFixed(table) ? ", fixed" : "");
            case UNDETERMINED -> "undetermined";
            case FIXED -> "fixed";
            case NOTICED -> "to clean up";
            case RESOLVED, SILENT -> SweepDigest.over(table);
        };
    }

    private static String happened(SweepView.TableView table) {
        String what = table.notification() == null
                ? ""
                : table.notification().events().stream()
                        .map(SweepView.EventView::title)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return table.verdict() == VerdictKind.EXEMPT ? what + " while exempt" : what;
    }

    private static String text(DriftView view, DriftView.CallView call, SweepView.TableView table) {
        StringBuilder text = new StringBuilder()
                .append(Printable.line(
                        "Table %s in account %s, %s.".formatted(call.table(), call.account(), call.region())))
                .append("\n\n")
                .append(TableText.labelled("Call", what(call, table)))
                .append(TableText.labelled("Who", call.who()))
                .append(TableText.labelled("From", call.from()))
                .append(TableText.labelled("With", call.with()))
                .append(TableText.labelled("When", call.at()))
                .append(TableText.labelled("Request", call.requestId()));
        if (view.outage() != null) {
            text.append(TableText.labelled("Recovery off", duration(view.outage())));
        }
        text.append("\nWhat pitr-guard saw and did:\n").append(TableText.of(table, event -> isOf(call, event)));
        next(view.outcome()).ifPresent(next -> text.append(TableText.labelled("Next", next)));
        if (view.ledgerFailure() != null) {
            text.append(TableText.labelled("Ledger", "The ledger could not be used. " + view.ledgerFailure()));
        }
        view.notes().forEach(note -> text.append(TableText.labelled("Note", note)));
        return text.toString();
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
        owner.ifPresent(name -> attributes.put("owner", new Alert.Attribute.Text(name)));
        return attributes;
    }
}
