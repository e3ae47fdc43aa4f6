package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
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

    /** Returns the alert; empty if there is nothing that people do not know. */
    public static Optional<Message> of(DriftView view) {
        SweepView.TableView table = view.table();
        return view.call() == null || table == null || table.notification() == null
                ? Optional.empty()
                : Optional.of(new Message(alert(view), Set.of(table.name()), true));
    }

    /** Returns the alert with as much of the view as one message holds. */
    private static Alert alert(DriftView whole) {
        return Excerpt.SIZES.stream()
                .map(size -> size.of(whole))
                .map(view -> alert(view, Objects.requireNonNull(view.call()), Objects.requireNonNull(view.table())))
                .filter(AlertSize::fits)
                .findFirst()
                .orElseThrow();
    }

    private static Alert alert(DriftView view, DriftView.CallView call, SweepView.TableView table) {
        Severity severity = severity(table);
        String subject = subject(severity, call, table);
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(view));
        byProtocol.put("email", text(view, call, table));
        byProtocol.put("sms", subject);
        return new Alert(subject, Json.write(byProtocol), attributes(severity, call));
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
        return (enabled ? "re-enabled; " : "fixed; ")
                + table.violations().stream()
                        .map(SweepView.ViolationView::brief)
                        .collect(Collectors.joining(", "));
    }

    private static String inShort(SweepView.TableView table) {
        String kinds = table.violations().stream()
                .map(violation -> violation.kind().toString())
                .collect(Collectors.joining(", "));
        return switch (DigestSection.of(table)) {
            case SUSPENDED -> "remediation suspended, keeps being disabled";
            case FIX_FAILED -> "fix failed";
            case NON_COMPLIANT -> isFixed(table) ? fixed(table) : kinds;
            case HAPPENED -> happened(table);
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
                        "Table %s of account %s in %s.".formatted(call.table(), call.account(), call.region())))
                .append("\n\n")
                .append(DigestText.labelled("Call", call.what()))
                .append(DigestText.labelled("Who", call.who()))
                .append(DigestText.labelled("From", call.from()))
                .append(DigestText.labelled("With", call.with()))
                .append(DigestText.labelled("When", call.at()))
                .append(DigestText.labelled("Request", call.requestId()))
                .append("\nWhat pitr-guard saw and did:\n")
                .append(DigestText.of(table));
        if (view.why() != null) {
            text.append(DigestText.labelled("Not settled", view.why()));
        }
        if (view.ledgerFailure() != null) {
            text.append(DigestText.labelled("Ledger", "the ledger could not be used. " + view.ledgerFailure()));
        }
        view.notes().forEach(note -> text.append(DigestText.labelled("Note", note)));
        return text.toString();
    }

    private static SortedMap<String, Alert.Attribute> attributes(Severity severity, DriftView.CallView call) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("drift"));
        attributes.put("severity", new Alert.Attribute.Text(severity.name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(call.account()));
        attributes.put("region", new Alert.Attribute.Text(call.region()));
        attributes.put("table", new Alert.Attribute.Text(call.table()));
        return attributes;
    }
}
