package io.pitrguard.cli;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.config.StackName;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.OrganizationStatusViews;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.HubWiring;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * {@code pitr-guard status --organization}: counts the tables of all accounts and regions in the ledger. Names and owners of
 * accounts are those of the latest plan, in the deployment's bucket; where it cannot be read, the ledger alone is shown.
 */
record OrganizationStatus(LedgerOptions options, PrintWriter err, boolean quiet) {
    private static final String SUFFIX = "-ledger";

    /**
     * Reads the ledger; prints a warning for each record that this version cannot read.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    OrganizationStatusView read() {
        try (AwsClients clients = options.clients()) {
            return read(clients, OpenLedger.of(clients, options, new SystemTime()), _ -> {});
        }
    }

    /**
     * Does the same with an open ledger.
     *
     * @param pages takes each page of records, too
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    OrganizationStatusView read(AwsClients clients, OpenLedger open, Consumer<Ledger.Fleet> pages) {
        OrganizationStatusViews views =
                new OrganizationStatusViews(open.flappingRules(), open.time().awsInstant());
        CountProgress progress = CountProgress.on(err, new SystemTime(), quiet);
        Optional<Cause> failure = CommandLineWiring.wholeLedger(clients, open.name())
                .readAll(page -> {
                    views.add(page);
                    pages.accept(page);
                    progress.show(Counted.of(views.records(), "record", "records") + " read from the ledger");
                    page.problems().forEach(problem -> err.println("pitr-guard: " + Printable.line(problem.message())));
                });
        progress.clear();
        failure.ifPresent(cause -> {
            throw open.failure("could not read", cause);
        });
        if (views.records() == 0) {
            throw new CommandFailure(
                    "the ledger %s in %s of account %s has no tables. Check --region, and that sweeps run (./pitr-guard doctor --organization)."
                            .formatted(
                                    open.name(),
                                    open.location().where().region(),
                                    open.location().where().account()));
        }
        return views.of(open.location(), accounts(clients, open.name()));
    }

    /** Returns what the latest plan knows of the organization's accounts; empty if there is none, after telling why. */
    private Optional<SweepPlanView.KnownAccounts> accounts(AwsClients clients, String ledger) {
        try {
            HubSettings hub = hub(clients, ledger);
            if (hub.bucket().isEmpty()) {
                warn("no deployment of an organization was found for the ledger " + ledger + ".");
                return Optional.empty();
            }
            return switch (HubWiring.documents(clients, hub).organization()) {
                case Result.Success<Optional<SweepPlanView.KnownAccounts>>(
                        Optional<SweepPlanView.KnownAccounts> known) -> {
                    if (known.isEmpty()) {
                        warn("no sweep has listed the organization's accounts yet.");
                    }
                    yield known;
                }
                case Result.Failure<Optional<SweepPlanView.KnownAccounts>>(Cause cause) -> {
                    warn(Printable.line(cause.message()));
                    yield Optional.empty();
                }
            };
        } catch (CommandFailure unreadable) {
            warn(String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private void warn(String why) {
        err.println("pitr-guard: names and owners of accounts are not known, nor which accounts are left out: " + why);
    }

    /** The environment may name the bucket; else the functions of the ledger's deployment do. */
    private static HubSettings hub(AwsClients clients, String ledger) {
        Map<String, String> environment = new HashMap<>();
        String bucket = CommandEnvironment.variables().get(HubSettings.SWEEPS_BUCKET);
        if (bucket != null && !bucket.isBlank()) {
            environment.put(HubSettings.SWEEPS_BUCKET, bucket);
        } else {
            String deployment = ledger.endsWith(SUFFIX)
                    ? ledger.substring(0, ledger.length() - SUFFIX.length())
                    : StackName.STANDARD;
            environment.putAll(new DeployedFunctions(clients.client(LambdaClient.builder()), deployment).environment());
        }
        return Settings.hub(environment);
    }
}
