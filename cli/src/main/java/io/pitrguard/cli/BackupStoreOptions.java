package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that select where the records of backups are kept. */
final class BackupStoreOptions {
    private static final String FOLDER_VARIABLE = "PITR_GUARD_BACKUPS";

    @Option(
            names = "--records",
            paramLabel = "FOLDER",
            description =
                    "Folder that keeps the records of backups that pitr-guard makes. Default: the ledger, if there is"
                            + " one; else " + FOLDER_VARIABLE + ", else ~/.pitr-guard/backups.")
    private @Nullable Path records;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "Ledger table, which keeps the records of backups. Default: " + Settings.LEDGER_TABLE
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

    /** Whether the records are kept in a folder whatever is deployed. */
    boolean inFolder() {
        return records != null;
    }

    /** Returns the folder that keeps records on this machine. */
    Path folder(Map<String, String> environment) {
        String variable = environment.getOrDefault(FOLDER_VARIABLE, "");
        return Optional.ofNullable(records)
                .orElseGet(() -> variable.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".pitr-guard", "backups")
                        : Path.of(variable));
    }

    /** Returns the name of the ledger's table. */
    String ledger(Map<String, String> environment) {
        return LedgerOptions.name(environment, ledger);
    }
}
