package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Completes the snapshots of tables on threads of their own, so that calls for further facts neither wait for the last
 * state nor hold up the reading of states.
 */
final class Completions {
    private final Workers loaders;
    private final Future<TagIndex> index;
    private final ReadAhead ahead;
    private final Map<TableRef, Future<TableSnapshot>> started = new ConcurrentHashMap<>();

    Completions(Workers loaders, Future<TagIndex> index, ReadAhead ahead) {
        this.loaders = loaders;
        this.index = index;
        this.ahead = ahead;
    }

    /** Starts to complete the snapshot of a table whose state was read. */
    void start(TableRef table, StateReading reading) {
        started.put(table, loaders.start(() -> ahead.complete(snapshot(table, reading))));
    }

    /**
     * Returns a snapshot for each reading, in the order of the tables' names; one that nobody started to complete as it is.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    List<TableSnapshot> all(Map<TableRef, StateReading> readings) throws InterruptedException {
        List<TableSnapshot> snapshots = new ArrayList<>(readings.size());
        for (Map.Entry<TableRef, StateReading> entry :
                readings.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            Future<TableSnapshot> completed = started.get(entry.getKey());
            snapshots.add(completed == null ? snapshot(entry.getKey(), entry.getValue()) : Workers.await(completed));
        }
        return snapshots;
    }

    private TableSnapshot snapshot(TableRef table, StateReading reading) throws InterruptedException {
        return new TableSnapshot(new TableFacts(table, Workers.await(index).of(table)), reading.state(), reading.at());
    }
}
