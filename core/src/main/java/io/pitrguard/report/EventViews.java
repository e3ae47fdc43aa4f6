package io.pitrguard.report;

import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The details of events, as docs/events/ describes them. */
public final class EventViews {
    private EventViews() {}

    /**
     * Something about one table.
     *
     * @param id the same if the same notification is sent again
     * @param headline one line for people
     * @param owner who owns the account; null if nobody is known
     * @param sweep the sweep that found it; null if a call led to it
     * @param call the call that led to it; null if a sweep found it
     * @param outage how long the call left recovery off; null if it did not, or that is not known
     */
    public record TableEventView(
            String version,
            String id,
            Severity severity,
            String headline,
            String account,
            String region,
            @Nullable String owner,
            @Nullable String sweep,
            DriftView.@Nullable CallView call,
            DriftView.@Nullable OutageView outage,
            SweepView.TableView table) {}

    /**
     * What a sweep came to.
     *
     * @param id the same if the same digest is sent again
     * @param account null if it is about several
     * @param region null if it is about several
     * @param owner whose accounts it is about; null if it is about those without, or about one account
     * @param complete whether nothing was left unread
     * @param failure why the listing failed; null if it did not
     * @param tables those that people are notified of, most urgent first; each has an event of its own
     * @param tablesOmitted how many more there are
     * @param omitted how much else was left out for size, null if nothing was
     */
    public record DigestEventView(
            String version,
            String id,
            Severity severity,
            String headline,
            @Nullable String account,
            @Nullable String region,
            @Nullable String owner,
            String sweep,
            String startedAt,
            String finishedAt,
            boolean complete,
            @Nullable String failure,
            SweepView.Summary summary,
            List<ListedTableView> tables,
            int tablesOmitted,
            @Nullable String omitted) {
        public DigestEventView {
            tables = List.copyOf(tables);
        }

        /** Returns the same with these tables. */
        DigestEventView with(List<ListedTableView> listed) {
            return new DigestEventView(
                    version,
                    id,
                    severity,
                    headline,
                    account,
                    region,
                    owner,
                    sweep,
                    startedAt,
                    finishedAt,
                    complete,
                    failure,
                    summary,
                    listed,
                    tablesOmitted,
                    omitted);
        }
    }

    /** A table in a digest, in short. */
    public record ListedTableView(String arn, EventKind kind, Severity severity, String headline) {}

    /**
     * What the self-check found.
     *
     * @param id the same if the same self-check is sent again
     * @param account that of the deployment
     * @param notification whether it is new, a reminder or resolved
     * @param blindSpots what does not work
     * @param resolved the kinds of what works again
     * @param omitted how much was left out for size, null if nothing was
     */
    public record HealthEventView(
            String version,
            String id,
            Severity severity,
            String headline,
            @Nullable String account,
            @Nullable String region,
            String sweep,
            Notification.Kind notification,
            List<SelfCheckView.BlindSpotView> blindSpots,
            List<String> resolved,
            boolean mayRepeat,
            @Nullable String omitted) {
        public HealthEventView {
            blindSpots = List.copyOf(blindSpots);
            resolved = List.copyOf(resolved);
        }
    }
}
