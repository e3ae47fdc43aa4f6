package io.pitrguard.report;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.notify.MessageContent;
import io.pitrguard.port.BusEvent;
import io.pitrguard.report.EventViews.DigestEventView;
import io.pitrguard.report.EventViews.HealthEventView;
import io.pitrguard.report.EventViews.ListedTableView;
import io.pitrguard.report.EventViews.TableEventView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are notified of, as events for other systems: one for each table, and one for the sweep. */
final class NotificationEvents {
    private NotificationEvents() {}

    /**
     * Which sweep the events are of.
     *
     * @param account null for several
     * @param region null for several
     * @param severity that of the digest
     * @param headline that of the digest
     */
    record Digest(
            String sweep,
            @Nullable String account,
            @Nullable String region,
            @Nullable String owner,
            String startedAt,
            String finishedAt,
            boolean complete,
            @Nullable String failure,
            SweepView.Summary summary,
            @Nullable SelfCheckView selfCheck,
            Severity severity,
            String headline) {
        static Digest of(SweepView view, MessageContent content) {
            SweepView.Header sweep = view.sweep();
            return new Digest(
                    sweep.id(),
                    sweep.account(),
                    sweep.region(),
                    content.place().owner().orElse(null),
                    sweep.startedAt(),
                    sweep.finishedAt(),
                    sweep.complete(),
                    sweep.failure(),
                    view.summary(),
                    sweep.selfCheck(),
                    content.severity(),
                    content.headline());
        }

        static Digest of(OrganizationReport report, MessageContent content) {
            OrganizationView.Header sweep = report.organization();
            Optional<OrganizationReport.PlaceReport> only = Optional.of(report.places())
                    .filter(places -> places.size() == 1)
                    .map(List::getFirst);
            return new Digest(
                    sweep.id(),
                    only.map(place -> place.account().id()).orElse(null),
                    only.map(OrganizationReport.PlaceReport::region).orElse(null),
                    report.owner(),
                    sweep.startedAt(),
                    sweep.finishedAt(),
                    sweep.complete(),
                    null,
                    report.summary().tables(),
                    report.selfCheck(),
                    content.severity(),
                    content.headline());
        }
    }

    /**
     * Returns the events of a sweep.
     *
     * @param tables those that the alert is about
     * @param left how many more people must be notified of
     */
    static List<BusEvent> of(Digest digest, List<SweepView.TableView> tables, int left) {
        List<BusEvent> events = new ArrayList<>();
        events.add(digest(digest, DigestSection.byUrgency(tables), left));
        health(digest).ifPresent(events::add);
        tables.forEach(table -> events.add(table(table, digest)));
        return events;
    }

    /** Returns the event about a call. */
    static List<BusEvent> of(DriftView view, SweepView.TableView table, Optional<String> owner, Severity severity) {
        EventKind kind = kind(table, EventKind.DRIFT);
        // Without a ledger nothing else tells two calls of the same effect apart.
        String call = view.call() == null ? "" : view.call().at() + view.call().requestId();
        TableEventView detail = new TableEventView(
                EventParts.VERSION,
                id(kind, table, call),
                severity,
                headline(table),
                table.account(),
                table.region(),
                owner.orElse(null),
                null,
                view.call(),
                view.outage(),
                table);
        return List.of(
                EventParts.fitting(kind, detail, cut -> List.of(cut.table().arn())));
    }

    private static BusEvent table(SweepView.TableView table, Digest digest) {
        EventKind kind = kind(table, EventKind.FINDING);
        TableEventView detail = new TableEventView(
                EventParts.VERSION,
                id(kind, table, ""),
                SweepDigest.severity(table),
                headline(table),
                table.account(),
                table.region(),
                digest.owner(),
                digest.sweep(),
                null,
                null,
                table);
        return EventParts.fitting(kind, detail, cut -> List.of(cut.table().arn()));
    }

