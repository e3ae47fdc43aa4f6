package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.wiring.AwsClients;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which ledger a command is about: the options that such commands share. */
final class LedgerOptions {
    /** What a deployment calls the ledger's table. */
    static final String STANDARD = "pitr-guard-ledger";

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "the ledger's table; default: " + Settings.LEDGER_TABLE + ", else " + STANDARD)
    private @Nullable String ledger;

    @Option(names = "--region", paramLabel = "REGION", description = "the ledger's region; default: as in the AWS CLI")
    private @Nullable String region;

    /** Checks the options. */
    void check(CommandSpec spec) {
        RegionName.check(spec, region);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
        }
    }

    /** Makes clients for the region. */
    AwsClients clients() {
        return AwsClients.forRegion(Optional.ofNullable(region));
    }

    /** Gives how the ledger is used, where this is the environment; its table is always named. */
    Settings.LedgerSettings settings(Map<String, String> environment) {
        Settings.LedgerSettings settings = Settings.ledger(environment);
        return settings.in(ledger != null ? ledger : settings.table().orElse(STANDARD));
    }
}
