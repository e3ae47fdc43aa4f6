package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTable;
import io.pitrguard.domain.rotation.CarriedTables;
import io.pitrguard.domain.rotation.Share;
import io.pitrguard.domain.rotation.ShareTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import io.pitrguard.port.ShareTimesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables of one sweep of a {@link Rotation}.
 *
 * @param times when shares were read before, with this sweep's pass
 * @param due the shares that are read whole
 */
record RotatingTables(ShareTimesStore store, SweepOrder order, ShareTimes times, Set<Share> due, Known known)
        implements TablesToRead {
    private static final Duration LATE = Duration.ofHours(1);

    /**
     * The state before the sweep reads tables.
     *
     * @param at when that was
     * @param marked whether it is stored that the sweep has begun
     * @param failure why the times could not be read or stored
     */
    record Known(Map<TableRef, TableRecord> records, Instant at, boolean marked, Optional<Cause> failure) {}

    @Override
    public Map<TableRef, TableRecord> records() {
        return known.records();
    }

    /**
     * {@inheritDoc} The last sweep has read what was recorded before it, however long ago that was; a change may take long
     * until it can be found.
     */
    @Override
    public Instant changesSince(Instant now) {
        return times.sweptAt().orElse(now.minus(Duration.ofDays(1))).minus(LATE);
    }

    @Override
    public boolean mayWait(TableRef table) {
        return carry(before(table)).isPresent();
    }

    private TableRecord before(TableRef table) {
        return known.records().getOrDefault(table, TableRecord.of(table));
    }

    private Optional<CarriedTable> carry(TableRecord record) {
        Share share = Share.of(record.table().name());
        return due.contains(share)
                ? Optional.empty()
                : Optional.ofNullable(times.readAt().get(share)).flatMap(at -> CarriedTable.of(record, at, known.at()));
    }

    /** {@inheritDoc} If the ledger fails meanwhile, what it said before the sweep counts. */
    @Override
    public Unread decide(List<TableRef> waiting, LedgerSession session) {
        known.failure().ifPresent(session::failed);
        List<CarriedTable> carried = new ArrayList<>();
        List<TableRef> unsettled = new ArrayList<>();
        for (TableRef table : waiting) {
            TableRecord record = session.isRecorded(table) ? session.known(table) : before(table);
            carry(record).ifPresentOrElse(carried::add, () -> unsettled.add(table));
        }
        return new Unread(Optional.of(new CarriedTables(times.basis().hours(), carried)), unsettled);
    }

    @Override
    public SweepResult end(SweepResult result, LedgerSession session) {
        Set<Share> doubtful =
                shares(result.tables().stream().map(TableResult::table).filter(table -> !session.isRecorded(table)));
        boolean last = result.listingFailure().isEmpty() && !result.left().any();
        ShareTimes after = last ? times.end(missed(result), doubtful) : times.pause(missed(result), doubtful);
        Optional<Cause> refused =
                known.marked() ? store.end(order.where(), after, order.id()) : store.begin(order.where(), after);
        return refused.map(result::withLedgerFailure).orElse(result);
    }

    /** Returns the shares of which a table has no verdict of this call. */
    private static Set<Share> missed(SweepResult result) {
        Stream<TableRef> undetermined = result.tables().stream()
                .filter(table -> table.judgement().verdict() instanceof Verdict.Undetermined)
                .map(TableResult::table);
        Stream<TableRef> carried = result.carried().stream()
                .flatMap(tables -> tables.tables().stream())
                .map(CarriedTable::table);
        return shares(Stream.concat(undetermined, carried));
    }

    private static Set<Share> shares(Stream<TableRef> tables) {
        Set<Share> shares = new HashSet<>();
        tables.forEach(table -> shares.add(Share.of(table.name())));
        return shares;
    }
}
