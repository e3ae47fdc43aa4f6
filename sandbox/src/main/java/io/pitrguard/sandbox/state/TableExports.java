package io.pitrguard.sandbox.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** The exports of the tables of one account and region. */
public final class TableExports {

    private final ConcurrentSkipListMap<String, TableExport> byArn = new ConcurrentSkipListMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final ExportBehavior behavior;

    TableExports(ExportBehavior behavior) {
        this.behavior = behavior;
    }

    /** Returns how exports of the sandbox go. */
    public ExportBehavior behavior() {
        return behavior;
    }

    /** Returns the ARN of a new export of that table. */
    public String identify(String tableArn, Instant now) {
        return "%s/export/%014d-%08x".formatted(tableArn, now.toEpochMilli(), last.incrementAndGet());
    }

    /** Adds an export. */
    public void add(TableExport export) {
        byArn.put(export.arn(), export);
    }

    /** Returns the export of that ARN. */
    public Optional<TableExport> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns the exports whose ARNs come after the given one, in order; all, for the empty text. */
    public Stream<TableExport> after(String arn) {
        return byArn.tailMap(arn, false).values().stream();
    }

    /** Ends the exports whose time has come. */
    public synchronized void end(Instant now, Function<TableExport, TableExport.Ending> ending) {
        List<TableExport> due = byArn.values().stream()
                .filter(export -> export.ending() == null && !now.isBefore(export.until()))
                .toList();
        due.forEach(export -> byArn.put(export.arn(), export.with(ending.apply(export))));
    }

    /** Returns an independent copy. */
    TableExports copy() {
        TableExports copy = new TableExports(behavior);
        copy.byArn.putAll(byArn);
        copy.last.set(last.get());
        return copy;
    }
}
