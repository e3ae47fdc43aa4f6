package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.evidence.EvidenceVerification;
import io.pitrguard.evidence.EvidenceVerification.Verified;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.EvidenceWiring;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The part of {@code pitr-guard report} that checks the evidence of a deployment instead of writing a report. */
final class ReportVerification {
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

    @Option(
            names = "--verify",
            description =
                    "Check the evidence that sweeps kept instead: read each report, follow the chain in the ledger, and"
                            + " name the first link that is broken. Exit code 2 if one is, 3 if something could not be read.")
    private boolean verify;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "With --verify: a bucket with a copy of the reports. Default: those that the records name.")
    private @Nullable String bucket;

    /** Returns whether the options ask to check evidence. */
    boolean asked() {
        return verify;
    }

    /** Checks the options. */
    void check(CommandSpec spec) {
        if (bucket != null && !verify) {
            throw new ParameterException(spec.commandLine(), "--bucket requires --verify");
        }
        if (bucket != null && !bucket.matches(BUCKET)) {
            throw new ParameterException(
                    spec.commandLine(), "--bucket must be the name of an S3 bucket, not '" + bucket + "'");
        }
    }

    /**
     * Checks the evidence of the deployment whose ledger it is.
     *
     * @param json whether to print the result as JSON
     * @param quiet whether to leave out the progress
     * @return the exit code
     * @throws CommandFailure if the chain cannot be read, or has no record
     * @throws InterruptedException when the thread is asked to stop
     */
    int run(CommandSpec spec, LedgerOptions options, boolean json, boolean quiet) throws InterruptedException {
        VerificationView view = verified(options, spec.commandLine().getErr(), quiet);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.writePretty(view) + "\n" : new VerificationOutput(view).text());
        out.flush();
        return view.exitCode();
    }

    private static Optional<String> configured(LedgerOptions options) {
        return options.settings(CommandEnvironment.variables()).evidence().map(Settings.Evidence::bucket);
    }

    private VerificationView verified(LedgerOptions options, PrintWriter err, boolean quiet)
            throws InterruptedException {
        SystemTime time = new SystemTime();
        CountProgress progress = CountProgress.on(err, time, quiet);
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options, time);
            // The chain is the deployment's, whose ledger may have tables of other accounts and regions.
            AccountRegion chain = open.location().where();
            EvidenceVerification verification = EvidenceWiring.verification(
                    clients, open.name(), Optional.ofNullable(bucket), configured(options), time);
            Verified verified = open.value(verification.run(
                    chain, (records, all) -> progress.show("%d of %d records checked".formatted(records, all))));
            if (verified.records() == 0 && verified.findings().isEmpty()) {
                throw new CommandFailure(
                        "the ledger %s has no evidence of a deployment in %s, account %s. Check --ledger and --region, and that it was deployed with evidence=true. With --bucket, also reports whose records are gone are found."
                                .formatted(open.name(), chain.region(), chain.account()));
            }
            return VerificationView.of(open.name(), verified);
        } finally {
            progress.clear();
        }
    }
}
