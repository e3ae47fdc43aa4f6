package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.HubSettings;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.OrganizationStatusView.PlaceStatusView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import io.pitrguard.sandbox.SandboxBucket;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pitr-guard status --organization}: what it counts, in which order, its formats and exit codes. */
class OrganizationStatusTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String HOME = "123456789012";
    private static final String SHOP = "111111111111";
    private static final String BANK = "222222222222";
    private static final String OLD = "333333333333";
    private static final String EMPTY = "444444444444";
    private static final String GONE = "555555555555";

    private final Cli cli = Cli.start();
    private final StubLambda lambda = StubLambda.start();
    private final SandboxBucket bucket = cli.sandbox().buckets().create("sweeps");

    @BeforeEach
    void organization() {
        LedgerSeed.create(cli);
        lambda.function(
                "pitr-guard-plan", Map.of(HubSettings.MODE, "organization", HubSettings.SWEEPS_BUCKET, "sweeps"));
        bucket.put(
                SweepKeys.ORGANIZATION,
                Json.write(new SweepPlanView.KnownAccounts(
                        "2026-11-22T10:00:00Z",
                        List.of(
                                account(HOME, "security", "ACTIVE", null),
                                account(SHOP, "shop", "ACTIVE", "team-a"),
                                account(BANK, "bank", "ACTIVE", null),
                                account(OLD, "old", "SUSPENDED", null),
                                account(EMPTY, "empty", "ACTIVE", null)))));
    }

    @AfterEach
    void close() {
        lambda.close();
        cli.close();
    }

    private static KnownAccountView account(String id, String name, String state, @Nullable String owner) {
        return new KnownAccountView(id, name, state, List.of(), owner, null);
    }

    private static void seen(String account, String region, String table, VerdictKind verdict, int hoursAgo) {
        LedgerSeed.seen(
                new AccountRegion("aws", account, region).table(table),
                NOW.minus(Duration.ofHours(hoursAgo)),
                verdict,
                Map.of(),
                LastObservation.Status.ENABLED);
    }

    private static void fleet() {
        seen(HOME, "eu-west-1", "own", VerdictKind.COMPLIANT, 1);
        seen(SHOP, "eu-west-1", "audit", VerdictKind.UNDETERMINED, 1);
        seen(SHOP, "us-east-1", "orders", VerdictKind.NON_COMPLIANT, 1);
        seen(SHOP, "us-east-1", "carts", VerdictKind.COMPLIANT, 3);
        seen(BANK, "eu-west-1", "accounts", VerdictKind.NON_COMPLIANT, 1);
        seen(BANK, "eu-west-1", "ledger", VerdictKind.NON_COMPLIANT, 1);
        seen(OLD, "eu-west-1", "closed", VerdictKind.NON_COMPLIANT, 100);
        seen(GONE, "eu-west-1", "left", VerdictKind.NON_COMPLIANT, 100);
    }

    private static CommandResult status(String... arguments) {
        List<String> all = new ArrayList<>(List.of("status", "--organization"));
        all.addAll(Arrays.asList(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    private static OrganizationStatusView json(int code) {
        return JsonRecords.read(
                OrganizationStatusView.class,
                status("--output", "json").ends(code).out());
    }

    private static String where(PlaceStatusView place) {
        return place.account().id() + " " + place.region();
    }

    @Test
    void listsTheWorstFirstAndFoldsWhatIsClean() {
        fleet();

        CommandResult result = status().ends(2);

        assertThat(result.out())
                .containsSubsequence(
                        "NON-COMPLIANT  UNDETERMINED  TABLES  ACCOUNT AND REGION      ACCOUNT NAME\n",
                        "2              0             2       222222222222 eu-west-1  bank\n",
                        "    Oldest observation 1 h ago.\n",
                        "1              0             2       111111111111 us-east-1  shop\n",
                        "    Oldest observation 3 h ago. Owner: team-a.\n",
                        "0              1             1       111111111111 eu-west-1  shop\n",
                        "… and 1 account and region without a finding (--all lists them)\n",
                        "NO TABLES in 1 account (none there, or not swept yet): 444444444444 empty\n",
                        "6 tables in 4 accounts and regions of 3 accounts, from the ledger pitr-guard-ledger in eu-west-1 of"
                                + " account 123456789012\n",
                        "3 non-compliant, 1 undetermined, 2 compliant, 0 exempt, 0 not applicable\n",
                        "Oldest observation of a table: ",
                        "2 accounts and regions left out by sweeps and not counted (--all lists them)\n",
                        "./pitr-guard status --account ID --region REGION --ledger-region eu-west-1\n")
                .doesNotContain("own", "old", GONE);
        assertThat(result.err()).isEmpty();
        assertThat(status("--all").ends(2).out())
                .contains(
                        "123456789012 eu-west-1  security",
                        "333333333333 eu-west-1  old",
                        "Not counted: suspended.",
                        "Not counted: not in the organization.");
    }

    @Test
    void countsByOwnerWithSumsThatAreTheTotal() {
        fleet();

        GroupedView groups = JsonRecords.read(
                GroupedView.class,
                status("--group-by", "owner", "--output", "json").ends(2).out());

        assertThat(groups.groups())
                .extracting(group -> group.name() + " " + group.nonCompliant() + "/" + group.tables())
                .containsExactly("null 2/3", "team-a 1/3");
        assertThat(groups.total().tables()).isEqualTo(json(2).summary().tables().tables());
        assertThat(status("--group-by", "account").ends(2).out())
                .contains("ACCOUNT\n", "  222222222222 bank\n", "  (all)\n", "6 tables in 4 accounts and regions");
    }

    @Test
    void readsOnlyTheLedgerAndTheLatestPlan() {
        fleet();
        cli.sandbox().calls().clear();

        status().ends(2);

        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .containsExactly("GetCallerIdentity", "Scan", "GetObject");
    }

    @Test
    void jsonHasTheSumOfAllPlacesThatAreSwept() {
        fleet();

        OrganizationStatusView view = json(2);

        assertThat(view.places())
                .extracting(OrganizationStatusTest::where)
                .containsExactly(
                        BANK + " eu-west-1",
                        SHOP + " us-east-1",
                        SHOP + " eu-west-1",
                        HOME + " eu-west-1",
                        OLD + " eu-west-1",
                        GONE + " eu-west-1");
        assertThat(view.summary().tables()).isEqualTo(new StatusView.Summary(6, 2, 3, 0, 0, 1, 0, 0, 0));
        assertThat(view.summary().accounts()).isEqualTo(3);
        assertThat(view.summary().accountRegions()).isEqualTo(4);
        assertThat(view.summary().leftOut()).isEqualTo(2);
        assertThat(view.summary().oldestObservationAt())
                .isEqualTo(NOW.minus(Duration.ofHours(3)).toString());
        assertThat(view.status().accountsAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(view.withoutTables())
                .extracting(OrganizationStatusView.AccountView::id)
                .containsExactly(EMPTY);
    }

    @Test
    void csvHasALineForEachAccountAndRegion() {
        fleet();

        List<String> lines = status("--output", "csv").ends(2).out().lines().toList();

        assertThat(lines).hasSize(7);
        assertThat(lines.get(0))
                .isEqualTo("account,accountName,owner,region,tables,compliant,nonCompliant,exempt,notApplicable,"
                        + "undetermined,deleted,flapping,historyLost,oldestObservationAt,newestObservationAt,leftOut");
        assertThat(lines.get(2)).startsWith("111111111111,shop,team-a,us-east-1,2,1,1,0,0,0,0,0,0,");
        assertThat(lines.get(5)).endsWith(",suspended");
    }

    @Test
    void theExitCodeIsThatOfTheWorstTableThatIsSwept() {
        seen(OLD, "eu-west-1", "closed", VerdictKind.NON_COMPLIANT, 1);
        seen(BANK, "eu-west-1", "accounts", VerdictKind.COMPLIANT, 1);
        status().ends(0);

        seen(SHOP, "eu-west-1", "audit", VerdictKind.UNDETERMINED, 1);
        status().ends(3);

        seen(SHOP, "us-east-1", "orders", VerdictKind.NON_COMPLIANT, 1);
        status().ends(2);
    }

    @Test
    void whereAccountsAreNotKnownAllThatTheLedgerHasCounts() {
        seen(OLD, "eu-west-1", "closed", VerdictKind.NON_COMPLIANT, 1);
        lambda.without("pitr-guard-plan");

        CommandResult result = status().ends(2);

        assertThat(result.err())
                .isEqualTo("pitr-guard: names and owners of accounts are not known, nor which accounts are left out: no"
                        + " deployment of an organization was found for the ledger pitr-guard-ledger.\n");
        assertThat(result.out()).contains("1 table in 1 account and region of 1 account");
    }

    @Test
    void saysWhyAccountsAreNotKnown() {
        fleet();
        cli.sandbox().faults().add(Fault.on("GetObject", Effect.DENIED));
        assertThat(status().ends(2).err()).contains("names and owners of accounts are not known", "s3:GetObject");

        lambda.deny();
        assertThat(status().ends(2).err()).contains("lambda:GetFunctionConfiguration");
    }

    @Test
    void failsWhereTheLedgerCannotBeReadOrHasNoTables() {
        assertThat(status().ends(1).err())
                .isEqualTo(
                        "pitr-guard: the ledger pitr-guard-ledger in eu-west-1 of account 123456789012 has no tables."
                                + " Check --region, and that sweeps run (./pitr-guard doctor --organization).\n");

        fleet();
        cli.sandbox().faults().add(Fault.on("Scan", Effect.DENIED));
        CommandResult denied = status().ends(1);
        assertThat(denied.err())
                .startsWith(
                        "pitr-guard: could not read the ledger pitr-guard-ledger in eu-west-1 of account 123456789012.")
                .endsWith("Allow the caller dynamodb:Scan.\n");
        assertThat(denied.out()).as("part of the counts would mislead").isEmpty();
    }

    @Test
    void aRecordThatCannotBeUnderstoodIsUndetermined() {
        seen(HOME, "eu-west-1", "orders", VerdictKind.COMPLIANT, 1);
        LedgerSeed.rewrite(LedgerSeed.HERE.table("orders"));

        CommandResult result = status().ends(3);

        assertThat(result.err()).contains("TABLE#orders cannot be understood");
        assertThat(result.out()).contains("0 non-compliant, 1 undetermined, 0 compliant");
    }

    @Test
    void warnsOfAccountsThatNobodyObservesAnyMore() {
        seen(HOME, "eu-west-1", "own", VerdictKind.COMPLIANT, 1);
        seen(SHOP, "eu-west-1", "orders", VerdictKind.COMPLIANT, 30);
        seen(OLD, "eu-west-1", "closed", VerdictKind.COMPLIANT, 100);

        CommandResult result = status().ends(0);

        assertThat(result.err())
                .isEqualTo(
                        "pitr-guard: 1 account and region: no table was observed for more than a day. Check that sweeps"
                                + " run and reach them (./pitr-guard doctor --organization --region eu-west-1).\n");
        assertThat(result.out())
                .as("not folded")
                .contains("111111111111 eu-west-1  shop", "Oldest observation 1 d 6 h ago, newest 1 d 6 h ago.");
    }

    @Test
    void fitsANarrowTerminal() {
        fleet();
        OrganizationStatusView view = json(2);

        for (int width : new int[] {40, 60, 200}) {
            String text = new OrganizationStatusOutput(view, new Listing(new Screen(width, false), true)).text();
            assertThat(text.lines()).as(text).allMatch(line -> line.length() <= width);
        }
    }

    @Test
    void refusesOptionsThatDoNotGoTogether() {
        assertThat(status("--account", SHOP).ends(64).err()).contains("--account cannot be used with --organization");
        assertThat(status("--ledger-region", "us-east-1").ends(64).err())
                .contains("--ledger-region cannot be used with --organization");
    }
}
