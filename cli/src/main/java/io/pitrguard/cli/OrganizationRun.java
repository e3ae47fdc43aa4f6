package io.pitrguard.cli;

import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.organization.OrganizationOrder;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OrganizationSweep;
import io.pitrguard.organization.PlaceHints;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Time;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.OrganizationViews;
import io.pitrguard.report.SweepReports;
import io.pitrguard.sweep.Selection;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;

/** {@code pitr-guard sweep --organization}: plans, sweeps every account and region, and prints one result. */
final class OrganizationRun {
    /** Accounts and regions swept at once: each has its own quota, and waits for it most of the time. */
    private static final int AT_ONCE = 32;

    private static final int MAX_NAMED_REGIONS = 5;

    private final CommandSpec spec;
    private final ConnectionOptions connection;
    private final OrganizationOptions options;
    private final PaceOptions pace;

    /** How the result is shown, and whether it may be empty. */
    record Shown(
            OutputFormat output,
            GroupOption groups,
            boolean all,
            boolean allowEmpty,
            ViewOptions view,
            HtmlOption html) {}

    /** What is swept, and where that begins. */
    private record Task(
            OrganizationOrder order, OrganizationPlan plan, List<AccountRegion> first, Optional<String> policyDigest) {}

    OrganizationRun(CommandSpec spec, ConnectionOptions connection, OrganizationOptions options, PaceOptions pace) {
        this.spec = spec;
        this.connection = connection;
        this.options = options;
        this.pace = pace;
    }

    /** Sweeps, prints the result, also of a sweep that the user interrupted, and returns the exit code. */
    int run(PolicyOption.Chosen chosen, Selection selection, Shown shown, Time time) throws InterruptedException {
        Policy policy = chosen.policy();
        try (AwsClients clients = connection.clients()) {
            CallerIdentity.Caller caller = CurrentCaller.announced(
                    clients, connection, shown.view().progress(err()), "listing the organization's accounts");
            MemberAccess members = new MemberAccess(clients, caller.where(), role());
            OrganizationOrder order =
                    new OrganizationOrder(UUID.randomUUID().toString(), policy, false, pace.deadline(time), selection);
            OrganizationPlan plan = OrganizationWiring.planner(
                            clients, members, caller.where().partition())
                    .plan(options.scope(caller.where().region()), policy);
            OrganizationWarnings.requireAccounts(plan);
            announce(plan, caller, shown.view().progress(err()));
            Task task = new Task(order, plan, first(clients, caller, time), chosen.digest());
            OrganizationSweep sweep = OrganizationWiring.sweep(
                    clients,
                    members,
                    pace.rate(),
                    Settings.LedgerSettings.NONE,
                    Optional.of(new Actor(caller.arn(), "a terminal", "pitr-guard sweep --organization", order.id())),
                    time,
                    AT_ONCE);
            return sweep(sweep, task, shown, time);
        }
    }

    private MemberAccess.Role role() {
        return options.role(HubSettings.NONE, "pitr-guard-sweep");
    }

    private void announce(OrganizationPlan plan, CallerIdentity.Caller caller, PrintWriter progress) {
        List<String> regions = plan.places().stream()
                .map(place -> place.where().region())
                .distinct()
                .sorted()
                .toList();
        long accounts = plan.places().stream()
                .map(place -> place.where().account())
                .distinct()
                .count();
        String more = regions.size() > MAX_NAMED_REGIONS
                ? " and %d more regions".formatted(regions.size() - MAX_NAMED_REGIONS)
                : "";
        progress.println(
                "pitr-guard: sweeping %d accounts in %s%s (%d accounts and regions); with the role %s in all but %s."
                        .formatted(
                                accounts,
                                regions.isEmpty()
                                        ? "no region"
                                        : String.join(
                                                ", ", regions.subList(0, Math.min(regions.size(), MAX_NAMED_REGIONS))),
                                more,
                                plan.places().size(),
                                role().name(),
                                caller.where().account()));
        progress.flush();
    }

    /** Asks AWS Config where to begin. A failure is reported, and leaves the order as it is. */
    private List<AccountRegion> first(AwsClients clients, CallerIdentity.Caller caller, Time time) {
        PlaceHints.Found found = options.configAggregator(HubSettings.NONE)
                .map(name -> OrganizationWiring.placeHints(
                                clients, name, caller.where().partition(), time)
                        .find(Optional.empty()))
                .orElse(PlaceHints.Found.NOTHING);
        found.failure()
                .ifPresent(cause -> err().println(
                                "pitr-guard: AWS Config could not be asked where to begin; everything is swept all the same. "
                                        + cause.message()));
        return found.first();
    }

    private int sweep(OrganizationSweep sweep, Task task, Shown shown, Time time) throws InterruptedException {
        OrganizationPlan plan = task.plan();
        SweepProgress screen = SweepProgress.on(err(), time, shown.view().quiet());
        try (Interruption interruption = Interruption.atSignal(screen, err())) {
            OrganizationProgress progress =
                    new OrganizationProgress(interruption, screen, plan.places().size());
            OrganizationView view = OrganizationViews.of(sweep.run(task.order(), plan, task.first(), progress));
            interruption.clear();
            Optional<String> reached = interruption.interrupted()
                    ? Optional.of("%d of %d accounts and regions"
                            .formatted(progress.ended(), plan.places().size()))
                    : Optional.empty();
            print(view, shown, task.order().policy(), reached);
            boolean empty = progress.selected() == 0 && !shown.allowEmpty();
            warn(view, reached, empty);
            shown.html()
                    .write(
                            () -> SweepReports.of(
                                    view, new SweepReports.Context(task.policyDigest(), Optional.empty(), List.of())),
                            shown.view().progress(err()));
            return code(view, reached.isPresent(), empty);
        }
    }

    private void print(OrganizationView view, Shown shown, Policy policy, Optional<String> reached) {
        PrintWriter out = spec.commandLine().getOut();
        Listing listing = new Listing(
                shown.view().screen(),
                shown.all(),
                reached,
                policy.remediates(),
                shown.view().quiet());
        if (shown.groups().asked()) {
            out.print(GroupOption.write(
                    shown.groups().of(view, policy),
                    shown.output().list().orElseThrow(),
                    listing,
                    () -> new OrganizationTable(view, listing).summaryText()));
        } else {
            shown.output().write(view, listing, out);
        }
        out.flush();
    }

    private static int code(OrganizationView view, boolean interrupted, boolean empty) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        int code = ExitCode.of(view);
        return code == ExitCode.OK && empty ? ExitCode.FAILED : code;
    }

    private void warn(OrganizationView view, Optional<String> reached, boolean empty) {
        if (reached.isPresent()) {
            err().println("pitr-guard: interrupted after " + reached.get()
                    + ". The rest was not read: run the command again.");
        } else if (view.unread() > 0) {
            err().println("pitr-guard: not everything was read: %s. Their tables are unknown."
                    .formatted(OrganizationWarnings.unread(view)));
        } else if (empty) {
            err().println(
                            "pitr-guard: no table is selected. Check --regions, --table and --tag; if there may be none, pass --allow-empty.");
        }
        if (view.organization().clock() != null) {
            err().println("pitr-guard: " + view.organization().clock() + " Set the clock, best with NTP.");
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
