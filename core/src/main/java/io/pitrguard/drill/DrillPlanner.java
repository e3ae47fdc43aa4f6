package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckTime;
import io.pitrguard.domain.drill.DrillCost;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillRules;
import io.pitrguard.domain.drill.DrillSource;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.EarlierDrills;
import io.pitrguard.domain.recovery.RecoveryPast;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.EarlierRestores;
import io.pitrguard.domain.restore.Restorability;
import io.pitrguard.domain.restore.RestorableTimes;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestorePrices;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans a drill from what AWS answers now, and changes nothing. */
public final class DrillPlanner {
    private final TableRestores tables;
    private final DrillStore store;
    private final RestorePrices prices;
    private final Time time;

    /** Creates a planner. */
    public DrillPlanner(TableRestores tables, DrillStore store, RestorePrices prices, Time time) {
        this.tables = tables;
        this.store = store;
        this.prices = prices;
        this.time = time;
    }

    /** Plans a drill. A table has one at a time. */
    public DrillPlanning plan(DrillRequest request) {
        return switch (store.list(request.table().where())) {
            case Result.Failure<DrillStore.Listing>(Cause cause) -> new DrillPlanning.NotKnown(cause);
            case Result.Success<DrillStore.Listing>(DrillStore.Listing listing) ->
                running(request.table(), listing.drills())
                        .<DrillPlanning>map(drill -> new DrillPlanning.NotPossible("The drill " + drill.id() + " of "
                                + request.table().name() + " still runs. If nobody carries it on: "
                                + RestoreCommands.guard(request.table().where(), "drill run --unfinished")))
                        .orElseGet(() -> described(request, listing.drills()));
        };
    }

    private static Optional<DrillRecord> running(TableRef table, List<DrillRecord> drills) {
        return drills.stream()
                .filter(drill ->
                        !drill.state().over() && drill.plan().source().table().equals(table))
                .findFirst();
    }

    private DrillPlanning described(DrillRequest request, List<DrillRecord> drills) {
        return switch (tables.describe(request.table())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new DrillPlanning.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) ->
                new DrillPlanning.NotPossible(
                        "There is no table " + request.table().name() + " in "
                                + request.table().where().region()
                                + ". Check its name and the region. If it was deleted: "
                                + RestoreCommands.restoreDeleted(request.table()) + " --plan");
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) ->
                table.table().name().startsWith(DrillTarget.PREFIX)
                        ? new DrillPlanning.NotPossible(
                                "The table " + table.table().name() + " is one that a drill made.")
                        : judged(request, table, drills);
        };
    }

    private DrillPlanning judged(DrillRequest request, TableDescription table, List<DrillRecord> drills) {
        RecoveryState state = tables.recovery(request.table());
        return switch (judge(request, state, List.of())) {
            case Restorability.NotKnown(Cause cause) -> new DrillPlanning.NotKnown(cause);
            case Restorability.NotPossible _ -> notPossible(request, state);
            case Restorability.Possible(RestorePoint from) ->
                window(state)
                        .map(window -> within(plan(request, table, from.moment(), window), drills))
                        .orElseGet(() -> new DrillPlanning.NotKnown(
                                new Cause(Cause.Kind.NOT_YET, "AWS does not show the table's window yet.")));
        };
    }

    private Restorability judge(DrillRequest request, RecoveryState state, List<TableBackup> backups) {
        return new RestorableTimes(
                        request.table(), state, RecoveryPast.UNKNOWN, backups, request.times(), time.awsInstant())
                .judge(request.moment());
    }

    /** Names the backups as well, to a person: a schedule asks for the latest moment, and nobody reads what else there is. */
    private DrillPlanning notPossible(DrillRequest request, RecoveryState state) {
        Result<List<TableBackup>> backups =
                request.order().scheduled() ? new Result.Success<>(List.of()) : tables.backups(request.table());
        String unread = backups.failure()
                .map(cause -> " Its backups could not be listed: " + cause.message())
                .orElse("");
        return judge(request, state, backups.success().orElse(List.of()))
                        instanceof Restorability.NotPossible(String reason, List<Alternative> alternatives)
                ? new DrillPlanning.NotPossible(reason + unread, alternatives)
                // Between two judgements of one state only time passes.
                : new DrillPlanning.NotKnown(new Cause(Cause.Kind.NOT_YET, "The window changed meanwhile. Try again."));
    }

    private static Optional<DrillPlan.Window> window(RecoveryState state) {
        return state instanceof RecoveryState.Enabled on
                ? on.earliest().flatMap(from -> on.latest().map(to -> new DrillPlan.Window(from, to)))
                : Optional.empty();
    }

    private DrillPlan plan(DrillRequest request, TableDescription table, Instant moment, DrillPlan.Window window) {
        Instant now = time.awsInstant();
        TableRef target = DrillTarget.of(table.table(), table.tableId(), now);
        RestoreCost cost = DrillCost.of(
                prices.estimate(
                        table.table(),
                        target,
                        table.shape(),
                        request.requirement().indexes()),
                request.requirement());
        return new DrillPlan(
                new DrillSource(table.table(), table.tableId(), table.shape(), table.keys()),
                moment,
                window,
                target,
                request.requirement(),
                new DrillPlan.Estimate(new TimeEstimate.General(), cost, checks(request, table)),
                request.order(),
                now);
    }

    private static Optional<CheckTime> checks(DrillRequest request, TableDescription table) {
        return CheckTime.of(table.shape().sizeBytes(), request.requirement(), request.readsPerSecond());
    }

    /** A drill that would cost too much, or prove nothing, is not begun. */
    private static DrillPlanning within(DrillPlan plan, List<DrillRecord> drills) {
        return DrillRules.overLimit(
                        plan.requirement().maxCostUsd(), plan.estimate().cost(), BigDecimal.ZERO)
                .map(why -> "A drill of this table may cost " + why)
                .or(() -> plan.estimate().checks().flatMap(CheckTime::obstacle))
                .<DrillPlanning>map(DrillPlanning.NotPossible::new)
                .orElseGet(() -> new DrillPlanning.Ready(new DrillPlan(
                        plan.source(),
                        plan.moment(),
                        plan.window(),
                        plan.target(),
                        plan.requirement(),
                        new DrillPlan.Estimate(
                                EarlierRestores.of(
                                        plan.source().table(),
                                        List.of(),
                                        EarlierDrills.of(plan.source().table(), drills)
                                                .took()),
                                plan.estimate().cost(),
                                plan.estimate().checks()),
                        plan.order(),
                        plan.plannedAt())));
    }
}
