package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Time;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard sweep}: checks every table of an account and region, or of an organization. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Checks every DynamoDB table of an account and region, or of an organization, against a policy.",
            "Changes nothing without --fix. Credentials, region and endpoint are those of the AWS CLI (AWS_PROFILE,"
                    + " AWS_REGION, AWS_ENDPOINT_URL, …)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard sweep",
            "  ./pitr-guard sweep --policy policy.yaml --fix",
            "  ./pitr-guard sweep --table 'orders-*' --only HIGH,CRITICAL --output json",
            "  ./pitr-guard sweep --organization --ou Workloads --regions eu-west-1,us-east-1"
        })
final class SweepCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input. Without it, every table must have recovery on, and nothing is changed.")
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

    @Mixin
    private final PaceOptions pace = new PaceOptions();

    @Option(
            names = "--allow-empty",
            description =
                    "Succeed if there is no table. Without it, that is exit code 1: it is usually the wrong region.")
    private boolean allowEmpty;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final OrganizationOptions organization = new OrganizationOptions();

    @Override
    public Integer call() throws InterruptedException {
        check();
        Selection selected = selection.selection(spec);
        if (ledger == null && selected.findings().violations().contains(FindingKind.HISTORY_LOST)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only HistoryLost requires --ledger: only a stored record reveals lost history");
        }
        Time time = new SystemTime();
        if (organization.asked()) {
            Policy policy = PolicyOption.read(policyFile);
            return new OrganizationRun(spec, connection, organization, pace)
                    .run(policy, selected, new OrganizationRun.Shown(output, all, allowEmpty), time);
        }
        Policy policy = PolicyOption.ofOneAccount(policyFile);
        try (AwsClients clients = connection.clients()) {
            CallerIdentity.Caller caller = caller(clients, policy);
            SweepOrder order = new SweepOrder(
                    UUID.randomUUID().toString(), caller.where(), policy, fix, pace.deadline(time), selected);
            Actor runner = new Actor(caller.arn(), "a terminal", "pitr-guard sweep", order.id());
            return sweep(wire(clients, runner, time), order, time);
        }
    }

    /** Returns the caller, after telling what is about to be changed. */
    private CallerIdentity.Caller caller(AwsClients clients, Policy policy) {
        boolean fixes = fix && policy.remediates();
        if (!fixes && ledger == null) {
            return CurrentCaller.known(clients);
        }
        String doing = fixes ? "fixing tables" : "recording in the ledger " + ledger;
        return CurrentCaller.announced(clients, connection, spec.commandLine().getErr(), doing);
    }

    /** Sweeps, prints the result, also of a sweep that the user interrupted, and returns the exit code. */
    private int sweep(Sweep sweep, SweepOrder order, Time time) throws InterruptedException {
        try (Interruption interruption = Interruption.atSignal(
                SweepProgress.on(spec.commandLine().getErr(), time),
                spec.commandLine().getErr())) {
            SweepView view = SweepViews.of(sweep.run(order, interruption));
            interruption.clear();
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.write(view, listing(order, interruption)));
            out.flush();
            boolean empty = interruption.selected() == 0 && !allowEmpty;
            warn(view, interruption, empty);
            return code(view, interruption.interrupted(), empty);
        }
    }

    private Listing listing(SweepOrder order, Interruption interruption) {
        return new Listing(
                Terminal.screen(), all, interruption.reached(), order.policy().remediates());
    }

    private static int code(SweepView view, boolean interrupted, boolean empty) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        int code = ExitCode.of(view);
        // Without the ledger lost history may have been missed.
        return code == ExitCode.OK && (empty || view.sweep().ledgerFailure() != null) ? ExitCode.FAILED : code;
    }

    /** Prints why the sweep failed, or that it may be incomplete or of the wrong account. */
    private void warn(SweepView view, Interruption interruption, boolean empty) {
        PrintWriter err = spec.commandLine().getErr();
        SweepView.Header sweep = view.sweep();
        if (interruption.reached().isPresent()) {
            err.println(
                    "pitr-guard: interrupted after " + interruption.reached().get()
                            + (interruption.readAll()
                                    ? ". Changes that were not tried yet are left: run the command again."
                                    : ". The rest was neither read nor changed: run the command again."));
        } else if (sweep.failure() != null) {
            err.println("pitr-guard: " + sweep.failure());
        } else if (empty) {
            err.println("pitr-guard: "
                    + (interruption.listed() == 0 && sweep.selection() == null
                            ? "there are no tables in %s of account %s. If you meant another region or account, pass --region or other credentials; if it may be empty, pass --allow-empty."
                                    .formatted(sweep.region(), sweep.account())
                            : "no table in %s of account %s is selected (%s). Check --table, --tag and --region; if there may be none, pass --allow-empty."
                                    .formatted(sweep.region(), sweep.account(), sweep.selection())));
        } else if (view.tables().isEmpty() && interruption.selected() > 0) {
            err.println("pitr-guard: %s checked; none has what --only asks for."
                    .formatted(Counted.tables(interruption.selected())));
        }
        if (sweep.clock() != null) {
            err.println("pitr-guard: " + sweep.clock() + " Set the clock, best with NTP.");
        }
        if (sweep.ledgerFailure() != null) {
            err.println(
                    "pitr-guard: the ledger %s was not available for the whole sweep; lost history may be missed. %s"
                            .formatted(ledger, Printable.line(sweep.ledgerFailure())));
        }
    }

    private void check() {
        pace.check(spec);
        connection.check(spec);
        organization.check(spec, fix, ledger != null);
        if (ledger != null) {
            TableName.check(spec, "--ledger", ledger);
            if (policyFile == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--ledger requires --policy: the ledger must record the verdicts of the deployed policy");
            }
        }
    }

    private Sweep wire(AwsClients clients, Actor runner, Time time) {
        Settings.LedgerSettings ledgerSettings = ledger == null
                ? Settings.LedgerSettings.NONE
                : Settings.ledger(System.getenv()).in(ledger);
        return Wiring.sweep(clients, pace.rate(), ledgerSettings, Optional.of(runner), time);
    }
}
