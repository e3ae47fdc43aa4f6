package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard sweep}: looks at every table of an account and region and says what it sees. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Judges every DynamoDB table of an account and region against a policy. Without --fix nothing is changed.",
            "Credentials, region and endpoint are the AWS SDK's defaults (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, …)."
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
            description = "the policy; without it every table must have recovery on, and nothing is changed")
    private @Nullable Path policyFile;

    @Option(
            names = "--fix",
            description = "correct tables where a rule's action is remediate, within the policy's limits")
    private boolean fix;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "the region to look at; default: as in the AWS CLI")
    private @Nullable String region;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat output = OutputFormat.table;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description =
                    "remember what is seen in this ledger, and see what was lost since; wants --policy; default: none")
    private @Nullable String ledger;

    @Option(names = "--all", description = "list compliant tables too when there are many (--output table)")
    private boolean all;

    @Option(
            names = "--reads-per-second",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "pace of DescribeContinuousBackups; AWS allows 10 a second per account and region, so lower it"
                            + " to leave room for others. 0 does not pace: for emulators only. Default: ${DEFAULT-VALUE}")
    private double readsPerSecond = Settings.QUOTA_READS_PER_SECOND;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "what is not read by then is undetermined; default: none")
    private @Nullable Long timeLimit;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Policy policy = PolicyOption.read(policyFile);
        Time time = new SystemTime();
        try (AwsClients clients = AwsClients.forRegion(Optional.ofNullable(region))) {
            AccountRegion where = CurrentCaller.of(clients);
            SweepOrder order = new SweepOrder(UUID.randomUUID().toString(), where, policy, fix, deadline(time));
            SweepView view = SweepViews.of(sweep(clients, order, time));
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.write(view, Terminal.colour(), all));
            out.flush();
            remark(view);
            int code = ExitCode.of(view);
            // Lost history may have gone unseen.
            return code == ExitCode.OK && view.sweep().ledgerFailure() != null ? ExitCode.FAILED : code;
        }
    }

    /** What lies beside the result: why it failed, or that it may be about the wrong place. */
    private void remark(SweepView view) {
        PrintWriter err = spec.commandLine().getErr();
        if (view.sweep().failure() != null) {
            err.println("pitr-guard: " + view.sweep().failure());
        } else if (view.tables().isEmpty()) {
            err.println("pitr-guard: there is no table in %s of account %s. Is that the right place?"
                    .formatted(view.sweep().region(), view.sweep().account()));
        }
        if (view.sweep().ledgerFailure() != null) {
            err.println("pitr-guard: the ledger %s did not serve throughout, so lost history may go unseen. %s"
                    .formatted(ledger, OneLine.of(view.sweep().ledgerFailure())));
        }
    }

    private void check() {
        Pace.check(spec, readsPerSecond);
        RegionName.check(spec, region);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
            if (policyFile == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--ledger wants --policy: what is remembered must be what the functions' policy says");
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
        double pace = readsPerSecond == 0 ? Double.POSITIVE_INFINITY : readsPerSecond;
        Settings.LedgerSettings remembered = ledger == null
                ? Settings.LedgerSettings.NONE
                : Settings.ledger(System.getenv()).in(ledger);
        Sweep sweep = Wiring.sweep(clients, pace, remembered, time);
        if (!Terminal.progress()) {
            return sweep.run(order, new ChangeLines(spec.commandLine().getErr()));
        }
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), time);
        try {
            return sweep.run(order, bar);
        } finally {
            bar.clear();
        }
    }
}
