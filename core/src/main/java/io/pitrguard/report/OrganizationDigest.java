package io.pitrguard.report;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.Announcement;
import io.pitrguard.notify.Message;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.port.Alert;
import io.pitrguard.report.OrganizationDigestView.DigestPlaceView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One alert for a whole sweep of an organization, or for one owner's accounts in it, about what people do not know yet. */
public final class OrganizationDigest {
    /** More than one message holds, whatever is in it. */
    public static final int MOST_TABLES = 500;

    private OrganizationDigest() {}

    /** Returns the order in which tables get a place in a message; no two of an organization are equal in it. */
    public static Comparator<SweepView.TableView> order() {
        return DigestSection.BY_TURN.thenComparing(SweepView.TableView::arn);
    }

    /** Whether there is anything that people do not know. */
    public static boolean isDue(OrganizationReport report) {
        boolean selfCheck = report.selfCheck() != null && report.selfCheck().notification() != null;
        return selfCheck || report.places().stream().anyMatch(place -> place.toNotify() > 0);
    }

    /**
     * Returns the digest; its tables are named by their ARNs.
     *
     * @param tables the first of those that people must be notified of, in their order
     */
    public static Message of(OrganizationReport report, List<SweepView.TableView> tables) {
        Draft draft = Excerpt.SIZES.stream()
                .map(size -> Draft.of(report, tables, size))
                .filter(Draft::suits)
                .findFirst()
                .orElseGet(() -> Draft.of(report, tables, Excerpt.SIZES.getLast()));
        int fits = AlertSize.most(tables.size(), draft::alert);
        SelfCheckView self = draft.frame().selfCheck();
        Alert alert = draft.alert(fits);
        List<SweepView.TableView> held = tables.subList(0, fits);
        MessageContent content = draft.content(tables, draft.severity()).content();
        return new Message(
                alert,
                content,
                held.stream().map(SweepView.TableView::arn).collect(Collectors.toSet()),
                self == null || self.omitted() == null,
                new Announcement(
                        NotificationEvents.of(
                                NotificationEvents.Digest.of(report, content), held, draft.toNotify() - fits),
                        Optional.of(ChatMessage.of(
                                content, alert, report.organization().finishedAt()))));
    }

