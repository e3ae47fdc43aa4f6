package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.wiring.AwsClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that select a ledger, and the account and region of tables in it. */
final class LedgerOptions {
    /** Name of the ledger table of a deployment. */
    static final String STANDARD = LedgerLocation.STANDARD;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "Ledger table. Default: " + Settings.LEDGER_TABLE + ", else " + STANDARD + ".")
    private @Nullable String ledger;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description =
                    "Account of the tables, 12 digits: the ledger of an organization has those of all accounts. Default: the"
                            + " caller's.")
    private @Nullable String account;

    @Option(
            names = "--ledger-region",
            paramLabel = "REGION",
            description = "Region of the ledger, where it is not the tables' own. Default: --region.")
    private @Nullable String ledgerRegion;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    /** Checks the options. */
    void check(CommandSpec spec) {
        connection.check(spec);
        RegionName.check(spec, "--ledger-region", ledgerRegion);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
        }
        if (account != null && !account.matches(AwsNames.ACCOUNT)) {
            throw new ParameterException(spec.commandLine(), "--account must be 12 digits, not '" + account + "'");
        }
    }

    /**
     * Checks that no option selects an account, or a region beside the ledger's.
     *
     * @param other the option that goes through all accounts and regions
     */
    void checkWhole(CommandSpec spec, String other) {
        if (account != null || ledgerRegion != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s cannot be used with %s, which counts all accounts and regions. --region is that of the ledger."
                            .formatted(account != null ? "--account" : "--ledger-region", other));
        }
    }

    /** Returns the credentials and region. */
    ConnectionOptions connection() {
        return connection;
    }

    /** Returns clients for the credentials and the region of the ledger. */
    AwsClients clients() {
        return connection.clients(Optional.ofNullable(ledgerRegion));
    }

    /** Returns the account and region of the tables, of which the ledger is in {@code own}. */
    AccountRegion tables(AccountRegion own) {
        return new AccountRegion(
                own.partition(),
                account == null ? own.account() : account,
                connection.region().orElse(own.region()));
    }

    /**
     * Returns the ledger settings of this environment; they always name a table: what needs a ledger has one.
     *
     * @param named the name of the table; null: that of the environment, else the standard one
     */
    static Settings.LedgerSettings settings(Map<String, String> environment, @Nullable String named) {
        Map<String, String> complete = new HashMap<>(environment);
        if (named != null || environment.getOrDefault(Settings.LEDGER_TABLE, "").isBlank()) {
            complete.put(Settings.LEDGER_TABLE, named == null ? STANDARD : named);
        }
        return Settings.ledger(complete);
    }

    /**
     * Returns the name of the ledger's table.
     *
     * @param named the name that a person gave; null: that of the environment, else the standard one
     */
    static String name(Map<String, String> environment, @Nullable String named) {
        return settings(environment, named).table().orElseThrow();
    }

    /** Returns the ledger settings of this environment; they always name a table. */
    Settings.LedgerSettings settings(Map<String, String> environment) {
        return settings(environment, ledger);
    }
}
