package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.traffic.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pitr-guard sweep}: its effect on an account and its exit codes. */
class SweepCommandTest {
    private static final String REMEDIATE = """
            version: 1
            limits: { maxChangesPerSweep: 2 }
            rules:
              - name: critical
                match: { tag: tier=critical }
                require: { recoveryPeriodDays: 14 }
                action: remediate
            """;

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private SweepView json(int code, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--output";
        all[arguments.length + 1] = "json";
        return JsonRecords.read(SweepView.class, cli.sweep(all).ends(code).out());
    }

    private void critical(String name) {
        cli.sandbox().tables().create(name).tags(Map.of("tier", "critical"));
    }

    @Test
    void endsWithZeroWhenAllTablesAreCompliant() {
        cli.sandbox().tables().create("carts").enabled(35);

        cli.sweep().ends(0);
    }

    @Test
    void endsWithOneInAnEmptyRegionAndAsksWhetherItIsTheRightOne() {
        CommandResult result = cli.sweep().ends(1);

        assertThat(result.out()).startsWith("0 tables in eu-west-1, account 123456789012");
        assertThat(result.err())
                .isEqualTo(
                        "pitr-guard: there are no tables in eu-west-1 of account 123456789012. If you meant another region or account, pass --region or other credentials; if it may be empty, pass --allow-empty.\n");
    }

    @Test
    void endsWithZeroInARegionThatMayBeEmpty() {
        CommandResult result = cli.sweep("--allow-empty").ends(0);

        assertThat(result.out()).startsWith("0 tables in eu-west-1, account 123456789012");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void endsWithTwoWhenATableIsNonCompliant() {
        cli.sandbox().tables().create("orders");

        cli.sweep().ends(2);
    }

    @Test
    void endsWithThreeWhenATableIsUndetermined() {
        cli.sandbox().tables().create("carts").enabled(35);
        cli.sandbox().tables().create("audit").enabled(35);
        cli.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "audit", Effect.DENIED));

