package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.Wiring;

/**
 * The ledger that a command is about.
 *
 * @param name the name of its table
 * @param flappingRules when a table is left alone
 */
record OpenLedger(Ledger ledger, String name, CallerIdentity.Caller caller, FlappingRules flappingRules, Time time) {
    /**
     * Opens the ledger of the caller's account, in the clients' region.
     *
     * @throws CommandFailure when AWS does not say who the caller is
     */
    static OpenLedger of(AwsClients clients, Settings.LedgerSettings settings, Time time) {
        String name = settings.table().orElseThrow();
        CallerIdentity.Caller caller = CurrentCaller.known(clients);
        return new OpenLedger(
                Wiring.ledger(clients, name, settings.kept(), time), name, caller, settings.flappingRules(), time);
    }

    /** Gives where it is, and whose tables it is asked for. */
    AccountRegion where() {
        return caller.where();
    }

    /**
     * Gives what was read.
     *
     * @throws CommandFailure when it was not, with why and the remedy
     */
    <T> T value(Result<T> answer) {
        return switch (answer) {
            case Result.Success<T> read -> read.value();
            case Result.Failure<T> failed -> throw failure("could not read", failed.cause());
        };
    }

    /** Says that the ledger did not do what was asked of it. */
    CommandFailure failure(String what, Cause cause) {
        return new CommandFailure("%s the ledger %s in %s of account %s. %s"
                .formatted(
                        what, name, where().region(), where().account(), OneLine.of(cause.message() + remedy(cause))));
    }

    private static String remedy(Cause cause) {
        return switch (cause.kind()) {
            case REFUSED -> " Is it deployed there, and is that its name (--ledger, or " + Settings.LEDGER_TABLE + ")?";
            case BROKEN -> " Check the network, the region, and AWS_ENDPOINT_URL if it is set; then try again.";
            case THROTTLED, NOT_YET, OUT_OF_TIME -> " Try again in a minute.";
            // Says already what to allow or to renew.
            case DENIED -> "";
        };
    }

    /** Says that the ledger knows nothing of a table. */
    CommandFailure unknown(String table) {
        return new CommandFailure(
                "the ledger %s knows nothing of %s in %s of account %s. Check the name and --region; './pitr-guard status --all' lists what it knows."
                        .formatted(name, table, where().region(), where().account()));
    }
}
