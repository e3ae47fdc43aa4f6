package io.pitrguard.sweep;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageOrder;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepListener;
import io.pitrguard.port.TableCatalog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One listing of the tables of an account and region. It ends whatever AWS answers, and names each table once. */
final class TableListing {
    private static final Cause NO_NAME =
            new Cause(Cause.Kind.BROKEN, "AWS listed a table without a name: which one is missing here is not known.");

    private final TableCatalog catalog;
    private final InstantSource time;
    private final Consumer<TableRef> found;
    private final SweepListener listener;
    private final PageOrder order = new PageOrder("the list of tables");
    private final Set<String> names = new HashSet<>();
    private boolean nameless;

    /** Creates a listing that hands over each table that it finds. */
    TableListing(TableCatalog catalog, InstantSource time, Consumer<TableRef> found, SweepListener listener) {
        this.catalog = catalog;
        this.time = time;
        this.found = found;
        this.listener = listener;
    }

    /** Lists until the last page, the deadline or a failure; returns why not all tables were found, empty if they were. */
    Optional<Cause> run(AccountRegion where, Instant deadline) {
        Optional<String> after = Optional.empty();
        while (time.instant().isBefore(deadline)) {
            Optional<String> start = after;
            switch (Result.of(() -> catalog.list(start))) {
                case Result.Failure<Page<List<String>>>(Cause cause) -> {
                    return Optional.of(stopped(cause));
                }
                case Result.Success<Page<List<String>>>(Page<List<String>> page) -> {
                    add(page, where);
                    after = page.next();
                    Optional<Cause> endless = order.refuse(after);
                    if (endless.isPresent()) {
                        return endless.map(this::stopped);
                    }
                    if (after.isEmpty()) {
                        return nameless ? Optional.of(NO_NAME) : Optional.empty();
                    }
                }
            }
        }
        return Optional.of(
                stopped(new Cause(Cause.Kind.OUT_OF_TIME, "The time budget of the call ended while listing tables.")));
    }

    private void add(Page<List<String>> page, AccountRegion where) {
        nameless |= page.content().contains("");
        List<String> fresh = page.content().stream()
                .filter(name -> !name.isEmpty() && names.add(name))
                .toList();
        listener.listed(names.size(), page.next().isEmpty());
        fresh.forEach(name -> found.accept(where.table(name)));
    }

    private Cause stopped(Cause cause) {
        return new Cause(
                cause.kind(), "Listing the tables failed after " + names.size() + " of them. " + cause.message());
    }
}
