package io.pitrguard.sweep;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecordedHints;
import io.pitrguard.port.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds out which tables to read first, and which to read at all where some may wait, while they are being listed and read.
 * What it cannot find out leaves the order as it is, and costs a sweep that reads everything no time. Where tables may
 * wait, they only do so if AWS Config answered to the end: what it was not asked, it did not exclude.
 */
final class HintReader {
    /** The newest 2,000 tables take more than three minutes to read: older hints are no news. */
    private static final int MOST_PAGES = 20;

    /** More tables than an account and region has; pages without end must end all the same. */
    private static final int MOST_PAGES_WHERE_TABLES_WAIT = 1_000;

    /** As many threads as it starts. */
    static final int THREADS = 2;

    private final Supplier<RecordedHints> hints;
    private final ReadAhead ahead;
    private final ReadingOrder order;
    private final ReadingQueue queue;
    private final BooleanSupplier worthwhile;
    private final List<Future<Boolean>> started = new ArrayList<>();
    private volatile boolean whole = true;

    /**
     * Creates one.
     *
     * @param worthwhile whether reading the tables that wait takes longer than a call, or others are only read if a hint
     *     asks for that: only then anything is asked. So none is under way when the sweep ends, and Lambda freezes no call
     *     with it
     */
    HintReader(
            Supplier<RecordedHints> hints,
            ReadAhead ahead,
            ReadingOrder order,
            ReadingQueue queue,
            BooleanSupplier worthwhile) {
        this.worthwhile = worthwhile;
        this.hints = hints;
        this.ahead = ahead;
        this.order = order;
        this.queue = queue;
    }

    /** Starts to ask the ledger and AWS Config, each beside the other, unless that was done before. */
    void startOnce(Workers pool) {
        if (started.isEmpty() && worthwhile.getAsBoolean()) {
            RecordedHints config = hints.get();
            started.add(pool.start(this::askLedger));
            started.add(pool.start(() -> askConfig(config)));
        }
    }

    /**
     * Waits until all hints are taken, if tables are only read because of them; otherwise not at all. Where hints are
     * missing, no table may wait.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    void await() throws InterruptedException {
        if (queue.holds()) {
            for (Future<Boolean> asked : started) {
                Workers.await(asked);
            }
            if (started.isEmpty() || !whole) {
                queue.releaseAll();
            }
        }
    }

    /** Takes what the ledger knows. */
    boolean askLedger() {
        order.known(ahead.records());
        queue.reorder(_ -> true);
        return true;
    }

    /** Takes what AWS Config recorded. A failure ends it: whoever may not ask once may not ask twice. */
    boolean askConfig(RecordedHints config) {
        Instant since = ahead.changesSince(order.now());
        return takeAll(config::off, order::recordedOff)
                && takeAll(token -> config.changed(since, token), order::recordedChanges);
    }

    private boolean takeAll(Function<Optional<String>, Result<Page<List<String>>>> pages, Consumer<List<String>> take) {
        Optional<String> token = Optional.empty();
        for (int read = 0; read < mostPages() && worthwhile.getAsBoolean(); read++) {
            Optional<String> next = token;
            Optional<Page<List<String>>> page =
                    Result.of(() -> pages.apply(next)).success();
            if (page.isEmpty()) {
                whole = false;
                return false;
            }
            take.accept(page.get().content());
            Set<String> names = new HashSet<>(page.get().content());
            queue.release(names);
            queue.reorder(table -> names.contains(table.name()));
            token = page.get().next();
            if (token.isEmpty()) {
                return true;
            }
        }
        whole = false;
        return true;
    }

    private int mostPages() {
        return queue.holds() ? MOST_PAGES_WHERE_TABLES_WAIT : MOST_PAGES;
    }
}
