package io.pitrguard.report;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the ledger knows of a fleet into its view. */
public final class StatusViews {
    private static final Duration STALE = Duration.ofDays(1);
    private static final LastObservation.Recovery UNKNOWN = new LastObservation.Recovery(
            LastObservation.Status.UNREADABLE, OptionalInt.empty(), Optional.empty(), Optional.empty());

    private final FlappingRules flappingRules;
    private final Instant now;

    /** Creates views of records as of this moment. */
    StatusViews(FlappingRules flappingRules, Instant now) {
        this.flappingRules = flappingRules;
        this.now = now;
    }

    /**
     * Returns the view, with tables that no longer exist.
     *
     * @param ledger the name of the ledger's table
     */
    public static StatusView of(
            String ledger,
            AccountRegion where,
            Collection<TableRecord> records,
            FlappingRules flappingRules,
            Instant now) {
        StatusViews views = new StatusViews(flappingRules, now);
        List<StatusView.TableView> tables = records.stream()
                .sorted(Comparator.comparing(TableRecord::table))
                .map(views::table)
                .toList();
        Optional<Instant> newest = records.stream()
                .flatMap(record -> Stream.concat(record.lastObservation().stream(), record.lastUnreadable().stream()))
                .map(LastObservation::at)
                .max(Comparator.naturalOrder());
        return new StatusView(
                new StatusView.Header(
                        time(now),
                        ledger,
                        where.account(),
                        where.region(),
                        newest.map(StatusViews::time).orElse(null),
                        isStale(newest, now)),
                summary(tables),
                tables);
    }

    /** Returns the view of one table. */
    StatusView.TableView table(TableRecord record) {
        LastObservation.Recovery recovery =
                record.lastObservation().map(LastObservation::recovery).orElse(UNKNOWN);
        Duration window = Duration.ofDays(recovery.periodDays().orElse(Requirement.MAX_PERIOD_DAYS));
        AwaitingPerson open = AwaitingPerson.of(record, flappingRules, window, now);
        return new StatusView.TableView(
                record.table().arn(),
                record.table().name(),
                verdict(record),
                record.rule().orElse(null),
                record.lastObservation().stream()
                        .flatMap(seen -> seen.violations().entrySet().stream())
                        .map(violation -> new StatusView.ViolationView(violation.getKey(), violation.getValue()))
                        .toList(),
                reason(record),
                recovery(recovery, window),
                record.lastObservation().map(StatusViews::observation).orElse(null),
                record.lastUnreadable().map(StatusViews::observation).orElse(null),
                open.flappingSince()
                        .map(since -> new StatusView.FlappingView(
                                time(since), record.flapping().description(flappingRules)))
                        .orElse(null),
                record.past().lost(window, now).map(StatusView.LossView::of).orElse(null),
                lossAcknowledged(record),
                record.tableId()
                        .flatMap(id -> record.drills().of(id).passed())
                        .map(drill -> time(drill.at()))
                        .orElse(null));
    }

    /** Whether the newest observation is more than a day old, or there is none. */
    static boolean isStale(Optional<Instant> newest, Instant now) {
        return newest.filter(at -> !at.isBefore(now.minus(STALE))).isEmpty();
    }

    /** A table that could not be read since is not known to be compliant any more, nor is a finding known to be resolved. */
    private static VerdictKind verdict(TableRecord record) {
        VerdictKind last =
                record.lastObservation().map(LastObservation::verdict).orElse(VerdictKind.UNDETERMINED);
        return record.lastUnreadable().isPresent() && last != VerdictKind.NON_COMPLIANT
                ? VerdictKind.UNDETERMINED
                : last;
    }

    private static @Nullable String reason(TableRecord record) {
        Optional<LastObservation> says = record.lastUnreadable().or(record::lastObservation);
        return says.isEmpty()
                ? "It was not read yet."
                : says.map(LastObservation::reason)
                        .filter(Predicate.not(String::isEmpty))
                        .orElse(null);
    }

    private StatusView.RecoveryView recovery(LastObservation.Recovery recovery, Duration window) {
        Instant full = now.minus(window);
        // A full window moves with time.
        Optional<Instant> since = recovery.earliest()
                .map(earliest -> recovery.periodDays().isPresent() && earliest.isBefore(full) ? full : earliest);
        return new StatusView.RecoveryView(
                recovery.status(),
                recovery.periodDays().isPresent() ? recovery.periodDays().getAsInt() : null,
                since.map(StatusViews::time).orElse(null),
                since.filter(at -> at.isAfter(full.plus(RecoveryHistory.TOLERANCE)))
                        .isPresent());
    }

    /** Then the next observation will not count it any more. */
    private static boolean lossAcknowledged(TableRecord record) {
        return record.lastObservation()
                        .filter(seen -> seen.violations().containsKey(FindingKind.HISTORY_LOST))
                        .isPresent()
                && record.lossesAcknowledgedUntil()
                        .filter(until -> record.history().losses().stream()
                                .noneMatch(loss -> loss.noticedAt().isAfter(until)))
                        .isPresent();
    }

    private static StatusView.ObservationView observation(LastObservation seen) {
        return new StatusView.ObservationView(time(seen.at()), seen.trigger(), seen.verdict());
    }

    private static StatusView.Summary summary(List<StatusView.TableView> all) {
        List<StatusView.TableView> tables =
                all.stream().filter(table -> !table.gone()).toList();
        return new StatusView.Summary(
                tables.size(),
                count(tables, VerdictKind.COMPLIANT),
                count(tables, VerdictKind.NON_COMPLIANT),
                count(tables, VerdictKind.EXEMPT),
                count(tables, VerdictKind.NOT_APPLICABLE),
                count(tables, VerdictKind.UNDETERMINED),
                all.size() - tables.size(),
                count(tables, table -> table.flapping() != null),
                count(tables, table -> table.historyLost() != null));
    }

    private static int count(List<StatusView.TableView> tables, VerdictKind verdict) {
        return count(tables, table -> table.verdict() == verdict);
    }

    private static int count(List<StatusView.TableView> tables, Predicate<StatusView.TableView> test) {
        return (int) tables.stream().filter(test).count();
    }

    /** Returns a moment as it is written out. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
