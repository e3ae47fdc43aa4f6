package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.wiring.AwsClients;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "AWS region of the ledger. Default: as in the AWS CLI.")
    private @Nullable String region;

    /** Checks the options. */
    void check(CommandSpec spec) {
        RegionName.check(spec, region);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
        }
    }

    /** Returns clients for the region. */
    AwsClients clients() {
        return AwsClients.forRegion(Optional.ofNullable(region));
    }

    /** Returns the ledger settings of this environment; they always name a table. */
    Settings.LedgerSettings settings(Map<String, String> environment) {
        Settings.LedgerSettings settings = Settings.ledger(environment);
        return settings.in(ledger != null ? ledger : settings.table().orElse(STANDARD));
    }
}