    private static BusEvent digest(Digest digest, List<SweepView.TableView> tables, int left) {
        List<ListedTableView> listed = tables.stream()
                .map(table -> new ListedTableView(
                        table.arn(), kind(table, EventKind.FINDING), SweepDigest.severity(table), headline(table)))
                .toList();
        int most = listed.size();
        BusEvent event = digest(digest, listed, left, Excerpt.SIZES.getFirst());
        while (event.bytes() > BusEvent.MAX_BYTES && most > 0) {
            most = most * 3 / 4;
            event = digest(digest, listed.subList(0, most), left + listed.size() - most, Excerpt.SIZES.getLast());
        }
        return event;
    }

    private static BusEvent digest(Digest digest, List<ListedTableView> tables, int left, Excerpt excerpt) {
        DigestEventView frame = excerpt.of(new DigestEventView(
                EventParts.VERSION,
                EventParts.hash(EventKind.DIGEST.name(), digest.sweep(), String.valueOf(digest.owner())),
                digest.severity(),
                digest.headline(),
                digest.account(),
                digest.region(),
                digest.owner(),
                digest.sweep(),
                digest.startedAt(),
                digest.finishedAt(),
                digest.complete(),
                digest.failure(),
                digest.summary(),
                List.of(),
                left,
                null));
        return new BusEvent(EventKind.DIGEST.detailType(), Json.write(frame.with(tables)), List.of());
    }

    private static Optional<BusEvent> health(Digest digest) {
        SelfCheckView self = digest.selfCheck();
        if (self == null || self.notification() == null) {
            return Optional.empty();
        }
        boolean over = self.notification() == Notification.Kind.RESOLVED;
        HealthEventView detail = new HealthEventView(
                EventParts.VERSION,
                EventParts.hash(EventKind.UNHEALTHY.name(), digest.sweep()),
                over ? Severity.LOW : Severity.HIGH,
                over
                        ? "pitr-guard sees everything again"
                        : "pitr-guard has blind spots: " + self.blindSpots().size(),
                digest.account(),
                digest.region(),
                digest.sweep(),
                Objects.requireNonNull(self.notification()),
                self.blindSpots(),
                self.resolved(),
                self.mayRepeat(),
                self.omitted());
        return Optional.of(EventParts.fitting(EventKind.UNHEALTHY, detail, _ -> List.of()));
    }

    /** Returns what a table's event is about. */
    private static EventKind kind(SweepView.TableView table, EventKind otherwise) {
        boolean call = otherwise == EventKind.DRIFT;
        return switch (TableNews.kind(table)) {
            case FLAPPING -> EventKind.FLAPPING;
            case REMEDIATION_FAILED -> EventKind.REMEDIATION_FAILED;
            case RESOLVED -> EventKind.RESOLVED;
            case EXEMPTION_ENDING -> EventKind.EXEMPTION_ENDING;
            // What a call costs in history is part of what it did.
            case HISTORY_LOST -> call ? otherwise : EventKind.HISTORY_LOST;
            case DRIFT, DIGEST, UNHEALTHY, RESTORE, DRILL, BACKUP -> call ? otherwise : found(table);
        };
    }

    private static EventKind found(SweepView.TableView table) {
        if (DigestSection.of(table) == DigestSection.FIXED) {
            return EventKind.REMEDIATED;
        }
        return table.notices().stream().anyMatch(notice -> notice.kind() == FindingKind.EXEMPTION_ENDED)
                ? EventKind.EXEMPTION_ENDING
                : EventKind.FINDING;
    }

    /** Returns one line about a table, such as {@code orders: recovery off}. */
    private static String headline(SweepView.TableView table) {
        return Printable.line(table.name() + ": " + TableNews.inShort(table));
    }

    /** Returns the id of an event about a table: of the same notification it is the same, of a reminder another. */
    private static String id(EventKind kind, SweepView.TableView table, String call) {
        SweepView.NotificationView notification = table.notification();
        List<String> parts = new ArrayList<>(
                List.of(kind.name(), table.arn(), table.verdict().name(), call));
        table.violations().forEach(violation -> parts.add(violation.kind().name()));
        if (notification != null) {
            parts.add(notification.kind().name());
            parts.add(String.valueOf(notification.lastNotifiedAt()));
            notification.resolved().forEach(resolved -> parts.add(resolved.name()));
            notification.events().forEach(event -> parts.add(event.at() + event.requestId()));
        }
        return EventParts.hash(parts.toArray(String[]::new));
    }
}
