package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.SandboxOrganization;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard sweep --organization}: what it reads, its outputs and its exit codes. */
class OrganizationCommandTest {
    private static final String SHOP = "111111111111";
    private static final String BANK = "222222222222";
    private static final String OLD = "333333333333";
    private static final Set<String> REGIONS = Set.of("eu-west-1", "us-east-1");

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @BeforeEach
    void organization() {
        SandboxOrganization organization = cli.sandbox().organization();
        String production = organization.unit("Production", organization.unit("Workloads"));
        organization
                .account(cli.sandbox().account(), "security", REGIONS)
                .account(SHOP, "shop", production, "ACTIVE", REGIONS)
                .account(BANK, "bank", "r-sb01", "ACTIVE", REGIONS)
                .account(OLD, "old", "r-sb01", "SUSPENDED", REGIONS);
        for (String account : List.of(SHOP, BANK)) {
            organization.role(account, "pitr-guard-member", "secret");
            for (String region : REGIONS) {
                cli.sandbox().tables(account, region).create("users").enabled(35);
            }
        }
        cli.sandbox().tables().create("own").enabled(35);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private CommandResult sweep(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--organization", "--external-id", "secret"));
        all.addAll(Arrays.asList(arguments));
        return cli.sweep(all.toArray(String[]::new));
    }

    @Test
    void writesAFindingForEachTableOfTheOrganization() {
        int tables = json(0, "--regions", "all").tables().size();

        assertThat(sweep("--regions", "all", "--output", "ocsf").ends(0).out().lines())
                .hasSize(tables)
                .allSatisfy(line -> assertThat(line).startsWith("{\"class_uid\":2003,"));
    }

    private OrganizationView json(int code, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--output", "json"));
        return JsonRecords.read(
                OrganizationView.class,
                sweep(all.toArray(String[]::new)).ends(code).out());
    }

    private static List<String> places(OrganizationView view) {
        return view.sweeps().stream()
                .map(sweep -> sweep.account().name() + "/" + sweep.sweep().region())
                .toList();
    }

    @Test
    void countsByAccountWithSumsThatAreTheTotal() {
        cli.sandbox().tables(SHOP, "us-east-1").create("orders");
        SweepView.Summary s = json(2, "--regions", "all").summary().tables();

        GroupedView groups = JsonRecords.read(
                GroupedView.class,
                sweep("--regions", "all", "--group-by", "account", "--output", "json")
                        .ends(2)
                        .out());

        assertThat(groups.groups())
                .extracting(GroupedView.GroupView::name)
                .containsExactly(SHOP + " shop", "123456789012 security", BANK + " bank");
        assertThat(groups.total().tables()).isEqualTo(s.tables());
        assertThat(groups.total().nonCompliant()).isEqualTo(s.nonCompliant());
        assertThat(groups.total().compliant()).isEqualTo(s.compliant());
        assertThat(sweep("--regions", "all", "--group-by", "owner").ends(2).out())
                .contains("OWNER", "(none)", "(all)", s.tables() + " tables in ")
                .doesNotContain("NON_COMPLIANT ");
    }

    @Test
    void saysFirstWhereAndAsWhom() {
        CommandResult result = sweep("--regions", "all").ends(0);

        assertThat(result.err())
                .startsWith(
                        "pitr-guard: listing the organization's accounts in eu-west-1 of account 123456789012 as arn:aws:")
                .endsWith(
                        "\npitr-guard: sweeping 3 accounts in eu-west-1, us-east-1 (6 accounts and regions); with the role"
                                + " pitr-guard-member in all but 123456789012.\n");
    }

    @Test
    void sweepsTheConnectionsRegionOfEachAccountByDefault() {
        assertThat(places(json(0))).containsExactly("shop/eu-west-1", "security/eu-west-1", "bank/eu-west-1");
        assertThat(places(json(0, "--region", "us-east-1")))
                .containsExactly("shop/us-east-1", "security/us-east-1", "bank/us-east-1");
        assertThat(places(json(0, "--regions", "us-east-1,eu-west-1", "--accounts", SHOP)))
                .containsExactly("shop/eu-west-1", "shop/us-east-1");
        assertThat(places(json(0, "--regions", "all", "--ou", "Workloads")))
                .containsExactly("shop/eu-west-1", "shop/us-east-1");
        assertThat(places(json(0, "--exclude-ou", "Workloads/Prod*", "--exclude-accounts", BANK)))
                .containsExactly("security/eu-west-1");
    }

    @Test
    void readsTheOwnAccountWithTheOwnCredentialsAndWritesNothing() {
        sweep().ends(0);

        assertThat(cli.sandbox().calls().count("AssumeRole")).isEqualTo(2);
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .containsOnly(
                        "GetCallerIdentity",
                        "ListRoots",
                        "ListAccountsForParent",
                        "ListOrganizationalUnitsForParent",
                        "AssumeRole",
                        "ListTables",
                        "GetResources",
                        "DescribeContinuousBackups");
    }

    @Test
    void assumesAnotherRoleWhereAsked() {
        cli.sandbox().organization().role(SHOP, "audit/reader", null);

        CommandResult result = cli.sweep("--organization", "--accounts", SHOP, "--role", "audit/reader")
                .ends(0);

        assertThat(result.out()).contains("1 table in 1 account and region of the organization");
    }

    @Test
    void worstTableComesFirstThenEachAccountAndRegionThenWhatWasNotRead() {
        cli.sandbox().tables(SHOP, "us-east-1").create("orders").disabled();
        cli.sandbox().organization().removeRole(BANK, "pitr-guard-member");

        CommandResult result = sweep("--regions", "all").ends(2);

        assertThat(result.out().lines().map(String::stripTrailing))
                .containsSubsequence(
                        "VERDICT        SEVERITY  RECOVERY  ACCOUNT, REGION, TABLE",
                        "NON_COMPLIANT  HIGH      off       111111111111 us-east-1 orders",
                        "COMPLIANT      -         on, 35 d  111111111111 eu-west-1 users",
                        "NON-COMPLIANT  UNDETERMINED  TABLES  ACCOUNT AND REGION      ACCOUNT NAME",
                        "1              0             2       111111111111 us-east-1  shop (Workloads/Production)",
                        "… and 3 accounts and regions without a finding (--all lists them)",
                        "    222222222222 bank",
                        "SKIPPED 1 account (suspended): 333333333333 old",
                        "4 tables in 4 accounts and regions of the organization, policy built-in",
                        "1 non-compliant, 0 undetermined, 3 compliant, 0 exempt, 0 not applicable",
                        "NOT EVERYTHING WAS READ: 1 account. Their tables are unknown.");
        assertThat(result.out())
                .contains(
                        "NOT READ in 1 account: AWS denied sts:AssumeRole on arn:aws:iam::222222222222:role/pitr-guard-member,",
                        "and check that the role exists, trusts the caller");
    }

    @Test
    void tellsACauseThatManyAccountsShareOnce() {
        cli.sandbox().organization().removeRole(BANK, "pitr-guard-member").removeRole(SHOP, "pitr-guard-member");

        CommandResult result = sweep("--regions", "eu-west-1,us-east-1").ends(3);

        assertThat(result.out().split("sts:AssumeRole on resource", -1)).hasSize(2);
        assertThat(result.out())
                .contains(
                        "NOT READ in 2 accounts: ",
                        "    111111111111 shop (Workloads/Production): eu-west-1, us-east-1; 222222222222 bank: eu-west-1,"
                                + " us-east-1\n");
        assertThat(result.err())
                .endsWith("pitr-guard: not everything was read: 4 accounts and regions. Their tables are unknown.\n");
    }

    @Test
    void fitsANarrowTerminal() {
        cli.sandbox()
                .tables(SHOP, "us-east-1")
                .create("a-table-with-a-rather-long-name")
                .disabled();
        cli.sandbox()
                .faults()
                .add(Fault.on("ListTables", Effect.DENIED_BY_CONTROL_POLICY).account(BANK));
        OrganizationView view = json(2, "--regions", "all");

        for (int width : new int[] {40, 60}) {
            String text = new OrganizationTable(view, new Listing(new Screen(width, false), false)).text();

            assertThat(text.lines()).as(text).allMatch(line -> line.length() <= width);
            assertThat(text).contains("111111111111 us-east-1", "a-table-with-a-rather-long-name", "222222222222 bank");
        }
    }

    @Test
    void hidesWhatIsFineInALargeOrganization() {
        for (int i = 0; i < 41; i++) {
            cli.sandbox().tables().create("fine-" + i).enabled(35);
        }
        cli.sandbox().tables(SHOP, "us-east-1").create("orders").disabled();

        assertThat(sweep("--regions", "all").ends(2).out())
                .contains("… and 46 compliant (--all lists them)", "orders")
                .doesNotContain("fine-7");
        assertThat(sweep("--regions", "all", "--all").ends(2).out()).contains("fine-7", "123456789012 eu-west-1 own");
    }

    @Test
    void jsonHasTheDocumentedShape() throws IOException {
        cli.sandbox().organization().removeRole(BANK, "pitr-guard-member");
        cli.sandbox().tables(SHOP, "eu-west-1").create("orders").disabled();
        String docs = Files.readString(Path.of("../docs/organization.md"));
        String after = docs.substring(docs.indexOf("prints one document"));
        Set<String> documented = JsonShape.ofSketch(after.split("```", 3)[1]);

        Set<String> written =
                JsonShape.of(Json.parse(sweep("--regions", "all", "--exclude-ou", "Nowhere", "--output", "json")
                        .out()));

        // The parts of a single sweep are documented there.
        assertThat(written.stream()
                        .filter(path -> !path.matches("sweeps\\[]\\.(sweep|summary|tables\\[])\\..*|.*\\.tables\\..*"))
                        .filter(path -> !path.matches("organization\\.reads\\..*")))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void jsonNamesAccountAndUnitsOfEachSweep() {
        OrganizationView view = json(0, "--ou", "ou-sb01-00000002");

        assertThat(view.sweeps()).singleElement().satisfies(sweep -> {
            assertThat(sweep.account().id()).isEqualTo(SHOP);
            assertThat(sweep.account().units())
                    .extracting(OrganizationView.UnitView::name)
                    .containsExactly("Workloads", "Production");
            assertThat(sweep.sweep().account()).isEqualTo(SHOP);
            assertThat(sweep.tables()).extracting(SweepView.TableView::name).containsExactly("users");
        });
        assertThat(view.summary().tables().compliant()).isEqualTo(1);
        assertThat(view.plan().skipped())
                .extracting(OrganizationView.SkippedView::reason)
                .containsOnly("not selected");
    }

    /** The role needs every call that a sweep makes in a member account, and no other. */
    @Test
    void theDocumentedRoleMayMakeExactlyTheCallsOfASweep() throws IOException {
        cli.sandbox()
                .tables(SHOP, "eu-west-1")
                .create("rebuilt")
                .disabled()
                .tags(Map.of(
                        "pitr-guard:exempt-until", "2099-12-31",
                        "pitr-guard:exempt-reason", "rebuilt nightly",
                        "pitr-guard:exempt-owner", "o@example.com"));
        String policy = Cli.file(folder, "my.yaml", "version: 1\nlimits: { maxExemptionDays: 36600 }\n");
        sweep("--regions", "all", "--policy", policy).ends(0);
        Set<String> own = Set.of(
                "GetCallerIdentity",
                "AssumeRole",
                "ListRoots",
                "ListAccountsForParent",
                "ListOrganizationalUnitsForParent");
        Set<String> called = cli.sandbox().calls().all().stream()
                .map(Call::operation)
                .filter(operation -> !own.contains(operation))
                .collect(Collectors.toSet());

        String role = Files.readString(Path.of("../member/template.json"));
        assertThat(Pattern.compile("\"(?:dynamodb|tag|account):([A-Z]\\w+)\"")
                        .matcher(role)
                        .results()
                        .map(action -> action.group(1))
                        .filter(action -> !action.equals("UpdateContinuousBackups")))
                .as("without what only a policy that remediates asks for")
                .containsExactlyInAnyOrderElementsOf(called)
                .hasSize(6);
    }

    @Test
    void csvHasALinePerTableAndPerAccountThatCouldNotBeRead() {
        cli.sandbox().organization().removeRole(BANK, "pitr-guard-member");

        List<List<String>> records = Csv.parse(sweep("--output", "csv").ends(3).out());

        assertThat(records.getFirst()).startsWith("account", "accountName", "region", "arn", "name", "verdict");
        assertThat(records).allMatch(line -> line.size() == records.getFirst().size());
        assertThat(records.stream().skip(1).map(line -> String.join(" ", line.subList(0, 6))))
                .containsExactly(
                        SHOP + " shop eu-west-1 arn:aws:dynamodb:eu-west-1:" + SHOP + ":table/users users COMPLIANT",
                        "123456789012 security eu-west-1 arn:aws:dynamodb:eu-west-1:123456789012:table/own own COMPLIANT",
                        BANK + " bank eu-west-1   " + VerdictKind.UNDETERMINED);
        assertThat(records.getLast()).anyMatch(field -> field.contains("sts:AssumeRole"));
    }

    @Test
    void junitHasASuitePerAccountAndRegion() {
        cli.sandbox().organization().removeRole(BANK, "pitr-guard-member");

        String xml = sweep("--output", "junit", "--regions", "all").ends(3).out();

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites><testsuite name=\"pitr-guard " + SHOP
                        + " eu-west-1\" tests=\"1\"")
                .contains("<testsuite name=\"pitr-guard " + BANK + "\" tests=\"1\" failures=\"0\" errors=\"1\"")
                .contains("name=\"listing regions\"")
                .endsWith("</testsuites>\n");
    }

    @Test
    void endsWithThreeWhereAnAccountOrRegionCouldNotBeRead() {
        cli.sandbox().faults().add(Fault.on("ListTables", Effect.DENIED).account(BANK));
        OrganizationView view = json(3);

        assertThat(view.summary().accountRegionsFailed()).isEqualTo(1);
        assertThat(view.organization().complete()).isFalse();
    }

    @Test
    void endsWithOneWhereNothingCouldBeRead() {
        cli.sandbox().faults().add(Fault.on("ListRoots", Effect.DENIED));

        CommandResult result = sweep().ends(1);

        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith(
                        "pitr-guard: could not list the organization's accounts. AWS denied organizations:ListRoots")
                .endsWith("Use the organization's management account or a delegated administrator, and allow the caller"
                        + " organizations:ListRoots there.");
    }

    @Test
    void endsWithOneWhereNoAccountOrTableIsSelected() {
        assertThat(sweep("--ou", "Nowhere").ends(1).err())
                .endsWith(
                        "\npitr-guard: no account is selected. No organizational unit fits 'Nowhere' of ous (--ou): it"
                                + " selects no account. Correct it, or remove it. See --accounts, --ou, --exclude-accounts and"
                                + " --exclude-ou.\n");
        assertThat(sweep("--table", "oders").ends(1).err()).contains("no table is selected");
        sweep("--table", "oders", "--allow-empty").ends(0);
    }

    @Test
    void namesAnAccountThatIsNotInTheOrganization() {
        assertThat(sweep("--accounts", SHOP + ",999999999999").ends(3).out())
                .contains("GAP IN THE PLAN: Account 999999999999 is not in the organization");
    }

    /** What a misspelt unit should leave out is read: whoever reads the result must hear of it. */
    @Test
    void namesUnitsThatAreNotInTheOrganization() {
        String policy = Cli.file(folder, "my.yaml", """
                version: 1
                rules:
                  - name: workloads
                    match: { ou: Worklaods }
                    require: { recoveryPeriodDays: 7 }
                """);

        CommandResult result =
                sweep("--exclude-ou", "Wrkloads", "--policy", policy).ends(3);

        assertThat(result.out())
                .contains(
                        "GAP IN THE PLAN: No organizational unit fits 'Wrkloads' of excludeOus (--exclude-ou)",
                        "GAP IN THE PLAN: No organizational unit fits match.ou 'Worklaods' of rule 'workloads'");
        assertThat(result.err()).contains("not everything was read: 2 gaps in the plan");
        assertThat(sweep("--exclude-ou", "Wrkloads", "--output", "junit")
                        .ends(3)
                        .out())
                .contains("name=\"selecting accounts\"")
                .doesNotContain("listing accounts");
    }

    @Test
    void theRootIsAboveAllAccounts() {
        assertThat(places(json(0, "--ou", "r-sb01")))
                .containsExactly("shop/eu-west-1", "security/eu-west-1", "bank/eu-west-1");
    }

    @Test
    void leavesAccountsUnreadAfterTheTimeLimit() {
        for (String account : List.of(SHOP, BANK)) {
            for (int i = 0; i < 3; i++) {
                cli.sandbox().tables(account, "eu-west-1").create("more-" + i).enabled(35);
            }
        }

        CommandResult result = Cli.run(
                        "sweep",
                        "--organization",
                        "--external-id",
                        "secret",
                        "--reads-per-second",
                        "0.1",
                        "--time-limit",
                        "5")
                .ends(3);

        assertThat(result.out()).contains("THE SWEEP DID NOT COMPLETE: the time limit was reached.");
    }

    @Test
    void appliesTheRulesOfAUnitThere() {
        cli.sandbox().tables(SHOP, "eu-west-1").create("orders").disabled();
        cli.sandbox().tables(BANK, "eu-west-1").create("orders").disabled();
        String policy = Cli.file(folder, "my.yaml", """
                version: 1
                rules:
                  - name: workloads
                    match: { ou: Workloads }
                    exempt: { reason: rebuilt nightly, owner: o@example.com, until: 2099-12-31 }
                """);

        OrganizationView view = json(2, "--policy", policy);

        assertThat(view.summary().tables().exempt()).isEqualTo(2);
        assertThat(view.summary().tables().nonCompliant()).isEqualTo(1);
    }

    @Test
    void onlyASweepOfTheOrganizationTakesAPolicyThatAsksForUnits() {
        String policy = Cli.file(folder, "my.yaml", """
                version: 1
                rules:
                  - name: workloads
                    match: { ou: Workloads }
                    require: { recoveryPeriodDays: 7 }
                """);

        assertThat(cli.sweep("--policy", policy).ends(1).err())
                .isEqualTo("pitr-guard: the policy " + policy
                        + " cannot be used here: match.ou (rule 'workloads') needs the organization: use ./pitr-guard"
                        + " sweep --organization, or a deployment with mode=organization. For one account, use"
                        + " match.account instead.\n");
        assertThat(Cli.run("invoke", "sweep", "--event", "../events/scheduled-sweep/hourly.json", "--policy", policy)
                        .ends(1)
                        .err())
                .contains("match.ou (rule 'workloads') needs the organization");
        assertThat(cli.sandbox().calls().all()).isEmpty();
        Cli.run("policy", "check", policy).ends(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --organization --fix | --fix cannot be used with --organization yet
            --organization --ledger our-ledger --policy x.yaml | --ledger cannot be used with --organization yet
            --accounts 111111111111 | --accounts requires --organization
            --ou Workloads | --ou requires --organization
            --regions all | --regions requires --organization
            --role reader | --role requires --organization
            --external-id secret | --external-id requires --organization
            --organization --ou /Workloads | --ou '/Workloads' has a '/' without a name on both sides. Write
            --organization --config-aggregator a/b | --config-aggregator must be the name of an aggregator, not 'a/b'
            --config-aggregator abc | --config-aggregator requires --organization
            --organization --exclude-ou ou-ab12 | --exclude-ou 'ou-ab12' looks like the id of an organizational unit
            --organization --accounts 42 | --accounts must be 12 digits each, not '42'
            --organization --exclude-accounts 1 | --exclude-accounts must be 12 digits each, not '1'
            --organization --regions all,eu-west-1 | --regions must be 'all' or names of regions, not both
            --organization --regions here | --regions must be 'all' or regions such as eu-west-1, not 'here'
            --organization --role a:b | --role must be the name of a role
            --organization --external-id x | --external-id must be 2 to 1224
            """)
    void refusesWhatDoesNotGoTogether(String arguments, String message) {
        assertThat(cli.sweep(arguments.split(" ")).ends(ExitCode.USAGE).err()).startsWith("pitr-guard: " + message);
        assertThat(cli.sandbox().calls().all()).isEmpty();
    }

    /** What it names changes where the sweep begins, and nothing of the result. */
    @Test
    void beginsWhereAnAggregatorSays() {
        cli.sandbox().config().aggregator("organization");
        cli.sandbox().tables(BANK, "us-east-1").get("users").disabled();
        cli.sandbox().config(BANK, "us-east-1").record("users");

        OrganizationView view = json(2, "--regions", "all", "--config-aggregator", "organization");

        assertThat(cli.sandbox().calls().count("SelectAggregateResourceConfig")).isEqualTo(2);
        assertThat(places(view)).isEqualTo(places(json(2, "--regions", "all")));
    }

    @Test
    void sweepsAllTheSameWhereTheAggregatorIsNotThere() {
        CommandResult result = sweep("--config-aggregator", "organisation").ends(0);

        assertThat(result.err())
                .contains(
                        "pitr-guard: AWS Config could not be asked where to begin; everything is swept all the same. AWS Config has no aggregator 'organisation' in this account and region.");
    }

    @Test
    void distinguishesTablesOfTheSameName() {
        for (String account : List.of(SHOP, BANK)) {
            cli.sandbox()
                    .tables(account, "eu-west-1")
                    .create("t-1")
                    .tags(Map.of())
                    .enabled(35);
            cli.sandbox().tables(account, "eu-west-1").create("t-2").enabled(35);
        }
        cli.sandbox().faults().add(Fault.on("DescribeContinuousBackups", Effect.DENIED));

        String out = sweep().ends(3).out();

        assertThat(out.split("AWS denied dynamodb:DescribeContinuousBackups", -1))
                .hasSize(2);
        assertThat(out).contains("The same as for t-1 in account 111111111111, eu-west-1.");
    }
}
