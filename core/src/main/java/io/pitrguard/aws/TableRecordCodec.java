package io.pitrguard.aws;

import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.HistoryCut;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Ledger.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How a record is stored. */
final class TableRecordCodec {
    static final String VERSION = "version";

    /** The format that this version writes and reads; in another format an attribute means something else. */
    static final int FORMAT = 2;

    static final String FORMAT_NAME = "format";

    private static final String TABLE_ID = "tableId";
    private static final String TABLE_SINCE = "tableSince";
    private static final String SUCCESSOR = "successor";
    private static final String LAST_UNREADABLE = "lastUnreadable";
    private static final String POINTS = "points";
    private static final String AT = "at";
    private static final String ON = "on";
    private static final String EARLIEST = "earliest";
    private static final String PERIOD = "period";
    private static final String LOSSES_RECORDED = "lossesRecorded";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String NOTICED_AT = "noticedAt";
    private static final String LOSSES_ACKNOWLEDGED_UNTIL = "lossesAcknowledgedUntil";
    private static final String NOTIFIED = "notified";
    private static final String NOTIFIED_AT = "notifiedAt";
    private static final String ENABLED_AT = "enabledAt";
    private static final String DISABLES = "disables";
    private static final String ACTOR = "actor";
    private static final String HISTORY_CUTS = "historyCuts";
    private static final String BY = "by";
    private static final String RUNS = "runs";
    private static final String UNNOTIFIED = "unnotified";
    private static final String LAST_ATTEMPT = "lastAttempt";
    private static final String DRILL_PASSED = "drillPassed";
    private static final String DRILL_FAILED = "drillFailed";
    private static final String DRILL_NOT_PROVEN = "drillNotProven";

    private TableRecordCodec() {}

    /**
     * Returns the item of a record.
     *
     * @param kept how long it is kept once its table is gone
     */
    static Map<String, AttributeValue> write(Stored stored, Duration kept) {
        TableRecord record = stored.record();
        ItemWriter item = new ItemWriter()
                .key(LedgerKeys.record(record.table()))
                .number(FORMAT_NAME, FORMAT)
                .number(VERSION, stored.version())
                .maps(
                        POINTS,
                        record.history().points().stream()
                                .map(TableRecordCodec::point)
                                .toList())
                .maps(
                        LOSSES_RECORDED,
                        record.lossesRecorded().stream()
                                .map(TableRecordCodec::loss)
                                .toList())
                .instant(LOSSES_ACKNOWLEDGED_UNTIL, record.lossesAcknowledgedUntil())
                .texts(NOTIFIED, names(record.notified()))
                .instant(NOTIFIED_AT, record.notified().at())
                .instant(ENABLED_AT, record.flapping().enabledAt())
                .maps(
                        DISABLES,
                        record.flapping().disables().stream()
                                .map(TableRecordCodec::disable)
                                .toList())
                .maps(
                        HISTORY_CUTS,
                        record.historyCuts().stream().map(TableRecordCodec::cut).toList())
                .maps(RUNS, record.runMarkers().stream().map(RunCodec::write).toList())
                .maps(
                        UNNOTIFIED,
                        record.unnotified().stream()
                                .map(TimelineEntryCodec::attributes)
                                .toList());
        record.drills().passed().ifPresent(drill -> item.map(DRILL_PASSED, DrilledCodec.write(drill)));
        record.drills().failed().ifPresent(drill -> item.map(DRILL_FAILED, DrilledCodec.write(drill)));
        record.drills().notProven().ifPresent(drill -> item.map(DRILL_NOT_PROVEN, DrilledCodec.write(drill)));
        record.lastAttempt().ifPresent(attempt -> item.map(LAST_ATTEMPT, RunCodec.write(attempt)));
        record.identity()
                .ifPresent(identity -> item.text(TABLE_ID, identity.id())
                        .instant(TABLE_SINCE, identity.since())
                        .flag(SUCCESSOR, identity.successor()));
        record.lastObservation().ifPresent(last -> LastObservationCodec.write(item, last));
        record.lastObservation()
                .filter(last -> last.recovery().status() == LastObservation.Status.GONE)
                .ifPresent(last -> item.number(
                        TimelineEntryCodec.EXPIRES, last.at().plus(kept).getEpochSecond()));
        record.lastUnreadable()
                .ifPresent(last -> item.map(LAST_UNREADABLE, LastObservationCodec.write(new ItemWriter(), last)));
        return item.build();
    }

