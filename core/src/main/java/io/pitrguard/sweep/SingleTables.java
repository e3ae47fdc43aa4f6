package io.pitrguard.sweep;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.ledger.LedgerSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges tables one by one, and reads those that were not read with all others. */
record SingleTables(FleetReader fleet, PriceList prices) {
    /**
     * Adds tables to results, which stay in the order of the tables' names.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    List<TableResult> with(
            List<TableResult> results,
            Collection<TableRef> others,
            LedgerSession session,
            SweepOrder order,
            Instant readUntil)
            throws InterruptedException {
        List<TableResult> all = new ArrayList<>(results);
        for (TableRef table : others) {
            TableSnapshot snapshot =
                    fleet.read(table, order.policy(), readUntil).with(session.past(table));
            all.add(result(snapshot, snapshot.judge(order.policy())));
        }
        all.sort(Comparator.comparing(result -> result.table().name()));
        return all;
    }

    /**
     * Returns the tables that existed when they were last observed and are not listed: most are deleted by now, but a list
     * may lag, and what cannot be read is undetermined like any other table.
     *
     * @param unread tables that were listed and not read
     */
    static List<TableRef> unlisted(
            List<TableResult> read, Collection<TableRef> unread, LedgerSession session, SweepOrder order) {
        Set<TableRef> listed = new HashSet<>(unread);
        read.forEach(result -> listed.add(result.table()));
        return session.present().stream()
                .filter(table -> !listed.contains(table) && order.asksFor(table.name()))
                .toList();
    }

    /** Returns the result of a table that nothing was done about. */
    TableResult result(TableSnapshot snapshot, Judgement judgement) {
        return new TableResult(
                snapshot,
                judgement,
                prices.estimate(snapshot.facts().table(), snapshot.facts().details()),
                Optional.empty());
    }
}
