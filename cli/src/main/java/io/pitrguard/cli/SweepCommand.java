package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Time;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard sweep}: checks every table of an account and region. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Checks every DynamoDB table of an account and region against a policy.",
            "Changes nothing without --fix. Credentials, region and endpoint are those of the AWS CLI (AWS_PROFILE,"
                    + " AWS_REGION, AWS_ENDPOINT_URL, …)."
        })
final class SweepCommand implements Callable<Integer> {
    /** A year: longer than any sweep, and short enough to be added to any date. */
    private static final long LONGEST_SECONDS = 366L * 86_400;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file. Without it, every table must have recovery on, and nothing is changed.")
    private @Nullable Path policyFile;

    @Option(
            names = "--fix",
            description = "Remediate tables where the rule's action is remediate, within the policy's change budget.")
    private boolean fix;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.table;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description =
                    "Ledger table in which to record the sweep, so that lost history is detected. Requires --policy. Default: none.")
    private @Nullable String ledger;

    @Option(
            names = "--all",
            description = "With table output, list every compliant table of a fleet of more than 40 tables.")
    private boolean all;

    @Option(
            names = "--reads-per-second",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "DescribeContinuousBackups calls per second, 0.1 to 100000. AWS allows 10 per second, per account"
                            + " and region; lower it to leave quota for others. 0: no limit, for emulators only."
                            + " Default: ${DEFAULT-VALUE}.")
    private double readsPerSecond = Settings.QUOTA_READS_PER_SECOND;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description =
                    "Seconds after which reading stops, 1 or more; unread tables are undetermined. Default: no limit.")
    private @Nullable Long timeLimit;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Policy policy = PolicyOption.read(policyFile);
        Time time = new SystemTime();
        try (AwsClients clients = connection.clients()) {
            AccountRegion where = where(clients);
            SweepOrder order = new SweepOrder(UUID.randomUUID().toString(), where, policy, fix, deadline(time));
            SweepView view = SweepViews.of(sweep(clients, order, time));
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.write(view, Terminal.colour(), all));
            out.flush();
            warn(view);
            int code = ExitCode.of(view);
            // Lost history may have been missed.
            return code == ExitCode.OK && view.sweep().ledgerFailure() != null ? ExitCode.FAILED : code;
        }
    }

    private AccountRegion where(AwsClients clients) {
        if (!fix && ledger == null) {
            return CurrentCaller.of(clients);
        }
        String doing = fix ? "fixing tables" : "recording in the ledger " + ledger;
        return CurrentCaller.announced(clients, connection, spec.commandLine().getErr(), doing)
                .where();
    }

    /** Prints why the sweep failed, or that it may be incomplete or of the wrong account. */
    private void warn(SweepView view) {
        PrintWriter err = spec.commandLine().getErr();
        if (view.sweep().failure() != null) {
            err.println("pitr-guard: " + view.sweep().failure());
        } else if (view.tables().isEmpty()) {
            err.println("pitr-guard: there are no tables in %s of account %s. Check --region and your credentials."
                    .formatted(view.sweep().region(), view.sweep().account()));
        }
        if (view.sweep().clock() != null) {
            err.println("pitr-guard: " + view.sweep().clock() + " Set the clock, best with NTP.");
        }
        if (view.sweep().ledgerFailure() != null) {
            err.println(
                    "pitr-guard: the ledger %s was not available for the whole sweep; lost history may be missed. %s"
                            .formatted(ledger, Printable.line(view.sweep().ledgerFailure())));
        }
    }

    private void check() {
        ReadsPerSecond.check(spec, readsPerSecond);
        connection.check(spec);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
            if (policyFile == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--ledger requires --policy: the ledger must record the verdicts of the deployed policy");
            }
        }
        if (timeLimit != null && timeLimit <= 0) {
            throw new ParameterException(spec.commandLine(), "--time-limit must be 1 second or more, not " + timeLimit);
        }
    }

    private Instant deadline(Time time) {
        return timeLimit == null
                ? SweepOrder.NO_DEADLINE
                : time.instant().plus(Duration.ofSeconds(Math.min(timeLimit, LONGEST_SECONDS)));
    }

    private SweepResult sweep(AwsClients clients, SweepOrder order, Time time) throws InterruptedException {
        double rate = readsPerSecond == 0 ? Double.POSITIVE_INFINITY : readsPerSecond;
        Settings.LedgerSettings ledgerSettings = ledger == null
                ? Settings.LedgerSettings.NONE
                : Settings.ledger(System.getenv()).in(ledger);
        Sweep sweep = Wiring.sweep(clients, rate, ledgerSettings, time);
        if (!Terminal.progress()) {
            return sweep.run(order, new ChangeLines(spec.commandLine().getErr()));
        }
        ProgressBar bar = new ProgressBar(PrintableWriter.raw(spec.commandLine().getErr()), time);
        try {
            return sweep.run(order, bar);
        } finally {
            bar.clear();
        }
    }
}
