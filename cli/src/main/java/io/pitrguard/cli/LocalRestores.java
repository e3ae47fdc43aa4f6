package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreExecutions;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import io.pitrguard.restore.ApproveRestore;
import io.pitrguard.restore.ConfirmSettings;
import io.pitrguard.restore.DiscardRestore;
import io.pitrguard.restore.PlanOrder;
import io.pitrguard.restore.Planning;
import io.pitrguard.restore.RestoreEngine;
import io.pitrguard.restore.RestorePlanner;
import io.pitrguard.restore.SignOffAuditTable;
import io.pitrguard.wiring.RestoreWiring;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The use cases of restores, from this machine with the caller's own permissions. */
final class LocalRestores {
    private final OpenRestores open;
    private final OpenRestores.Place place;
    private final RestoreStore store;
    private final TableRestores tables;
    private final RestorePolicy policy;

    /** Builds the use cases on the records of a place. */
    LocalRestores(OpenRestores open, OpenRestores.Place place, RestorePolicy policy) {
        this.open = open;
        this.place = place;
        this.store = place.store();
        this.policy = policy;
        this.tables = RestoreWiring.tableRestores(open.clients());
    }

    /**
     * Plans a restore.
     *
     * @param copies names what there is instead of a moment outside the window
     * @throws CommandFailure if it is not possible, with what is possible instead; or if that could not be read
     */
    RestorePlan plan(RestoreRequest request, OtherCopies copies, PrintWriter err) {
        Time time = open.time();
        RestorePlanner planner = new RestorePlanner(
                tables, new RestorePlanner.Stores(store, open.drills(place)), permissions(), Prices.restores(), time);
        PlanOrder order =
                new PlanOrder(request, policy, open.past(request.source().table(), err), open.times());
        return switch (planner.plan(order)) {
            case Planning.Ready(RestorePlan plan) -> plan;
            case Planning.NotPossible(String reason, List<Alternative> alternatives) ->
                throw alternatives.isEmpty()
                        ? new CommandFailure(reason)
                        : copies.failure(
                                open.clients(),
                                open.stores(),
                                new OtherCopies.Asked(request.source().table(), request.moment(), time.awsInstant()),
                                reason,
                                alternatives);
            case Planning.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private RestorePermissions permissions() {
        return open.machine(place).isPresent()
                ? (_, call) -> ofDeployment(call.target().name())
                : RestoreWiring.permissions(open.clients());
    }

    /** With a deployment, not the caller restores but a function, whose role allows some names of tables. */
    private RestorePermissions.Answer ofDeployment(String target) {
        String prefix = policy.targetPrefix();
        return target.startsWith(prefix)
                ? new RestorePermissions.Answer.Allowed()
                : new RestorePermissions.Answer.NotKnown(new Cause(
                        Cause.Kind.REFUSED,
                        "The state machine %s restores with a role of its own, which allows names that begin with %s and those that the deployment names."
                                .formatted(RestoreExecutions.STATE_MACHINE, prefix),
                        Optional.of(
                                "If %s is not among these, deploy again with -c recovery=true -c recoveryTargets=%s, or restore with --local and your own permissions."
                                        .formatted(target, target))));
    }

    /**
     * Returns the lines of what is possible instead.
     *
     * @param again the same command for another moment
     */
    static List<String> lines(List<Alternative> alternatives, RestoreTimes times, Function<Instant, String> again) {
        List<String> lines = new ArrayList<>();
        if (!alternatives.isEmpty()) {
            lines.add("Possible instead:");
        }
        for (Alternative each : alternatives) {
            lines.add("  " + each.what()
                    + each.moment().map(moment -> ": " + times.show(moment)).orElse(""));
            each.command().or(() -> each.moment().map(again)).ifPresent(command -> lines.add("    " + command));
        }
        return lines;
    }

    /** Returns the engine. */
    RestoreEngine engine() {
        return RestoreWiring.engine(open.clients(), policy, store, table -> open.record(place, table), open.time());
    }

    /** Returns the use case that approves. */
    ApproveRestore approve() {
        return new ApproveRestore(store, tables, policy, open.time());
    }

    /** Returns the use case that signs audit tables off. */
    SignOffAuditTable signOff() {
        return new SignOffAuditTable(store, open.time());
    }

    /** Returns the use case that confirms settings. */
    ConfirmSettings confirm() {
        return new ConfirmSettings(store, open.time());
    }

    /** Returns the use case that discards. */
    DiscardRestore discard() {
        return new DiscardRestore(store, tables, open.time());
    }
}
