package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.wiring.AwsClients;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that select a ledger. */
final class LedgerOptions {
    /** Name of the ledger table of a deployment. */
    static final String STANDARD = "pitr-guard-ledger";

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "Ledger table. Default: " + Settings.LEDGER_TABLE + ", else " + STANDARD + ".")
    private @Nullable String ledger;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    /** Checks the options. */
    void check(CommandSpec spec) {
        connection.check(spec);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
        }
    }

    /** Returns the credentials and region. */
    ConnectionOptions connection() {
        return connection;
    }

    /** Returns clients for the credentials and the region. */
    AwsClients clients() {
        return connection.clients();
    }

    /** Returns the ledger settings of this environment; they always name a table. */
    Settings.LedgerSettings settings(Map<String, String> environment) {
        Settings.LedgerSettings settings = Settings.ledger(environment);
        return settings.in(ledger != null ? ledger : settings.table().orElse(STANDARD));
    }
}
