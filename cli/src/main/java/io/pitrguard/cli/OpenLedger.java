package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.Wiring;

/**
 * The ledger of a command.
 *
 * @param location where the ledger is: the caller's account
 * @param where account and region of the tables that the command is about
 * @param flappingRules when automatic remediation of a table is suspended
 */
record OpenLedger(
        Ledger ledger,
        LedgerLocation location,
        CallerIdentity.Caller caller,
        AccountRegion where,
        FlappingRules flappingRules,
        Time time) {
    /**
     * Opens the ledger of the caller's account, in the clients' region.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static OpenLedger of(AwsClients clients, LedgerOptions options, Time time) {
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        Settings.LedgerSettings settings = options.settings(CommandEnvironment.variables());
        LedgerLocation location = settings.location(caller.where());
        return new OpenLedger(
                Wiring.ledger(clients, location.table(), settings.kept(), time),
                location,
                caller,
                options.tables(caller.where()),
                settings.flappingRules(),
                clients.time(time));
    }

    /** Returns the name of the ledger's table. */
    String name() {
        return location.table();
    }

    /** Returns the options that select the ledger and the tables' account and region, for another command. */
    String options() {
        return location.options(where);
    }

    /**
     * Returns the value that was read.
     *
     * @throws CommandFailure if the read failed
     */
    <T> T value(Result<T> answer) {
        return switch (answer) {
            case Result.Success<T> read -> read.value();
            case Result.Failure<T> failed -> throw failure("could not read", failed.cause());
        };
    }

    /** Returns the failure of a call to the ledger. */
    CommandFailure failure(String action, Cause cause) {
        return new CommandFailure("%s the ledger %s in %s of account %s. %s"
                .formatted(
                        action,
                        name(),
                        location.where().region(),
                        location.where().account(),
                        Printable.line(cause.message() + remedy(cause))));
    }

    private static String remedy(Cause cause) {
        return switch (cause.kind()) {
            case REFUSED -> " Check that this is the name of a ledger (--ledger or " + Settings.LEDGER_TABLE + ").";
            case BROKEN -> " Check the network, the region, and AWS_ENDPOINT_URL if it is set; then try again.";
            case THROTTLED, NOT_YET, OUT_OF_TIME -> " Try again in a minute.";
            // The message already names the remedy.
            case DENIED, MISSING -> "";
        };
    }

    /** Returns the failure for a table that is not in the ledger. */
    CommandFailure unknown(String table) {
        return new CommandFailure(
                "the ledger %s has no record of %s in %s of account %s. Check the name, --region and --account; './pitr-guard status --all %s' lists all recorded tables there."
                        .formatted(name(), table, where.region(), where.account(), options()));
    }
}