    /**
     * A digest before it is known how many tables one message holds.
     *
     * @param frame all but its tables, cut
     * @param tables all of them, whole: what the subject speaks of
     * @param cut the same, cut
     */
    private record Draft(
            OrganizationReport report,
            OrganizationDigestView frame,
            List<SweepView.TableView> tables,
            List<SweepView.TableView> cut) {
        static Draft of(OrganizationReport report, List<SweepView.TableView> tables, Excerpt size) {
            OrganizationDigestView frame = new OrganizationDigestView(
                    report.organization(),
                    report.owner(),
                    report.summary(),
                    ofHub(report.selfCheck()),
                    report.plan(),
                    report.notSwept(),
                    report.problems(),
                    List.of(),
                    List.of(),
                    0,
                    null);
            return new Draft(
                    report,
                    size.of(frame),
                    tables,
                    tables.stream().map(size::of).toList());
        }

        /** What was not swept has a list of its own. */
        private static @Nullable SelfCheckView ofHub(@Nullable SelfCheckView self) {
            return self == null
                    ? null
                    : new SelfCheckView(
                            self.blindSpots().stream()
                                    .filter(spot -> !spot.kind().equals(Component.PLACE.kind()))
                                    .toList(),
                            self.notification(),
                            self.resolved(),
                            self.mayRepeat(),
                            self.omitted());
        }

        /** Whether it leaves half of the message to tables, and the first of them fits. */
        boolean suits() {
            return AlertSize.bytes(alert(0)) <= Alert.MAX_BYTES / 2 && AlertSize.fits(alert(Math.min(1, cut.size())));
        }

        /** Returns the alert with the first tables. */
        Alert alert(int count) {
            OrganizationDigestView shown = frame.with(
                    report.places().stream().map(DigestPlaceView::of).toList(),
                    DigestSection.byUrgency(cut.subList(0, count)),
                    toNotify() - count);
            Severity severity = severity();
            DigestContent digest = content(tables, severity);
            String subject =
                    Subject.of(severity, digest.single().map(SweepView.TableView::name), digest.what(), where());
            Map<String, String> byProtocol = new LinkedHashMap<>();
            byProtocol.put("default", Json.write(shown));
            byProtocol.put(
                    "email",
                    OrganizationDigestText.of(
                            shown, report, content(cut, severity).content()));
            byProtocol.put("sms", subject);
            return new Alert(subject, Json.write(byProtocol), attributes(severity));
        }

        /** Returns how many tables people must be notified of. */
        int toNotify() {
            return report.places().stream()
                    .mapToInt(OrganizationReport.PlaceReport::toNotify)
                    .sum();
        }

        private DigestContent content(List<SweepView.TableView> about, Severity severity) {
            int notSwept = report.notSwept().stream()
                    .mapToInt(OrganizationReport.NotSweptView::count)
                    .sum();
            return new DigestContent(
                    report.summary().tables(),
                    DigestSection.byUrgency(about),
                    severity,
                    new DigestContent.Coverage(
                            false,
                            report.owner() != null || report.organization().complete(),
                            spots(),
                            notSwept,
                            SweepDigest.isReminder(report.selfCheck())),
                    place());
        }

        /** What was not swept counts once. */
        private int spots() {
            return frame.selfCheck() == null
                    ? 0
                    : frame.selfCheck().blindSpots().size();
        }

        private MessageContent.Place place() {
            String accounts = single().map(place -> "account " + place.account().id() + ", " + place.region())
                    .orElseGet(() -> Counted.of(report.summary().accounts(), "account", "accounts"));
            return new MessageContent.Place(
                    single().map(place -> place.account().id()),
                    single().map(OrganizationReport.PlaceReport::region),
                    Optional.ofNullable(report.owner()).map(Printable::line),
                    Printable.line(report.owner() == null ? accounts : accounts + " of " + report.owner()));
        }

        /** An owner whose name has no ASCII form is known by the accounts. */
        private String where() {
            String accounts = single().map(place -> place.account().id() + ", " + place.region())
                    .orElseGet(() -> Counted.of(report.summary().accounts(), "account", "accounts"));
            return Optional.ofNullable(report.owner())
                    .filter(Subject::isSpellable)
                    .map(owner -> owner + ", " + accounts)
                    .orElse(accounts);
        }

        private Optional<OrganizationReport.PlaceReport> single() {
            return report.places().size() == 1 && report.summary().accounts() == 1
                    ? Optional.of(report.places().getFirst())
                    : Optional.empty();
        }

        Severity severity() {
            Severity worst = tables.stream()
                    .map(SweepDigest::severity)
                    .max(Comparator.naturalOrder())
                    .orElse(Severity.LOW);
            boolean sees = report.organization().complete() && report.blindSpots() == 0;
            return sees || worst == Severity.CRITICAL || report.owner() != null ? worst : Severity.HIGH;
        }

        private SortedMap<String, Alert.Attribute> attributes(Severity severity) {
            SweepView.Summary summary = report.summary().tables();
            SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
            attributes.put("kind", new Alert.Attribute.Text("sweep"));
            attributes.put("severity", new Alert.Attribute.Text(severity.name().toLowerCase(Locale.ROOT)));
            single().ifPresent(place -> {
                attributes.put(
                        "account", new Alert.Attribute.Text(place.account().id()));
                attributes.put("region", new Alert.Attribute.Text(place.region()));
            });
            if (report.owner() != null) {
                attributes.put(Alert.OWNER, new Alert.Attribute.Text(report.owner()));
            }
            attributes.put("nonCompliant", new Alert.Attribute.Count(summary.nonCompliant()));
            attributes.put("undetermined", new Alert.Attribute.Count(summary.undetermined()));
            attributes.put("fixed", new Alert.Attribute.Count(summary.fixed()));
            attributes.put("blindSpots", new Alert.Attribute.Count(report.blindSpots()));
            attributes.put("fixFailed", new Alert.Attribute.Count(summary.fixFailed()));
            return attributes;
        }
    }
}
