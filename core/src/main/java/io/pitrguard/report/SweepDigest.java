package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.port.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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
import org.jspecify.annotations.Nullable;

/**
 * One alert for a whole sweep, about what people do not know yet: mail for people, JSON for machines, attributes to filter
 * by.
 */
public final class SweepDigest {
    /** The kinds of violation that a change resolves. */
    private static final Set<FindingKind> CHANGEABLE =
            Set.of(FindingKind.RECOVERY_DISABLED, FindingKind.PERIOD_TOO_SHORT);

    private static final int MOST_OWNERS = 20;

    private SweepDigest() {}

    /** Returns the digest; empty if there is nothing that people do not know. */
    public static Optional<Message> of(SweepView view) {
        return digest(view, DigestSection.toNotify(view));
    }

    /**
     * Returns what to send after a sweep: to the owners of exemptions that end soon what only they can renew, and the digest
     * of all else. Owners beyond a number that no policy has are in the digest.
     */
    public static List<Message> messages(SweepView view) {
        List<SweepView.TableView> due = DigestSection.toNotify(view);
        SortedMap<String, List<SweepView.TableView>> owned = due.stream()
                .filter(table -> DigestSection.of(table) == DigestSection.ENDING)
                .filter(table -> TableNews.owner(table).isPresent())
                .collect(Collectors.groupingBy(
                        table -> TableNews.owner(table).orElseThrow(), TreeMap::new, Collectors.toList()));
        List<Message> messages = new ArrayList<>();
        Set<SweepView.TableView> sent = new HashSet<>();
        owned.entrySet().stream().limit(MOST_OWNERS).forEach(owner -> {
            sent.addAll(owner.getValue());
            messages.add(cut(alone(view), owner.getValue(), Optional.of(owner.getKey())));
        });
        digest(view, due.stream().filter(table -> !sent.contains(table)).toList())
                .ifPresent(messages::addFirst);
        return messages;
    }

    private static Optional<Message> digest(SweepView view, List<SweepView.TableView> tables) {
        return tables.isEmpty() && view.sweep().complete() && !includesSelfCheck(view)
                ? Optional.empty()
                : Optional.of(cut(view, tables, Optional.empty()));
    }

    /** What a sweep could not see is not for the owner of an exemption. */
    private static SweepView alone(SweepView view) {
        return new SweepView(view.sweep().seeingAll(), view.summary(), view.tables(), view.tablesOmitted());
    }

    /** Whether people must be notified of a self-check. */
    private static boolean includesSelfCheck(SweepView view) {
        return view.sweep().selfCheck() != null && view.sweep().selfCheck().notification() != null;
    }

    /** Includes as many tables as one message holds; the next sweep notifies people of the others. */
    private static Message cut(SweepView view, List<SweepView.TableView> tables, Optional<String> owner) {
        Draft draft = Excerpt.SIZES.stream()
                .map(size -> Draft.of(view, tables, size, owner))
                .filter(Draft::suits)
                .findFirst()
                .orElseGet(() -> Draft.of(view, tables, Excerpt.SIZES.getLast(), owner));
        int fits = AlertSize.most(tables.size(), draft::alert);
        SelfCheckView self = draft.included().sweep().selfCheck();
        Alert alert = draft.alert(fits);
        List<SweepView.TableView> held = tables.subList(0, fits);
        MessageContent content = draft.content(draft.whole()).content();
        return new Message(
                alert,
                content,
                held.stream().map(SweepView.TableView::name).collect(Collectors.toSet()),
                owner.isEmpty() && (self == null || self.omitted() == null),
                new Announcement(
                        NotificationEvents.of(NotificationEvents.Digest.of(view, content), held, tables.size() - fits),
                        Optional.of(ChatMessage.of(content, alert, view.sweep().finishedAt()))));
    }

    /**
     * A digest before it is known how many tables one message holds.
     *
     * @param whole what to tell, whole
     * @param included the same, cut, with the tables in the order in which they get a place
     */
    private record Draft(SweepView whole, SweepView included, Optional<String> owner) {
        static Draft of(SweepView view, List<SweepView.TableView> tables, Excerpt size, Optional<String> owner) {
            return new Draft(
                    new SweepView(view.sweep(), view.summary(), tables, 0),
                    new SweepView(
                            size.of(view.sweep()),
                            view.summary(),
                            tables.stream().map(size::of).toList(),
                            0),
                    owner);
        }

        DigestContent content(SweepView view) {
            return SweepDigest.content(view, severity(whole), owner);
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
            DigestContent digest = content(whole);
            String subject = Subject.of(
                    severity,
                    digest.single().map(SweepView.TableView::name),
                    digest.what(),
                    whole.sweep().account() + ", " + whole.sweep().region());
            Map<String, String> byProtocol = new LinkedHashMap<>();
            byProtocol.put("default", Json.write(shown));
            byProtocol.put("email", DigestText.of(shown, content(included).content()));
            byProtocol.put("sms", subject);
            return new Alert(subject, Json.write(byProtocol), attributes(included, blindSpots(whole), severity, owner));
        }
    }

    /** Returns what a digest of these tables tells. */
    static DigestContent content(SweepView view, Severity severity, Optional<String> owner) {
        SweepView.Header sweep = view.sweep();
        String place = "account %s, %s".formatted(sweep.account(), sweep.region());
        return new DigestContent(
                view.summary(),
                DigestSection.byUrgency(view.tables()),
                severity,
                new DigestContent.Coverage(
                        sweep.failure() != null, sweep.complete(), blindSpots(view), 0, isReminder(sweep.selfCheck())),
                new MessageContent.Place(
                        Optional.of(Printable.line(sweep.account())),
                        Optional.of(Printable.line(sweep.region())),
                        owner,
                        Printable.line(place)));
    }

    /** Whether people know of all that a self-check found. */
    static boolean isReminder(@Nullable SelfCheckView self) {
        return self != null && self.notification() == Notification.Kind.REMINDER;
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
                unconfirmed || table.verdict() == VerdictKind.UNDETERMINED ? Severity.MEDIUM : Severity.LOW,
                TableNews.endsTomorrow(table) ? Severity.MEDIUM : Severity.LOW);
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

    private static SortedMap<String, Alert.Attribute> attributes(
            SweepView view, int blindSpots, Severity severity, Optional<String> owner) {
        SweepView.Summary summary = view.summary();
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        attributes.put("kind", new Alert.Attribute.Text("sweep"));
        attributes.put("severity", new Alert.Attribute.Text(severity.name().toLowerCase(Locale.ROOT)));
        attributes.put("account", new Alert.Attribute.Text(view.sweep().account()));
        attributes.put("region", new Alert.Attribute.Text(view.sweep().region()));
        owner.ifPresent(name -> attributes.put(Alert.OWNER, new Alert.Attribute.Text(name)));
        attributes.put("nonCompliant", new Alert.Attribute.Count(summary.nonCompliant()));
        attributes.put("undetermined", new Alert.Attribute.Count(summary.undetermined()));
        attributes.put("fixed", new Alert.Attribute.Count(summary.fixed()));
        attributes.put("blindSpots", new Alert.Attribute.Count(blindSpots));
        attributes.put("fixFailed", new Alert.Attribute.Count(summary.fixFailed()));
        return attributes;
    }
}
