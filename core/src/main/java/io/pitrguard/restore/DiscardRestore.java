package io.pitrguard.restore;

import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.OwnershipProof;
import io.pitrguard.domain.restore.RestoreCommands;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableRestores.Deletion;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Deletes the table that a restore made, one step a call, and only if it is proven to be that one and used by nobody else; an
 * audit table only after its sign-off, and then turns off its deletion protection right before.
 * Whoever is killed anywhere and calls it again comes to the same end.
 */
public final class DiscardRestore {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final RestoreTools tools;

    /** Creates the use case. */
    public DiscardRestore(RestoreStore store, TableRestores tables, Time time) {
        this.tools = new RestoreTools(store, tables, time);
    }

    /** What one step came to. */
    public sealed interface Outcome {
        /** The table was seen to be gone. */
        record Discarded(RestoreRecord record) implements Outcome {}

        /**
         * AWS deletes the table; the next step reads whether it is gone.
         *
         * @param pause how long to wait before it
         */
        record Deleting(RestoreRecord record, Duration pause) implements Outcome {}

        /**
         * Nothing was deleted.
         *
         * @param reasons each fact that does not hold, in a sentence or more
         */
        record Refused(List<String> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }

        /** The store or AWS did not answer. The same call may be made again. */
        record NotKnown(Cause cause) implements Outcome {}
    }

    /**
     * Takes the next step.
     *
     * @param where the account and region of the source
     */
    public Outcome advance(AccountRegion where, RestoreId id) {
        return switch (tools.store().read(where, id)) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Outcome.NotKnown(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(this::step).orElseGet(() -> new Outcome.NotKnown(RestoreEngine.unknown(id)));
        };
    }

    private Outcome step(Stored read) {
        return switch (read.record().state()) {
            case RestoreState.Discarded _ -> new Outcome.Discarded(read.record());
            case RestoreState.Discarding _ -> discarding(read);
            case RestoreState.Completed _, RestoreState.Failed _, RestoreState.AwaitingConfirmation _ ->
                lacksSignOff(read.record()) ? unsigned(read.record()) : begin(read);
            case RestoreState.Requested _, RestoreState.Restoring _, RestoreState.CopyingSettings _ ->
                new Outcome.Refused(List.of("The restore " + read.record().id()
                        + " still runs. Discard it when it is over: "
                        + RestoreCommands.about(read.record(), "restore resume")));
            case RestoreState.Planned _,
                    RestoreState.AwaitingApproval _,
                    RestoreState.Approved _,
                    RestoreState.Refused _,
                    RestoreState.Expired _ ->
                new Outcome.Refused(List.of("The restore " + read.record().id() + " made no table."));
        };
    }

    private static boolean lacksSignOff(RestoreRecord record) {
        return record.plan().request().audit().isPresent() && record.signOff().isEmpty();
    }

    private static Outcome unsigned(RestoreRecord record) {
        return new Outcome.Refused(List.of("It is an audit table, which is deleted only after its sign-off: "
                + RestoreCommands.discardAudit(record)));
    }

    /** Proves ownership, and stores what will be deleted; the next step proves it again, right before the call. */
    private Outcome begin(Stored read) {
        return switch (prove(read.record())) {
            case Proof.Gone _ -> gone(read, "AWS shows no such table.");
            case Proof.Refused(List<String> reasons) -> new Outcome.Refused(reasons);
            case Proof.NotKnown(Cause cause) -> new Outcome.NotKnown(cause);
            case Proof.Another(String tableId) ->
                new Outcome.Refused(List.of("Another table has the name now: its id is " + tableId
                        + ", that of the restored table "
                        + read.record().state().madeTableId().orElseThrow() + "."));
            case Proof.BeingDeleted(String tableId) -> store(read, tableId, "The table is being deleted already.");
            case Proof.Changing _ -> new Outcome.Deleting(read.record(), WAIT);
            case Proof.Proven(String tableId, boolean _) ->
                store(read, tableId, "Deleting the table of the id " + tableId + ".");
        };
    }

    private Outcome store(Stored read, String tableId, String what) {
        RestoreState.Discarding next = new RestoreState.Discarding(
                tools.now(), tableId, read.record().state().restoredTable());
        return outcome(
                tools.store().write(read, read.record().to(next, tools.now(), what)),
                record -> new Outcome.Deleting(record, Duration.ZERO));
    }

