package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.DrillStore.Stored;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableRestores.Deletion;
import io.pitrguard.port.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cleans up after drills: carries on those that nobody carries on, and deletes tables that were left over, each only if it
 * is proven to be a drill's own. What merely has such a name is reported and not touched.
 */
public final class DrillSweeper {
    private final DrillStore store;
    private final TableRestores tables;
    private final TableCatalog catalog;
    private final UnattendedDrills unattended;
    private final Time time;

    /**
     * Creates a sweeper.
     *
     * @param catalog of the account and region that is swept
     */
    public DrillSweeper(DrillStore store, TableRestores tables, TableCatalog catalog, DrillEngine engine, Time time) {
        this.store = store;
        this.tables = tables;
        this.catalog = catalog;
        this.unattended = new UnattendedDrills(store, engine, time);
        this.time = time;
    }

    /**
     * What a sweep came to.
     *
     * @param resumed drills that had made no progress and were carried on in the last seven days
     * @param deleted tables that it asked AWS to delete
     * @param remaining tables with a name of drills that it leaves, with the reasons
     * @param problems what could not be read or understood
     */
    public record Swept(
            List<DrillId> resumed, List<TableRef> deleted, List<Remaining> remaining, List<Cause> problems) {
        public Swept {
            resumed = List.copyOf(resumed);
            deleted = List.copyOf(deleted);
            remaining = List.copyOf(remaining);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A table that remains.
     *
     * @param drill the drill that made it; empty if none is known to have
     * @param reasons why it is not deleted, in sentences
     */
    public record Remaining(TableRef table, Optional<DrillId> drill, List<String> reasons) {
        public Remaining {
            reasons = List.copyOf(reasons);
        }
    }

    /** What a sweep has found so far. */
    private record Found(
            List<DrillId> resumed, List<TableRef> deleted, List<Remaining> remaining, List<Cause> problems) {
        Found() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Sweeps an account and region: a failure if the store cannot be read, then nothing was touched. */
    public Result<Swept> sweep(AccountRegion where) {
        return sweep(where, true);
    }

    /** Does the same, but carries no drill on that is not over: somebody else does that. */
    public Result<Swept> cleanUp(AccountRegion where) {
        return sweep(where, false);
    }

    private Result<Swept> sweep(AccountRegion where, boolean resumes) {
        return store.list(where).map(listing -> {
            Found found = new Found();
            found.problems().addAll(listing.problems());
            for (Stored stored : listing.records()) {
                DrillRecord drill = stored.record();
                if (drill.state().over()) {
                    leftOver(stored, found);
                    unattended.finish(drill).ifPresent(found.problems()::add);
                } else if (resumes) {
                    unattended.resume(stored).ifPresent(found.problems()::add);
                }
            }
            // Read again: this call may have carried some on.
            resumed(where, found);
            strangers(where, listing, found);
            return new Swept(found.resumed(), found.deleted(), found.remaining(), found.problems());
        });
    }

    private void resumed(AccountRegion where, Found found) {
        Instant now = time.awsInstant();
        switch (store.list(where)) {
            case Result.Failure<DrillStore.Listing>(Cause cause) ->
                found.problems().add(cause);
            case Result.Success<DrillStore.Listing>(DrillStore.Listing listing) ->
                listing.drills().stream()
                        .filter(drill -> CarriedOn.recently(drill, now))
                        .map(DrillRecord::id)
                        .forEach(found.resumed()::add);
        }
    }

    private void leftOver(Stored stored, Found found) {
        DrillRecord drill = stored.record();
        if (!(drill.state() instanceof DrillState.Ended(Optional<DrillState.LeftOver> left)) || left.isEmpty()) {
            return;
        }
        switch (Ownership.read(tables, drill.plan(), left.get().tableId())) {
            case Ownership.Gone _, Ownership.Another _ -> cleaned(stored, found);
            case Ownership.BeingDeleted _ -> remains(drill, List.of("AWS is deleting the table."), found);
            case Ownership.Refused(List<String> reasons) -> remains(drill, reasons, found);
            case Ownership.NotKnown(Cause cause) -> remains(drill, List.of(cause.message()), found);
            case Ownership.Proven _ -> delete(drill, left.get().tableId(), found);
        }
    }

    private void delete(DrillRecord drill, String tableId, Found found) {
        switch (tables.delete(drill.plan().target(), tableId)) {
            case Result.Failure<Deletion>(Cause cause) -> remains(drill, List.of(cause.message()), found);
            case Result.Success<Deletion>(Deletion.OtherTable(String other)) ->
                remains(drill, List.of("Another table has the name now: its id is " + other + "."), found);
            case Result.Success<Deletion>(Deletion.Started _), Result.Success<Deletion>(Deletion.AlreadyGone _) ->
                found.deleted().add(drill.plan().target());
        }
    }

    /** The next sweep tries again where somebody else wrote meanwhile. */
    private void cleaned(Stored stored, Found found) {
        DrillRecord drill = stored.record();
        store.write(
                        stored,
                        drill.with(drill.times().deleted(time.awsInstant()))
                                .to(
                                        new DrillState.Ended(Optional.empty()),
                                        time.awsInstant(),
                                        "The table that was left over is gone."))
                .failure()
                .ifPresent(found.problems()::add);
    }

    private static void remains(DrillRecord drill, List<String> reasons, Found found) {
        found.remaining().add(new Remaining(drill.plan().target(), Optional.of(drill.id()), reasons));
    }

    /** Reports tables of a name of drills that no drill which runs, or left a table, accounts for. */
    private void strangers(AccountRegion where, DrillStore.Listing listing, Found found) {
        LateTable late = new LateTable(store, tables);
        List<TableRef> known = listing.drills().stream()
                .filter(drill ->
                        !drill.state().over() || drill.state().madeTableId().isPresent())
                .map(drill -> drill.plan().target())
                .toList();
        for (String name : names(found)) {
            TableRef table = where.table(name);
            if (!known.contains(table) && !isGone(table)) {
                found.remaining()
                        .add(late.find(table, listing.records(), time.awsInstant())
                                .orElseGet(() -> stranger(table)));
            }
        }
    }

    private static Remaining stranger(TableRef table) {
        return new Remaining(
                table,
                Optional.empty(),
                List.of("No drill is known to have made it, so it is not touched. Its name is one that"
                        + " drills use: find out who made it."));
    }

    /** A list of tables may still have one that is gone. */
    private boolean isGone(TableRef table) {
        return tables.describe(table) instanceof Result.Success<DescribedTable>(DescribedTable.Gone _);
    }

    private List<String> names(Found found) {
        List<String> names = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        Optional<String> after = Optional.of(DrillTarget.PREFIX);
        while (after.isPresent()) {
            Result<Page<List<String>>> page = catalog.list(after);
            if (page instanceof Result.Failure<Page<List<String>>>(Cause cause)) {
                found.problems().add(cause);
                return names;
            }
            Page<List<String>> read = page.success().orElseThrow();
            read.gap().ifPresent(found.problems()::add);
            read.content().stream()
                    .filter(name -> name.startsWith(DrillTarget.PREFIX))
                    .forEach(names::add);
            boolean beyond = !read.content().isEmpty()
                    && !read.content().getLast().startsWith(DrillTarget.PREFIX)
                    && read.content().getLast().compareTo(DrillTarget.PREFIX) > 0;
            after = beyond ? Optional.empty() : read.next().filter(next -> !trail.isEndless(next));
        }
        return names;
    }
}
