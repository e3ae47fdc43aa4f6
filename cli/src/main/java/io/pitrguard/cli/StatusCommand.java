package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.StatusViews;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitr-guard status}: the last known state of the fleet. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the last known state of every table from the ledger.",
            "Reads only the ledger. With --organization, counts the tables of all accounts and regions that the ledger has;"
                    + " names and owners of accounts come from the deployment's latest plan.",
            "Exit codes are those of sweep, from the recorded verdicts; 1 if the ledger has no tables of the account and"
                    + " region, or none at all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard status --region eu-west-1",
            "  ./pitr-guard status --organization",
            "  ./pitr-guard status --group-by rule",
            "  ./pitr-guard status --account 111122223333 --region us-east-1 --ledger-region eu-west-1"
        })
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private StatusFormat output = StatusFormat.text;

    @Option(
            names = "--organization",
            description = "Count the tables of all accounts and regions in the ledger of an organization, worst first.")
    private boolean organization;

    @Option(
            names = "--all",
            description =
                    "Include deleted tables. As text, also list every compliant table of a fleet of more than 40 tables."
                            + " With --organization: list every account and region.")
    private boolean all;

    @Mixin
    private final GroupOption groups = new GroupOption();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "With --group-by rule or owner, or --output ocsf: the policy file, or - for standard input. It tells the rule of tables that"
                            + " were last observed by a version that did not record rules, unless that depends on tags.")
    private @Nullable Path policy;

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        options.check(spec);
        check();
        if (organization) {
            options.checkWhole(spec, "--organization");
            return organization();
        }
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options, new SystemTime());
            Ledger.Fleet records = records(open, err());
            StatusView fleet = view(open, records);
            print(records, all ? fleet : fleet.withoutGone(), open);
            if (fleet.status().stale()) {
                err().println("pitr-guard: " + StatusOutput.stale(fleet));
            }
            return ExitCode.of(fleet);
        }
    }

    private Listing listing() {
        Listing listing = new Listing(view.screen(), all);
        return view.quiet() ? listing.onlyProblems() : listing;
    }

    private void print(Ledger.Fleet records, StatusView fleet, OpenLedger open) {
        Optional<ListFormat> list = output.list();
        if (list.isEmpty()) {
            print(OcsfOutput.text(open, records, PolicyOption.read(policy)));
            return;
        }
        StatusOutput text = new StatusOutput(fleet, listing(), open.options());
        print(
                groups.asked()
                        ? GroupOption.write(grouped(fleet, open), list.get(), listing(), text::summaryText)
                        : list.get().write(fleet, fleet.tables(), text::text, () -> StatusCsv.tables(fleet)));
    }

    private void check() {
        boolean ocsf = output == StatusFormat.ocsf;
        require(
                policy == null || ((groups.asked() || ocsf) && !organization),
                "--policy requires --group-by or --output ocsf, without --organization");
        require(!groups.asked() || !ocsf, "--group-by cannot be used with --output ocsf, which is about tables");
        require(
                !organization || !ocsf,
                "--organization counts tables, and --output ocsf is about each: use report --organization --format ocsf");
        if (!groups.asked()) {
            return;
        }
        require(
                !organization || groups.by() != GroupBy.rule,
                "--group-by rule cannot be used with --organization, which counts accounts and regions, not tables");
        require(
                organization || policy != null || groups.by() != GroupBy.owner,
                "--group-by owner requires --policy: the ledger does not record owners");
    }

    private void require(boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private GroupedView grouped(StatusView fleet, OpenLedger open) {
        Policy rules = PolicyOption.read(policy);
        return GroupedView.ofStatus(groups.by(), fleet, table -> switch (groups.by()) {
            case rule -> rule(table, rules, open);
            case account -> open.where().account();
            case owner -> rules.owner(open.where().account()).orElse(null);
        });
    }

    private @Nullable String rule(StatusView.TableView table, Policy rules, OpenLedger open) {
        return policy == null
                ? table.rule()
                : RecordedRule.of(
                                rules,
                                open.where().table(table.name()),
                                Optional.ofNullable(table.rule()),
                                open.time().awsInstant())
                        .name()
                        .orElse(null);
    }

    private GroupedView grouped(OrganizationStatusView places) {
        return GroupedView.ofPlaces(
                groups.by(),
                places,
                account -> groups.by() == GroupBy.owner ? account.owner() : OrganizationStatusOutput.name(account));
    }

    private int organization() {
        OrganizationStatusView places = new OrganizationStatus(options, err(), view.quiet()).read();
        OrganizationStatusOutput text = new OrganizationStatusOutput(places, listing());
        ListFormat list = output.list().orElseThrow();
        print(
                groups.asked()
                        ? GroupOption.write(grouped(places), list, listing(), text::summaryText)
                        : list.write(places, places.places(), text::text, () -> StatusCsv.places(places)));
        OrganizationStatusOutput.stale(places).ifPresent(warning -> err().println("pitr-guard: " + warning));
        return ExitCode.of(places);
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /**
     * Returns the whole fleet; prints a warning for each record that this version cannot read.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    static StatusView read(OpenLedger open, PrintWriter err) {
        return view(open, records(open, err));
    }

    private static Ledger.Fleet records(OpenLedger open, PrintWriter err) {
        Ledger.Fleet fleet = fleet(open);
        fleet.problems().forEach(problem -> err.println("pitr-guard: " + Printable.line(problem.message())));
        return fleet;
    }

    private static StatusView view(OpenLedger open, Ledger.Fleet fleet) {
        return StatusViews.of(
                open.name(),
                open.where(),
                fleet.tables(),
                open.flappingRules(),
                open.time().awsInstant());
    }

    /**
     * Returns the records of the whole fleet.
     *
     * @throws CommandFailure if the ledger cannot be read or has no tables
     */
    static Ledger.Fleet fleet(OpenLedger open) {
        Ledger.Fleet fleet = open.value(open.ledger().readAll(open.where()));
        if (fleet.records().isEmpty()) {
            throw new CommandFailure(
                    "the ledger %s has no tables of %s, account %s. Check --region and --account, and that a deployment sweeps there with this ledger."
                            .formatted(
                                    open.name(),
                                    open.where().region(),
                                    open.where().account()));
        }
        return fleet;
    }
}
