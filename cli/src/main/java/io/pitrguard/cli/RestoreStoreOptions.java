package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.RestoreWiring;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that select where restores run, and where their records are kept. */
final class RestoreStoreOptions {
    private static final String FOLDER_VARIABLE = "PITR_GUARD_RESTORES";

    @Option(
            names = "--local",
            description =
                    "Run the restore from this machine, also where the state machine pitr-guard-restore is deployed. Default:"
                            + " the state machine, if there is one.")
    private boolean local;

    @Option(
            names = "--records",
            paramLabel = "FOLDER",
            description =
                    "Folder that keeps the records of restores that run from this machine. Default: the ledger, if"
                            + " there is one; else " + FOLDER_VARIABLE + ", else ~/.pitr-guard/restores.")
    private @Nullable Path records;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "Ledger table, which keeps the records of restores. Default: " + Settings.LEDGER_TABLE
                    + ", else " + LedgerOptions.STANDARD + ".")
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

    /** Whether restores run from this machine whatever is deployed. */
    boolean local() {
        return local || records != null;
    }

    /** Whether the records are kept in a folder whatever is deployed. */
    boolean inFolder() {
        return records != null;
    }

    /** Returns the folder that keeps records on this machine. */
    Path folder(Map<String, String> environment) {
        String variable = environment.getOrDefault(FOLDER_VARIABLE, "");
        return Optional.ofNullable(records)
                .orElseGet(() -> variable.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".pitr-guard", "restores")
                        : Path.of(variable));
    }

    /** Returns the name of the ledger's table. */
    String ledger(Map<String, String> environment) {
        return LedgerOptions.name(environment, ledger);
    }

    /** Returns the places that may keep records of restores, whether they exist or not. */
    List<RestoreStore> stores(AwsClients clients) {
        Map<String, String> environment = CommandEnvironment.variables();
        RestoreStore local = new LocalRestoreStore(folder(environment), CommandLineWiring.restoreDocuments());
        return inFolder()
                ? List.of(local)
                : List.of(RestoreWiring.store(clients, LedgerOptions.settings(environment, ledger)), local);
    }
}