        cli.sweep().ends(3);
    }

    @Test
    void recordsOnlyInTheGivenLedger() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").enabled(35);
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);

        cli.sweep("--policy", policy).ends(0);
        assertThat(LedgerSeed.of("orders").version()).isZero();

        cli.sweep("--policy", policy, "--ledger", LedgerSeed.LEDGER).ends(0);
        assertThat(LedgerSeed.of("orders").record().lastObservation())
                .hasValueSatisfying(seen -> assertThat(seen.trigger()).isEqualTo(Trigger.PERSON));
    }

    @Test
    void historyNamesThePersonWhoRemediated() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").tags(Map.of("tier", "critical"));
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);

        cli.sweep("--policy", policy, "--fix", "--ledger", LedgerSeed.LEDGER)
                .announced()
                .ends(0);

        assertThat(Cli.run("history", "orders").ends(0).out()).contains("remediated", "By arn:aws:", "a terminal");
    }

    @Test
    void failsWhenTheLedgerIsNotAvailable() {
        cli.sandbox().tables().create("orders").enabled(35);
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);

        CommandResult result =
                cli.sweep("--policy", policy, "--ledger", "theirs").announced().ends(1);

        assertThat(result.out()).contains("1 compliant");
        assertThat(result.err())
                .startsWith(
                        "pitr-guard: the ledger theirs was not available for the whole sweep; lost history may be missed. ")
                .contains("There is no table theirs in this account and region", "--ledger");
        cli.sandbox().tables().create("users").tags(Map.of("tier", "critical"));
        cli.sweep("--policy", policy, "--ledger", "theirs").ends(2);
    }

    @Test
    void sweepsTheGivenRegion() {
        cli.sandbox().tables().create("orders");

        SweepView view = json(0, "--region", "us-gov-west-1", "--allow-empty");

        assertThat(view.sweep().region()).isEqualTo("us-gov-west-1");
        assertThat(view.tables()).isEmpty();
    }

    @Test
    void leavesTablesUndeterminedAfterTheTimeLimit() {
        for (String name : new String[] {"aaa", "bbb", "ccc"}) {
            cli.sandbox().tables().create(name).enabled(35);
        }

        CommandResult result = Cli.run("sweep", "--reads-per-second", "0.1", "--time-limit", "5", "--output", "text")
                .ends(3);

        assertThat(result.out())
                .contains("3 tables in eu-west-1", "2 undetermined, 1 compliant")
                .endsWith("THE SWEEP DID NOT COMPLETE: the time limit was reached. Raise --time-limit.\n");
    }

    @Test
    void acceptsTheLongestTimeLimit() {
        cli.sweep("--time-limit", Long.toString(Long.MAX_VALUE), "--allow-empty")
                .ends(0);
    }

    @Test
    void writesNothingWithoutFix() {
        critical("orders");

        SweepView view = json(2, "--policy", Cli.file(folder, "my.yaml", REMEDIATE));

        assertThat(view.tables().getFirst().remediation().outcome()).hasToString("Planned");
        assertThat(view.tables().getFirst().remediation().message())
                .isEqualTo(
                        "Nothing is changed here (no --fix). Would enable point-in-time recovery with a period of 14 days.");
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .containsOnly(
                        "GetCallerIdentity",
                        "ListTables",
                        "GetResources",
                        "DescribeContinuousBackups",
                        "DescribeTable");
        assertThat(cli.sandbox().tables().get("orders").recovery()).isInstanceOf(Recovery.Disabled.class);
    }

    @Test
    void fixesOnlyWhatThePolicyAllows() {
        critical("orders-1");
        critical("orders-2");
        critical("orders-3");
        cli.sandbox().tables().create("longer").enabled(35).tags(Map.of("tier", "critical"));
        cli.sandbox().tables().create("others");
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);

        SweepView view = json(2, "--policy", policy, "--fix");

        assertThat(view.summary().fixed()).isEqualTo(2);
        assertThat(view.summary().overBudget()).isEqualTo(1);
        assertThat(view.summary().nonCompliant()).isEqualTo(2);
        assertThat(cli.sandbox().calls().of("UpdateContinuousBackups"))
                .extracting(Call::table)
                .containsExactlyInAnyOrder("orders-1", "orders-2");
        assertThat(cli.sandbox().tables().get("others").recovery()).isInstanceOf(Recovery.Disabled.class);
    }

    @Test
    void changesNothingTheSecondTime() {
        critical("orders");
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);
        json(0, "--policy", policy, "--fix");
        cli.sandbox().calls().clear();

        json(0, "--policy", policy, "--fix");

        assertThat(cli.sandbox().calls().count("UpdateContinuousBackups")).isZero();
    }

    @Test
    void changesNothingUnderTheBuiltInPolicy() {
        cli.sandbox().tables().create("orders");

        cli.sweep("--fix").ends(2);

        assertThat(cli.sandbox().calls().count("UpdateContinuousBackups")).isZero();
    }

    @Test
    void fixesOnlyTheSelectedTables() {
        critical("orders-1");
        critical("orders-2");
        critical("users");
        String policy = Cli.file(folder, "my.yaml", REMEDIATE);

        SweepView view = json(0, "--policy", policy, "--fix", "--table", "orders-*", "--tag", "tier=critical");

        assertThat(view.tables()).extracting(SweepView.TableView::name).containsExactly("orders-1", "orders-2");
        assertThat(view.sweep().selection()).isEqualTo("table orders-*; tag tier=critical");
        assertThat(view.summary().fixed()).isEqualTo(2);
        assertThat(cli.sandbox().tables().get("users").recovery()).isInstanceOf(Recovery.Disabled.class);
        assertThat(cli.sandbox().calls().all()).extracting(Call::table).doesNotContain("users");
    }

    @Test
    void endsWithTheCodeOfTheSelectedTablesAndOfThoseThatMayHaveTheFinding() {
        cli.sandbox().tables().create("off");
        cli.sandbox().tables().create("carts").enabled(35);

        assertThat(cli.sweep("--only", "RecoveryDisabled").ends(2).out())
                .contains(
                        "\n1 table in eu-west-1, account 123456789012, policy built-in; selected: only RecoveryDisabled\n");
        cli.sweep("--only", "high,critical").ends(2);
        assertThat(cli.sweep("--only", "PeriodTooShort").ends(0).err())
                .matches("(?s).*pitr-guard: \\d+ tables? checked; none has what --only asks for\\..*");
        cli.sandbox().faults().add(Fault.on("DescribeContinuousBackups", "carts", Effect.DENIED));
        cli.sweep("--only", "PeriodTooShort").ends(3);
    }

    @Test
    void endsWithOneWhenNoTableIsSelected() {
        critical("orders");

        for (String[] selection : List.of(new String[] {"--table", "oders"}, new String[] {"--tag", "tier=critcal"})) {
            assertThat(cli.sweep(selection).ends(1).err())
                    .matches(
                            "pitr-guard: no table in eu-west-1 of account 123456789012 is selected \\(t.*\\)\\. Check --table, --tag and --region; if there may be none, pass --allow-empty\\.\n");
            assertThat(cli.sweep(selection[0], selection[1], "--allow-empty")
                            .ends(0)
                            .err())
                    .isEmpty();
            cli.sweep(selection[0], selection[1], "--only", "HIGH").ends(1);
        }
    }

    /** The cost of recovery beside another finding would read as what it costs to fix that. */
    @Test
    void showsTheCostOfRecoveryOnlyWhereItIsOff() {
        cli.sandbox().tables().create("off").sizeBytes(10_000_000_000L);
        cli.sandbox().tables().create("short").sizeBytes(10_000_000_000L).enabled(7);
        String policy =
                Cli.file(folder, "my.yaml", "version: 1\nrules: [{ name: a, require: { recoveryPeriodDays: 35 } }]\n");

        String out = cli.sweep("--policy", policy).ends(2).out();

        assertThat(out.split("\\(about \\$", -1)).hasSize(2);
        assertThat(out.lines().filter(line -> line.contains("(about $"))).allMatch(line -> line.contains("enable"));
    }

    /** Otherwise no table would be found, as if no history were lost. */
    @Test
    void looksForLostHistoryOnlyWithTheLedger() {
        assertThat(cli.sweep("--only", "HistoryLost").ends(ExitCode.USAGE).err())
                .startsWith(
                        "pitr-guard: --only HistoryLost requires --ledger: only a stored record reveals lost history");
    }

    @Test
    void collapsesALargeFleetUnlessAll() {
        for (int i = 0; i < 41; i++) {
            cli.sandbox().tables().create("table-" + i).enabled(35);
        }

        assertThat(cli.sweep().ends(0).out()).startsWith("… and 41 compliant (--all lists them)\n41 tables in ");
        assertThat(cli.sweep("--all").ends(0).out()).contains("\nCOMPLIANT  -         on, 35 d  table-40\n");
    }

    @Test
    void showsEveryErrorOfAnInvalidPolicyAndCallsAwsNever() {
        String policy = Cli.file(folder, "my.yaml", """
                version: 1
                rulez: []
                rules:
                  - name: default
                    require: { recoveryPeriodDays: 90 }
                """);

        CommandResult result = cli.sweep("--policy", policy, "--fix").ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(4).satisfies(lines -> {
            assertThat(lines.getFirst()).isEqualTo("pitr-guard: the policy has 3 errors, so nothing was done:");
            assertThat(lines.subList(1, 4)).allSatisfy(line -> assertThat(line).startsWith("  " + policy + ":"));
        });
        assertThat(cli.sandbox().calls().count()).isZero();
    }

    @Test
    void saysWhyTheAccountCannotBeDetermined() {
        cli.sandbox().faults().add(Fault.on("GetCallerIdentity", Effect.EXPIRED_TOKEN));

        CommandResult result = cli.sweep().ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("pitr-guard: could not determine the AWS account. AWS did not accept the credentials")
                .endsWith("renew them, for example with aws sso login or aws login.\n");
        assertThat(cli.sandbox().calls().count("ListTables")).isZero();
    }

    @Test
    void saysWhatToCheckWhenAwsIsUnreachable() {
        cli.sandbox().faults().add(Fault.on("GetCallerIdentity", Effect.MALFORMED));

        assertThat(cli.sweep().ends(1).err())
                .startsWith("pitr-guard: could not determine the AWS account. ")
                .endsWith("Check the network, the region 'eu-west-1', and AWS_ENDPOINT_URL if it is set.\n");
    }

    @Test
    void refusesAnInvalidConfiguredRegion() {
        System.setProperty("aws.region", "Ireland");

        cli.sweep()
                .refuses(
                        1,
                        "pitr-guard: 'Ireland' is not an AWS region. Use a name such as eu-west-1 (--region or AWS_REGION).");
    }
}
