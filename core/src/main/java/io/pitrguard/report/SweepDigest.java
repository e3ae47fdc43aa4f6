package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One alert for a whole sweep, about what people do not know yet: mail for people, JSON for machines, attributes to filter
 * by.
 */
public final class SweepDigest {
    /** The kinds of violation that a change resolves. */
    private static final Set<FindingKind> CHANGEABLE =
            Set.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT);

    private SweepDigest() {}

    /** Returns the digest; empty if there is nothing that people do not know. */
    public static Optional<Message> of(SweepView view) {
        List<SweepView.TableView> tables = DigestSection.toNotify(view);
        return tables.isEmpty() && view.sweep().complete() && !includesSelfCheck(view)
                ? Optional.empty()
                : Optional.of(cut(view, tables));
    }

    /** Whether people must be notified of a self-check. */
    private static boolean includesSelfCheck(SweepView view) {
        return view.sweep().selfCheck() != null && view.sweep().selfCheck().notification() != null;
    }

    /** Includes as many tables as one message holds; the next sweep notifies people of the others. */
    private static Message cut(SweepView view, List<SweepView.TableView> tables) {
        Draft draft = Excerpt.SIZES.stream()
                .map(size -> Draft.of(view, tables, size))
                .filter(Draft::suits)
                .findFirst()
                .orElseGet(() -> Draft.of(view, tables, Excerpt.SIZES.getLast()));
        int fits = AlertSize.most(tables.size(), draft::alert);
        SelfCheckView self = draft.included().sweep().selfCheck();
        return new Message(
                draft.alert(fits),
                tables.subList(0, fits).stream().map(SweepView.TableView::name).collect(Collectors.toSet()),
                self == null || self.omitted() == null);
    }

    /**
     * A digest before it is known how many tables one message holds.
     *
     * @param whole what to tell, whole
     * @param included the same, cut, with the tables in the order in which they get a place
     */
    private record Draft(SweepView whole, SweepView included) {
        static Draft of(SweepView view, List<SweepView.TableView> tables, Excerpt size) {
            return new Draft(
                    new SweepView(view.sweep(), view.summary(), tables, 0),
                    new SweepView(
                            size.of(view.sweep()),
                            view.summary(),
                            tables.stream().map(size::of).toList(),
                            0));
        }

        /** Whether it leaves half of the message to tables, and the first of them fits. */
        boolean suits() {
            return AlertSize.bytes(alert(0)) <= Alert.MAX_BYTES / 2
                    && AlertSize.fits(alert(Math.min(1, included.tables().size())));
        }

        /** Returns the alert with the first tables. */
        Alert alert(int count) {
            List<SweepView.TableView> tables = included.tables();
            SweepView shown = new SweepView(
                    included.sweep(),
                    included.summary(),
                    DigestSection.byUrgency(tables.subList(0, count)),
                    tables.size() - count);
            Severity severity = severity(whole);
            String subject = subject(whole, severity);
            Map<String, String> byProtocol = new LinkedHashMap<>();
            byProtocol.put("default", Json.write(shown));
            byProtocol.put("email", DigestText.of(shown));
            byProtocol.put("sms", subject);
            return new Alert(subject, Json.write(byProtocol), attributes(included, blindSpots(whole), severity));
        }
    }

    private static String subject(SweepView view, Severity severity) {
        List<SweepView.TableView> tables = view.tables();
        SweepView.Summary summary = view.summary();
        boolean over = !tables.isEmpty()
                && tables.stream().allMatch(table -> DigestSection.of(table) == DigestSection.RESOLVED);
        String counts = over
                ? String.format(Locale.ROOT, "%d resolved", tables.size())
                : String.format(
                        Locale.ROOT,
                        "%d not compliant, %d undetermined, %d fixed",
                        summary.nonCompliant(),
                        summary.undetermined(),
                        summary.fixed());
        int blindSpots = blindSpots(view);
        String what = view.sweep().failure() != null
                ? "sweep failed"
                : blindSpots == 0 ? counts : counts + ", blind spots: " + blindSpots;
        return AlertSize.subject("[pitr-guard] %s: %s (%s, %s)"
                .formatted(severity, what, view.sweep().account(), view.sweep().region()));
    }

    /** Returns the severity of the worst finding. */
    private static Severity severity(SweepView view) {
        Severity worst = view.tables().stream()
                .map(SweepDigest::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.LOW);
        boolean sees = view.sweep().complete() && blindSpots(view) == 0;
        return sees || worst == Severity.CRITICAL ? worst : Severity.HIGH;
    }

    private static int blindSpots(SweepView view) {
        return view.sweep().selfCheck() == null
                ? 0
                : view.sweep().selfCheck().blindSpots().size();
    }

    /** Returns in a few words why no finding is open any more. */
    static String over(SweepView.TableView table) {
        return switch (table.verdict()) {
            case EXEMPT -> "exempt now";
            case NOT_APPLICABLE -> "table deleted";
            case COMPLIANT, NON_COMPLIANT, UNDETERMINED -> "resolved";
        };
    }

    /** Returns the severity of the worst that there is to say of a table: a filter by severity must not drop it. */
    static Severity severity(SweepView.TableView table) {
        boolean unconfirmed = isOutcome(table, OutcomeKind.UNCONFIRMED);
        Stream<Severity> state = Stream.of(
                isOutcome(table, OutcomeKind.FLAPPING) ? Severity.CRITICAL : Severity.LOW,
                isOutcome(table, OutcomeKind.FIX_FAILED) ? Severity.HIGH : Severity.LOW,
                unconfirmed || table.verdict() == VerdictKind.UNDETERMINED ? Severity.MEDIUM : Severity.LOW);
        Stream<Severity> violations = table.violations().stream()
                // AWS took the change: whether it came about, a later mail says.
                .filter(violation -> !unconfirmed || !CHANGEABLE.contains(violation.kind()))
                .map(SweepView.ViolationView::severity);
        Stream<Severity> events = table.notification() == null
                ? Stream.empty()
                : table.notification().events().stream().map(SweepView.EventView::severity);
        return Stream.of(state, violations, events)
                .flatMap(severities -> severities)
                .max(Comparator.naturalOrder())
                .orElse(Severity.LOW);
    }

    private static boolean isOutcome(SweepView.TableView table, OutcomeKind kind) {
        return table.remediation() != null && table.remediation().outcome() == kind;
    }

    private static SortedMap<String, Alert.Attribute> attributes(SweepView view, int blindSpots, Severity severity) {
        SweepView.Summary summary = view.summary();
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("sweep"));
        attributes.put("severity", new Alert.Attribute.Text(severity.name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(view.sweep().account()));
        attributes.put("region", new Alert.Attribute.Text(view.sweep().region()));
        attributes.put("nonCompliant", new Alert.Attribute.Count(summary.nonCompliant()));
        attributes.put("undetermined", new Alert.Attribute.Count(summary.undetermined()));
        attributes.put("fixed", new Alert.Attribute.Count(summary.fixed()));
        attributes.put("blindSpots", new Alert.Attribute.Count(blindSpots));
        attributes.put("fixFailed", new Alert.Attribute.Count(summary.fixFailed()));
        return attributes;
    }
}
