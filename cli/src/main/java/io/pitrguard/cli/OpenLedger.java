package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
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
 * @param name name of its table
 * @param flappingRules when automatic remediation of a table is suspended
 */
record OpenLedger(Ledger ledger, String name, CallerIdentity.Caller caller, FlappingRules flappingRules, Time time) {
    /**
     * Opens the ledger of the caller's account, in the clients' region.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static OpenLedger of(AwsClients clients, Settings.LedgerSettings settings, Time time) {
        return of(clients, CurrentCaller.known(clients), settings, time);
    }

    /** Opens the ledger of this caller's account, in the clients' region. */
    static OpenLedger of(
            AwsClients clients, CallerIdentity.Caller caller, Settings.LedgerSettings settings, Time time) {
        String name = settings.table().orElseThrow();
        return new OpenLedger(
                Wiring.ledger(clients, name, settings.kept(), time),
                name,
                caller,
                settings.flappingRules(),
                clients.time(time));
    }

    /** Returns the account and region of the ledger and its tables. */
    AccountRegion where() {
        return caller.where();
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
                        name,
                        where().region(),
                        where().account(),
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
                "the ledger %s has no record of %s in %s of account %s. Check the name and --region; './pitr-guard status --all' lists all recorded tables."
                        .formatted(name, table, where().region(), where().account()));
    }
}