    private Outcome discarding(Stored read) {
        return switch (prove(read.record())) {
            case Proof.Gone _ -> gone(read, "The table is gone.");
            case Proof.Refused(List<String> reasons) -> new Outcome.Refused(withProtection(read.record(), reasons));
            case Proof.NotKnown(Cause cause) -> new Outcome.NotKnown(cause);
            case Proof.BeingDeleted _ -> new Outcome.Deleting(read.record(), WAIT);
            // The name can have another table only after this one was deleted.
            case Proof.Another(String tableId) ->
                gone(read, "The table is gone; another one has its name, of the id " + tableId + ".");
            case Proof.Changing _ -> new Outcome.Deleting(read.record(), WAIT);
            case Proof.Proven(String tableId, boolean isProtected) ->
                isProtected ? unprotect(read, tableId) : delete(read, tableId);
        };
    }

    /** An earlier step may have turned off the protection of an audit table that now stays. */
    private static List<String> withProtection(RestoreRecord record, List<String> reasons) {
        return record.signOff().isEmpty()
                ? reasons
                : Stream.concat(
                                reasons.stream(),
                                Stream.of("If the table is to stay, turn its deletion protection on again: "
                                        + RestoreCommands.protect(record.plan().target())))
                        .toList();
    }

    /** Only an audit table that was signed off is proven although it is protected; the next step proves it again. */
    private Outcome unprotect(Stored read, String tableId) {
        return switch (tools.tables().unprotect(read.record().plan().target(), tableId)) {
            case Result.Failure<Boolean>(Cause cause) -> new Outcome.NotKnown(cause);
            case Result.Success<Boolean> _ -> new Outcome.Deleting(read.record(), WAIT);
        };
    }

    private Outcome delete(Stored read, String tableId) {
        return switch (tools.tables().delete(read.record().plan().target(), tableId)) {
            case Result.Failure<Deletion>(Cause cause) -> new Outcome.NotKnown(cause);
            case Result.Success<Deletion>(Deletion.Started _), Result.Success<Deletion>(Deletion.AlreadyGone _) ->
                new Outcome.Deleting(read.record(), WAIT);
            case Result.Success<Deletion>(Deletion.OtherTable(String other)) ->
                new Outcome.Refused(List.of("Another table has the name now: its id is " + other + "."));
        };
    }

    private Outcome gone(Stored read, String what) {
        RestoreState.Discarded next =
                new RestoreState.Discarded(tools.now(), read.record().state().restoredTable());
        return outcome(tools.store().write(read, read.record().to(next, tools.now(), what)), Outcome.Discarded::new);
    }

    private static Outcome outcome(Result<Optional<Stored>> written, Function<RestoreRecord, Outcome> then) {
        return switch (written) {
            case Result.Failure<Optional<Stored>>(Cause cause) -> new Outcome.NotKnown(cause);
            case Result.Success<Optional<Stored>>(Optional<Stored> stored) ->
                stored.map(now -> then.apply(now.record()))
                        .orElseGet(() -> new Outcome.NotKnown(new Cause(
                                Cause.Kind.BROKEN, "The restore is being changed by somebody else. Try again.")));
        };
    }

    /** What reading the table just now proves. */
    private sealed interface Proof {
        record Gone() implements Proof {}

        record Another(String tableId) implements Proof {}

        record BeingDeleted(String tableId) implements Proof {}

        /** AWS changes the table, such as its deletion protection. */
        record Changing() implements Proof {}

        record Proven(String tableId, boolean isProtected) implements Proof {}

        record Refused(List<String> reasons) implements Proof {}

        record NotKnown(Cause cause) implements Proof {}
    }

    private Proof prove(RestoreRecord record) {
        if (record.state().madeTableId().isEmpty()) {
            return new Proof.Refused(List.of(OwnershipProof.NO_TABLE));
        }
        return switch (tools.tables().describe(record.plan().target())) {
            case Result.Failure<DescribedTable>(Cause cause) -> new Proof.NotKnown(cause);
            case Result.Success<DescribedTable>(DescribedTable.Gone _) -> new Proof.Gone();
            case Result.Success<DescribedTable>(DescribedTable.Present(TableDescription table)) -> prove(record, table);
        };
    }

    private Proof prove(RestoreRecord record, TableDescription table) {
        if (!record.state().madeTableId().equals(Optional.of(table.tableId()))) {
            return new Proof.Another(table.tableId());
        }
        if (table.status() == TableStatus.DELETING) {
            return new Proof.BeingDeleted(table.tableId());
        }
        if (record.signOff().isPresent() && table.status() == TableStatus.UPDATING) {
            return new Proof.Changing();
        }
        return switch (tools.tables().users(table.table())) {
            case Result.Failure<List<TableUser>>(Cause cause) -> new Proof.NotKnown(cause);
            case Result.Success<List<TableUser>>(List<TableUser> users) ->
                switch (OwnershipProof.of(record, table, users)) {
                    case OwnershipProof.Proven(String tableId) ->
                        new Proof.Proven(tableId, !table.deletionProtection().equals(Optional.of(false)));
                    case OwnershipProof.Refused(List<String> reasons) -> new Proof.Refused(reasons);
                };
        };
    }
}
