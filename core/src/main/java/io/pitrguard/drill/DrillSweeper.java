package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.finding.Durations;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cleans up after drills: carries on those that nobody carries on, and deletes tables that were left over, each only if it
 * is proven to be a drill's own. What merely has such a name is reported and not touched.
 */
public final class DrillSweeper {
    /** A drill of which nothing was stored for so long is carried on. */
    private static final Duration IDLE = Duration.ofHours(1);

    /** Steps that one call takes at most: a drill needs fewer between two waits. */
    private static final int MOST_STEPS = 1_000;

    private static final Duration RECENTLY = Duration.ofDays(7);

    private static final String CARRIED_ON = "Carried on after nothing had happened for ";

    private final DrillStore store;
    private final TableRestores tables;
    private final TableCatalog catalog;
    private final DrillEngine engine;
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
        this.engine = engine;
        this.time = time;
    }

    /**
     * What a sweep came to.
     *
     * @param resumed drills that a sweep carried on, this one or another in the last seven days
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
if (stored.record().state().over()) {
                    leftOver(stored, found);
                    wasResumed(stored.record(), found);
                    finish(stored.record(), found);
                } else if (resumes) {
                    resume(stored, found);
                }
            }
            strangers(where, listing.drills(), found);
            return new Swept(found.resumed(), found.deleted(), found.remaining(), found.problems());
        });
    }

    private void resume(Stored stored, Found found) {
        DrillRecord drill = stored.record();
        Duration idle = Duration.between(drill.log().getLast().at(), time.awsInstant());
        boolean kept = drill.state() instanceof DrillState.Keeping(String _, var until)
                && time.awsInstant().isBefore(until);
        if (kept || idle.compareTo(IDLE) < 0) {
            wasResumed(drill, found);
            return;
        }
        String what = CARRIED_ON + Durations.description(idle) + ".";
        switch (store.write(stored, drill.noted(time.awsInstant(), what))) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> found.problems().add(cause);
            // Where somebody else wrote meanwhile, that one carries it on.
            case Result.Success<Optional<Stored>>(Optional<Stored> own) ->
                own.ifPresent(noted -> {
                    wasResumed(noted.record(), found);
                    carryOn(drill, found);
                });
        }
    }

    /** Whoever is killed after a sweep finds it in the drill's log. */
    private void wasResumed(DrillRecord drill, Found found) {
        Instant since = time.awsInstant().minus(RECENTLY);
        if (drill.log().stream()
                .anyMatch(event -> event.what().startsWith(CARRIED_ON)
                        && event.at().isAfter(since))) {
            found.resumed().add(drill.id());
        }
    }

    /** Takes up the work after a drill, whose evidence or notification is missing. */
    private void finish(DrillRecord drill, Found found) {
        Instant now = time.awsInstant();
        boolean untold = !(drill.notification() instanceof EndNotification.Settled);
        boolean unproven = drill.evidence().isEmpty() && !AfterLog.isOverSince(drill, now);
        boolean idle = Duration.between(AfterLog.end(drill), now).compareTo(IDLE) >= 0;
        if (idle && (untold || unproven)) {
            carryOn(drill, found);
        }
    }

    private void carryOn(DrillRecord drill, Found found) {
        for (int step = 0; step < MOST_STEPS; step++) {
            switch (engine.advance(drill.where(), drill.id())) {
                case Result.Failure<DrillStep>(Cause cause) -> {
                    found.problems().add(cause);
                    return;
                }
                case Result.Success<DrillStep>(DrillStep.Again _) -> {}
                case Result.Success<DrillStep>(DrillStep.Wait _), Result.Success<DrillStep>(DrillStep.Done _) -> {
                    return;
                }
            }
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
    private void strangers(AccountRegion where, List<DrillRecord> drills, Found found) {
        List<TableRef> known = drills.stream()
                .filter(drill ->
                        !drill.state().over() || drill.state().madeTableId().isPresent())
                .map(drill -> drill.plan().target())
                .toList();
        for (String name : names(found)) {
            TableRef table = where.table(name);
            if (!known.contains(table)) {
                found.remaining()
                        .add(new Remaining(
                                table,
                                Optional.empty(),
                                List.of("No drill is known to have made it, so it is not touched. Its name is one that"
                                        + " drills use: find out who made it.")));
            }
        }
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
