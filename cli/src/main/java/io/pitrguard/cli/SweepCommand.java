package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Time;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import io.pitrguard.report.SweepViews;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.wiring.AwsClients;
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
            "  ./pitr-guard sweep --policy policy.yaml --html report.html",
            "  ./pitr-guard sweep --quiet --group-by rule",
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
            description =
                    "Remediate tables where the rule's action is remediate, within the policy's change budget. Not with"
                            + " --organization.")
    private boolean fix;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description =
                    "Ledger table in which to record the sweep, so that lost history is detected. Requires --policy; not"
                            + " with --organization. Default: none.")
    private @Nullable String ledger;

    @Option(
            names = "--all",
            description =
                    "As text, list every compliant table of a fleet of more than 40 tables; with --organization also"
                            + " every account and region.")
    private boolean all;

    @Mixin
    private final GroupOption groups = new GroupOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

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
    private final HtmlOption html = new HtmlOption();

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
        Time time = CommandTime.current();
        if (organization.asked()) {
            return new OrganizationRun(spec, connection, organization, pace)
                    .run(
                            PolicyOption.chosen(policyFile),
                            selected,
                            new OrganizationRun.Shown(output, groups, all, allowEmpty, view, html),
                            time);
        }
        PolicyOption.Chosen chosen = PolicyOption.chosenForOneAccount(policyFile);
        Policy policy = chosen.policy();
        try (AwsClients clients = connection.clients()) {
            CallerIdentity.Caller caller = caller(clients, policy);
            SweepOrder order = new SweepOrder(
                            UUID.randomUUID().toString(), caller.where(), policy, fix, pace.deadline(time), selected)
                    .with(ledgerSettings().location(caller.where()));
            Actor runner = new Actor(caller.arn(), "a terminal", "pitr-guard sweep", order.id());
            RecordedSweeps recorded = new RecordedSweeps(
                    clients,
                    Optional.ofNullable(ledger),
                    chosen.digest(),
                    spec.commandLine().getErr());
            return sweep(wire(clients, runner, time), html.order(order), recorded, time);
        }
    }

    /** Returns the caller, after telling what is about to be changed. */
    private CallerIdentity.Caller caller(AwsClients clients, Policy policy) {
        boolean fixes = fix && policy.remediates();
        if (!fixes && ledger == null) {
            return CurrentCaller.known(clients);
        }
        String doing = fixes ? "fixing tables" : "recording in the ledger " + ledger;
        return CurrentCaller.announced(
                clients, connection, view.progress(spec.commandLine().getErr()), doing);
    }

    /** Sweeps, prints the result, also of a sweep that the user interrupted, and returns the exit code. */
    private int sweep(Sweep sweep, SweepOrder order, RecordedSweeps recorded, Time time) throws InterruptedException {
        try (Interruption interruption = Interruption.atSignal(
                SweepProgress.on(spec.commandLine().getErr(), time, view.quiet()),
                spec.commandLine().getErr())) {
            SweepView result = SweepViews.of(sweep.run(order, interruption));
            interruption.clear();
            PrintWriter out = spec.commandLine().getOut();
            out.print(text(result, order, listing(order, interruption)));
            out.flush();
            boolean empty = interruption.selected() == 0 && !allowEmpty;
            new SweepWarnings(spec.commandLine().getErr(), ledger).print(result, interruption, empty);
            recorded.add(order.where(), result);
            html.write(
                    () -> SweepReports.of(result, recorded.context(order.where())),
                    view.progress(spec.commandLine().getErr()));
            return code(result, interruption.interrupted(), empty);
        }
    }

    private String text(SweepView result, SweepOrder order, Listing listing) {
        return groups.asked()
                ? GroupOption.write(
                        groups.of(result, order.policy()),
                        output.list().orElseThrow(),
                        listing,
                        () -> new TableOutput(result, listing).summaryText())
                : output.write(result, listing);
    }

    private Listing listing(SweepOrder order, Interruption interruption) {
        return new Listing(
                view.screen(), all, interruption.reached(), order.policy().remediates(), view.quiet());
    }

    private static int code(SweepView result, boolean interrupted, boolean empty) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        int code = ExitCode.of(result);
        // Without the ledger lost history may have been missed.
        return code == ExitCode.OK && (empty || result.sweep().ledgerFailure() != null) ? ExitCode.FAILED : code;
    }

    private void check() {
        pace.check(spec);
        groups.check(spec, output);
        connection.check(spec);
        html.check(spec);
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
        return Wiring.sweep(clients, pace.rate(), ledgerSettings(), Optional.of(runner), time);
    }

    private Settings.LedgerSettings ledgerSettings() {
        return ledger == null
                ? Settings.LedgerSettings.NONE
                : LedgerOptions.settings(CommandEnvironment.variables(), ledger);
    }
}
