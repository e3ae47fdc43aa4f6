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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the ledger remembers of a fleet into its view. */
public final class StatusViews {
    private static final Duration STALE = Duration.ofDays(1);
    private static final LastObservation.Recovery UNKNOWN = new LastObservation.Recovery(
            LastObservation.Status.UNREADABLE, OptionalInt.empty(), Optional.empty(), Optional.empty());

    private final FlappingRules flappingRules;
    private final Instant now;

    private StatusViews(FlappingRules flappingRules, Instant now) {
        this.flappingRules = flappingRules;
        this.now = now;
    }

    /**
     * Gives the view, gone tables and all.
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
                .flatMap(record -> Stream.concat(record.seen().stream(), record.unread().stream()))
                .map(LastObservation::at)
                .max(Comparator.naturalOrder());
        return new StatusView(
                new StatusView.Header(
                        time(now),
                        ledger,
                        where.account(),
                        where.region(),
                        newest.map(StatusViews::time).orElse(null),
                        newest.filter(at -> !at.isBefore(now.minus(STALE))).isEmpty()),
                summary(tables),
                tables);
    }

    private StatusView.TableView table(TableRecord record) {
        LastObservation.Recovery recovery =
                record.seen().map(LastObservation::recovery).orElse(UNKNOWN);
        Duration window = Duration.ofDays(recovery.periodDays().orElse(Requirement.MAX_PERIOD_DAYS));
        AwaitingPerson open = AwaitingPerson.of(record, flappingRules, window, now);
        return new StatusView.TableView(
                record.table().arn(),
                record.table().name(),
                verdict(record),
                record.seen().stream()
                        .flatMap(seen -> seen.violations().entrySet().stream())
                        .flatMap(amiss -> FindingKind.named(amiss.getKey()).stream()
                                .map(kind -> new StatusView.ViolationView(kind, amiss.getValue())))
                        .toList(),
                reason(record),
                recovery(recovery, window),
                record.seen().map(StatusViews::observation).orElse(null),
                record.unread().map(StatusViews::observation).orElse(null),
                open.flappingSince()
                        .map(since -> new StatusView.FlappingView(
                                time(since), record.flapping().description(flappingRules)))
                        .orElse(null),
                open.losses().isEmpty()
                        ? null
                        : new StatusView.LossView(
                                time(open.losses().getFirst().from()),
                                time(open.losses().getLast().to())),
                lossAcknowledged(record));
    }

    /** What could not be read since is not known to be well any more, and what was amiss is not known to be over. */
    private static VerdictKind verdict(TableRecord record) {
        VerdictKind seen = record.seen().map(StatusViews::verdict).orElse(VerdictKind.UNDETERMINED);
        return record.unread().isPresent() && seen != VerdictKind.NON_COMPLIANT ? VerdictKind.UNDETERMINED : seen;
    }

    private static @Nullable String reason(TableRecord record) {
        Optional<LastObservation> says = record.unread().or(record::seen);
        return says.isEmpty()
                ? "Nobody looked at it yet."
                : says.map(LastObservation::reason)
                        .filter(Predicate.not(String::isEmpty))
                        .orElse(null);
    }

    private StatusView.RecoveryView recovery(LastObservation.Recovery recovery, Duration window) {
        Instant full = now.minus(window);
        // A full window moves with the clock.
        Optional<Instant> since = recovery.earliest()
                .map(earliest -> recovery.periodDays().isPresent() && earliest.isBefore(full) ? full : earliest);
        return new StatusView.RecoveryView(
                recovery.status(),
                recovery.periodDays().isPresent() ? recovery.periodDays().getAsInt() : null,
                since.map(StatusViews::time).orElse(null),
                since.filter(at -> at.isAfter(full.plus(RecoveryHistory.TOLERANCE)))
                        .isPresent());
    }

    /** Then the next look will no longer count it. */
    private static boolean lossAcknowledged(TableRecord record) {
        return record.seen()
                        .filter(seen -> seen.violations().containsKey(FindingKind.HISTORY_LOST.toString()))
                        .isPresent()
                && record.lossesAcknowledgedUntil()
                        .filter(until -> record.history().losses().stream()
                                .noneMatch(loss -> loss.noticedAt().isAfter(until)))
                        .isPresent();
    }

    private static StatusView.ObservationView observation(LastObservation seen) {
        return new StatusView.ObservationView(time(seen.at()), seen.trigger(), verdict(seen));
    }

    private static VerdictKind verdict(LastObservation seen) {
        return VerdictKind.valueOf(
                seen.verdict().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
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

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
