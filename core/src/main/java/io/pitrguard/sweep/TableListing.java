package io.pitrguard.sweep;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lists the tables that a sweep is about, page after page, and puts them into its queue, which keeps those that may wait. */
record TableListing(
        TableCatalog catalog, SweepOrder order, ReadingQueue queue, ReadAhead ahead, SweepListener listener) {
    /** Stands for a table that AWS lists without a name: nothing can be read of it. */
    static final String UNNAMED = "(unnamed)";

    private static final Cause NO_NAME = new Cause(Cause.Kind.BROKEN, "AWS listed a table without a name.");

    /**
     * Lists until the last page, the end or a failure; returns why it stopped early.
     *
     * @param afterPage runs after each page
     */
    Optional<Cause> run(InstantSource time, Until until, Runnable afterPage) {
        Optional<String> after = Optional.empty();
        PageTrail<String> trail = new PageTrail<>();
        int tables = 0;
        while (!until.isOver(time)) {
            switch (nextPage(after, trail)) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    return Optional.of(stoppedAfter(tables, cause));
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    tables += add(page, tables);
                    afterPage.run();
                    if (page.next().isEmpty()) {
                        return Optional.empty();
                    }
                    after = page.next();
                }
            }
        }
        return Optional.of(until.cause("all tables were listed (%d so far)".formatted(tables)));
    }

    private int add(Page<List<String>> page, int before) {
        List<String> selected = page.content().stream().filter(order::asksFor).toList();
        listener.listed(before + selected.size(), page.next().isEmpty());
        selected.forEach(name -> add(name, order.where()));
        return selected.size();
    }

    /** One entry that names no table must not keep the others from being read. */
    private void add(String name, AccountRegion where) {
        if (name.isBlank()) {
            queue.settle(where.table(UNNAMED), new RecoveryState.Unreadable(NO_NAME));
        } else if (ahead.mayWait(where.table(name))) {
            queue.hold(where.table(name));
        } else {
            queue.add(where.table(name));
        }
    }

    private Result<Page<List<String>>> nextPage(Optional<String> after, PageTrail<String> trail) {
        Result<Page<List<String>>> page = Result.of(() -> catalog.list(after));
        return page.success().flatMap(Page::next).filter(trail::isEndless).isPresent()
                ? new Result.Failure<>(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of the list."))
                : page;
    }

    private static Cause stoppedAfter(int tables, Cause cause) {
        return new Cause(cause.kind(), "Listing the tables failed after " + tables + " of them. " + cause.message());
    }
}