    static Stored read(TableRef table, Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        requireFormat(fields);
        Optional<LastObservation> lastObservation = fields.hasAny(LastObservationCodec.NAMES)
                ? Optional.of(LastObservationCodec.read(fields))
                : Optional.empty();
        return new Stored(
                new TableRecord(
                        table,
                        identity(fields),
                        lastObservation,
                        fields.optionalMap(LAST_UNREADABLE).map(LastObservationCodec::read),
                        new RecoveryHistory(fields.maps(POINTS).stream()
                                .map(TableRecordCodec::point)
                                .toList()),
                        fields.maps(LOSSES_RECORDED).stream()
                                .map(TableRecordCodec::loss)
                                .toList(),
                        fields.optionalInstant(LOSSES_ACKNOWLEDGED_UNTIL),
                        notified(fields),
                        new Flapping(
                                fields.optionalInstant(ENABLED_AT),
                                fields.maps(DISABLES).stream()
                                        .map(TableRecordCodec::disable)
                                        .toList()),
                        fields.optionalMaps(HISTORY_CUTS).stream()
                                .map(TableRecordCodec::cut)
                                .toList(),
                        fields.maps(RUNS).stream().map(RunCodec::marker).toList(),
                        fields.optionalMap(LAST_ATTEMPT).map(RunCodec::attempt),
                        fields.optionalMaps(UNNOTIFIED).stream()
                                .map(TimelineEntryCodec::read)
                                .toList(),
                        new DrillPast.Known(
                                fields.optionalMap(DRILL_PASSED).map(DrilledCodec::read),
                                fields.optionalMap(DRILL_FAILED).map(DrilledCodec::read),
                                fields.optionalMap(DRILL_NOT_PROVEN).map(DrilledCodec::read))),
                fields.number(VERSION));
    }

    /** Refuses an item that another version of this code wrote. */
    static void requireFormat(Fields fields) {
        long format = fields.number(FORMAT_NAME);
        if (format != FORMAT) {
            throw fields.problem(
                    FORMAT_NAME, "is %d, and this version of pitr-guard knows only %d".formatted(format, FORMAT));
        }
    }

    private static Collection<String> names(NotifiedState<FindingKind> notified) {
        Collection<String> names = new TreeSet<>(notified.unknown());
        notified.open().forEach(kind -> names.add(kind.toString()));
        return names;
    }

    private static NotifiedState<FindingKind> notified(Fields fields) {
        NavigableSet<FindingKind> open = new TreeSet<>();
        NavigableSet<String> unknown = new TreeSet<>();
        fields.texts(NOTIFIED)
                .forEach(name -> FindingKind.named(name).ifPresentOrElse(open::add, () -> unknown.add(name)));
        return new NotifiedState<>(open, fields.optionalInstant(NOTIFIED_AT), unknown);
    }

    private static Optional<Identity> identity(Fields fields) {
        return fields.hasAny(Set.of(TABLE_ID, TABLE_SINCE, SUCCESSOR))
                ? Optional.of(new Identity(fields.text(TABLE_ID), fields.instant(TABLE_SINCE), fields.flag(SUCCESSOR)))
                : Optional.empty();
    }

    private static ItemWriter point(Point point) {
        ItemWriter item =
                new ItemWriter().instant(AT, point.at()).flag(ON, point.window().isPresent());
        point.window()
                .ifPresent(window -> item.instant(EARLIEST, window.earliest()).number(PERIOD, window.periodDays()));
        return item;
    }

    private static Point point(Fields fields) {
        return new Point(
                fields.instant(AT),
                fields.flag(ON)
                        ? Optional.of(new Point.Window(fields.instant(EARLIEST), fields.optionalInt(PERIOD)))
                        : Optional.empty());
    }

    private static ItemWriter cut(HistoryCut cut) {
        return new ItemWriter().instant(AT, cut.at()).text(BY, cut.by()).number(PERIOD, cut.days());
    }

    private static HistoryCut cut(Fields fields) {
        return new HistoryCut(fields.instant(AT), fields.text(BY), fields.optionalInt(PERIOD));
    }

    private static ItemWriter disable(Flapping.Disable disable) {
        ItemWriter item =
                new ItemWriter().instant(ENABLED_AT, disable.enabledAt()).instant(AT, disable.at());
        disable.actor().ifPresent(actor -> item.map(ACTOR, TimelineEntryCodec.write(actor)));
        return item;
    }

    private static Flapping.Disable disable(Fields fields) {
        return new Flapping.Disable(
                fields.instant(ENABLED_AT),
                fields.instant(AT),
                fields.optionalMap(ACTOR).map(TimelineEntryCodec::actor));
    }

    private static ItemWriter loss(Loss loss) {
        return new ItemWriter()
                .instant(FROM, loss.from())
                .instant(TO, loss.to())
                .instant(NOTICED_AT, loss.noticedAt());
    }

    private static Loss loss(Fields fields) {
        Instant from = fields.instant(FROM);
        Instant to = fields.instant(TO);
        if (!from.isBefore(to)) {
            throw fields.problem(TO, "is not after its beginning");
        }
        return new Loss(from, to, fields.instant(NOTICED_AT));
    }
}
