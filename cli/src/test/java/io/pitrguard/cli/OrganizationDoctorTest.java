package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.EventBridgeRules;
import io.pitrguard.cli.DoctorView.Status;
import io.pitrguard.cli.OrganizationDoctorView.FindingView;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.selfcheck.DriftRoute;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.SandboxEventRule;
import io.pitrguard.sandbox.SandboxOrganization;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code pitr-guard doctor --organization}: its findings by cause, remedies and exit codes. */
class OrganizationDoctorTest {
    private static final String SHOP = "111111111111";
    private static final String BANK = "222222222222";
    private static final String OLD = "333333333333";
    private static final String BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/pitr-guard-organization";
    private static final Set<String> REGIONS = Set.of("eu-west-1", "us-east-1");

    private final Cli cli = Cli.start();
    private final StubLambda lambda = StubLambda.start();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            HubSettings.MODE,
            "organization",
            HubSettings.EXTERNAL_ID,
            "secret",
            HubSettings.SWEEPS_BUCKET,
            "sweeps",
            HubSettings.BUS_ARN,
            BUS,
            Settings.GRANTED,
            "remediate",
            HubSettings.ORGANIZATION_CONFIG_RULE,
            "pitr-guard"));

    @BeforeEach
    void organization() {
        String home = cli.sandbox().account();
        SandboxOrganization organization = cli.sandbox().organization();
        String workloads = organization.unit("Workloads");
        organization
                .account(home, "security", REGIONS)
                .account(SHOP, "shop", workloads, "ACTIVE", REGIONS)
                .account(BANK, "bank", "r-sb01", "ACTIVE", REGIONS)
                .account(OLD, "old", "r-sb01", "SUSPENDED", REGIONS);
        for (String account : List.of(home, SHOP, BANK)) {
            organization.role(account, "pitr-guard-member", "secret");
            for (String region : REGIONS) {
                forward(account, region);
                cli.sandbox().trails(account, region).create("audit-" + region);
            }
        }
        lambda.function("pitr-guard-drift", environment);
    }

    @AfterEach
    void close() {
        lambda.close();
        cli.close();
    }

    private SandboxEventRule forward(String account, String region) {
        return cli.sandbox()
                .eventRules(account, region)
                .create(
                        "pitr-guard-forward",
                        Json.write(Map.of(
                                "account",
                                List.of(account),
                                "source",
                                List.of("aws.dynamodb"),
                                "detail",
                                Map.of("eventName", DriftRoute.CALLS))))
                .target("hub", BUS);
    }

    private CommandResult doctor(String... arguments) {
        return Cli.run(Stream.concat(Stream.of("doctor", "--organization"), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private OrganizationDoctorView json(int code, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--output", "json"));
        return JsonRecords.read(
                OrganizationDoctorView.class,
                doctor(all.toArray(String[]::new)).ends(code).out());
    }

    private static List<FindingView> spots(OrganizationDoctorView view) {
        return view.findings().stream()
                .filter(finding -> finding.status() != Status.OK)
                .toList();
    }

    private static FindingView onlySpot(OrganizationDoctorView view) {
        assertThat(spots(view)).hasSize(1);
        return spots(view).getFirst();
    }

    private static List<String> where(FindingView finding) {
        return finding.accounts().stream()
                .map(OrganizationDoctorView.WhereView::description)
                .toList();
    }

    @Test
    void checksTheAggregatorOfTheDeployment() {
        environment.put(HubSettings.CONFIG_AGGREGATOR, "organization");
        lambda.function("pitr-guard-plan", environment);

        FindingView missing = onlySpot(json(2));
        assertThat(missing.status()).isEqualTo(Status.PROBLEM);
        assertThat(missing.what())
                .isEqualTo(
                        "AWS Config has no aggregator 'organization' in this account and region. Sweeps go through accounts and regions in their usual order.");

        cli.sandbox().config().aggregator("organization");
        assertThat(onlySpot(json(2)).what()).contains("'organization' shows no table.");

        cli.sandbox().tables(SHOP, "us-east-1").create("orders");
        cli.sandbox().config(SHOP, "us-east-1").record("orders");
        assertThat(json(0).findings())
                .extracting(FindingView::what)
                .contains("Sweeps begin where the AWS Config aggregator 'organization' says.");

        cli.sandbox().faults().add(Fault.on("SelectAggregateResourceConfig", Effect.DENIED));
        assertThat(onlySpot(json(3)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void reportsThatAllChecksPassed() {
        CommandResult result = doctor().ends(0);

        assertThat(result.out())
                .containsSubsequence(
                        "STATUS  COMPONENT",
                        "OK      Forwarding",
                        "    EventBridge's rule pitr-guard-forward sends all calls to the hub.",
                        "    In 3 accounts.",
                        "OK      Access",
                        "    In 2 accounts.",
                        "OK      Permission",
                        "SKIPPED 1 account (suspended): 333333333333 old")
                .endsWith(
                        "pitr-guard in eu-west-1, account 123456789012: 3 accounts checked (6 accounts and regions); all"
                                + " checks passed.\n");
        assertThat(result.err())
                .startsWith("pitr-guard: checking the organization's accounts in eu-west-1 of account 123456789012");
    }

    @Test
    void changesNothing() {
        cli.sandbox().tables(SHOP, "eu-west-1").create("orders").disabled();

        doctor().ends(0);

        assertThat(cli.sandbox().calls().of("UpdateContinuousBackups"))
                .as("the probes of four accounts and regions")
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.error()).isEqualTo("TableNotFoundException"))
                .extracting(Call::table)
                .containsOnly(MemberProbes.TABLE);
        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .doesNotContain("PutItem", "UpdateItem", "Publish", "PutRule", "PutTargets");
    }

    @Test
    void asksForNoPermissionThatTheDeploymentDoesNotUse() {
        environment.put(Settings.GRANTED, "alert");
        environment.remove(HubSettings.ORGANIZATION_CONFIG_RULE);
        // The hub's own account may have a rule where the others have none.
        environment.put(Settings.CONFIG_RULE, "pitr-guard");
        lambda.function("pitr-guard-drift", environment);

        doctor().ends(0);

        assertThat(cli.sandbox().calls().all())
                .extracting(Call::operation)
                .doesNotContain("UpdateContinuousBackups", "PutEvaluations", "GetComplianceDetailsByConfigRule");
    }

    @ParameterizedTest
    @EnumSource
    void namesEachPermissionThatTheRoleLacks(MemberProbes.Permission permission) {
        String operation = permission.action().substring(permission.action().indexOf(':') + 1);
        cli.sandbox().faults().add(Fault.on(operation, Effect.DENIED).account(BANK));

        OrganizationDoctorView view = json(2, "--regions", "eu-west-1,us-east-1");

        assertThat(spots(view)).anySatisfy(finding -> {
            assertThat(finding.status()).isEqualTo(Status.PROBLEM);
            assertThat(finding.kind()).isEqualTo("Permission");
            assertThat(finding.what()).startsWith("The member role may not call " + permission.action() + ". ");
            assertThat(finding.remedy()).contains("deploy the member template again (docs/organization.md)");
            assertThat(where(finding)).hasSize(1).first().asString().startsWith("222222222222 bank: ");
        });
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED", "SERVER_ERROR", "MALFORMED", "CONNECTION_DROPPED"})
    void aProbeThatFailedIsUnknownAndNotALackingPermission(Effect effect) {
        cli.sandbox().faults().add(Fault.on("DescribeTable", effect).account(BANK));

        FindingView finding = onlySpot(json(3));

        assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
        assertThat(finding.what())
                .startsWith("Whether the member role may call dynamodb:DescribeTable could not be read. ");
    }

    @Test
    void listsACauseOfManyAccountsOnceWithAllOfThem() {
        cli.sandbox().organization().removeRole(SHOP, "pitr-guard-member").removeRole(BANK, "pitr-guard-member");

        CommandResult result = doctor("--regions", "eu-west-1,us-east-1").ends(2);

        assertThat(result.out().split("sts:AssumeRole on resource", -1)).hasSize(2);
        assertThat(result.out())
                .containsSubsequence(
                        "PROBLEM  Access",
                        "The member role could not be assumed.",
                        "To do: Allow the caller sts:AssumeRole",
                        "In 2 accounts: 111111111111 shop (Workloads); 222222222222 bank")
                .endsWith("1 blind spot.\n");
    }

    @Test
    void anAccountThatFailsCostsOnlyItself() {
        cli.sandbox().organization().role(SHOP, "pitr-guard-member", "another id");
        cli.sandbox()
                .faults()
                .add(Fault.on("DescribeRule", Effect.DENIED_BY_CONTROL_POLICY).account(BANK));

        OrganizationDoctorView view = json(2);

        assertThat(spots(view)).extracting(FindingView::kind).containsExactly("Access", "Forwarding");
        assertThat(spots(view).get(1).what()).contains("with an explicit deny in a service control policy");
        assertThat(view.findings())
                .filteredOn(finding ->
                        finding.status() == Status.OK && finding.kind().equals("Permission"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(where(finding)).first().asString().startsWith("222222222222 bank: "));
    }

    @Test
    void aRuleThatIsMissingDisabledOrElsewhereIsAProblem() {
        cli.sandbox().eventRules(SHOP, "us-east-1").delete("pitr-guard-forward");
        cli.sandbox().eventRules(BANK, "us-east-1").delete("pitr-guard-forward");
        cli.sandbox().eventRules(BANK, "eu-west-1").get("pitr-guard-forward").disable();

        List<FindingView> spots = spots(json(2));

        assertThat(spots)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo("Forwarding"));
        assertThat(where(spots.get(0)))
                .containsExactly("111111111111 shop (Workloads): us-east-1", "222222222222 bank: us-east-1");
        assertThat(spots.get(0).what()).startsWith("EventBridge has no rule pitr-guard-forward");
        assertThat(where(spots.get(1))).containsExactly("222222222222 bank: eu-west-1");
        assertThat(spots.get(1).remedy()).contains("aws events enable-rule");
    }

    @Test
    void anAccountWithoutATrailForwardsNothing() {
        cli.sandbox().trails(SHOP, "us-east-1").get("audit-us-east-1").delete();
        cli.sandbox().trails(BANK, "eu-west-1").get("audit-eu-west-1").stop();

        List<FindingView> spots = spots(json(2));

        assertThat(spots).extracting(FindingView::kind).containsExactly("Trail", "Trail");
        assertThat(spots)
                .anySatisfy(spot -> {
                    assertThat(where(spot)).containsExactly("111111111111 shop (Workloads): us-east-1");
                    assertThat(spot.what()).startsWith("CloudTrail has no trail in this region");
                    assertThat(spot.remedy())
                            .contains("Create a trail of the organization")
                            .doesNotContain("createTrail");
                })
                .anySatisfy(spot -> {
                    assertThat(where(spot)).containsExactly("222222222222 bank: eu-west-1");
                    assertThat(spot.remedy()).contains("aws cloudtrail start-logging");
                });
    }

    @Test
    void theOrganizationsTrailIsEnough() {
        cli.sandbox().trails(SHOP, "us-east-1").get("audit-us-east-1").delete();
        cli.sandbox().trails(SHOP, "us-east-1").addOrganization("org", "eu-west-1", "999999999999");

        doctor().ends(0);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED", "SERVER_ERROR", "MALFORMED", "CONNECTION_DROPPED"})
    void aTrailThatCouldNotBeReadIsUnknown(Effect effect) {
        cli.sandbox().faults().add(Fault.on("DescribeTrails", effect).account(BANK));

        assertThat(spots(json(3)))
                .isNotEmpty()
                .allSatisfy(spot -> assertThat(spot.status()).isEqualTo(Status.UNKNOWN))
                .anySatisfy(
                        spot -> assertThat(spot.what()).startsWith("Whether a trail logs calls could not be read. "));
    }

    @Test
    void theHubsOwnRegionNeedsNoRuleAndItsAccountNoRole() {
        cli.sandbox().organization().removeRole(cli.sandbox().account(), "pitr-guard-member");
        cli.sandbox().eventRules().delete("pitr-guard-forward");
        doctor().ends(0);

        cli.sandbox().eventRules(cli.sandbox().account(), "us-east-1").delete("pitr-guard-forward");
        assertThat(where(onlySpot(json(2)))).containsExactly("123456789012 security: us-east-1");
    }

    @Test
    void aRegionThatIsNotEnabledIsAProblemOfItsOwn() {
        cli.sandbox().organization().account(BANK, "bank", Set.of("eu-west-1"));

        FindingView finding = onlySpot(json(2, "--regions", "eu-west-1,us-east-1"));

        assertThat(finding.kind()).isEqualTo("Region");
        assertThat(where(finding)).containsExactly("222222222222 bank: us-east-1");
        doctor("--regions", "all").ends(0);
    }

    @Test
    void takesAccountsRegionsAndRoleOfTheDeploymentUnlessOptionsNameOthers() {
        environment.put(HubSettings.EXCLUDED_ACCOUNTS, BANK);
        environment.put(HubSettings.REGIONS, "us-east-1");
        environment.put(HubSettings.MEMBER_ROLE, "audit/guard");
        lambda.function("pitr-guard-drift", environment);
        cli.sandbox().organization().role(SHOP, "audit/guard", "secret");

        OrganizationDoctorView view = json(0);
        assertThat(view.accountRegions()).isEqualTo(2);
        assertThat(view.skipped()).extracting(skipped -> skipped.account().id()).containsExactly(BANK, OLD);

        OrganizationDoctorView other = json(0, "--accounts", SHOP, "--regions", "all", "--role", "pitr-guard-member");
        assertThat(other.accountRegions()).isEqualTo(2);
        assertThat(other.accounts()).isEqualTo(1);
    }

    @Test
    void withoutADeploymentRolesAreCheckedAndNothingElse() {
        lambda.without("pitr-guard-drift");

        OrganizationDoctorView view = json(2, "--external-id", "secret");

        assertThat(onlySpot(view).what()).startsWith("pitr-guard is not deployed for an organization here");
        assertThat(view.findings()).extracting(FindingView::kind).containsOnly("Deployment", "Access", "Permission");
        assertThat(view.accountRegions())
                .as("the caller's region of each account")
                .isEqualTo(3);
    }

    @Test
    void aDeploymentThatCannotBeReadIsUnknown() {
        lambda.deny();

        OrganizationDoctorView view = json(3, "--external-id", "secret");

        assertThat(onlySpot(view).kind()).isEqualTo("Deployment");
        assertThat(onlySpot(view).what()).contains("lambda:GetFunctionConfiguration");
    }

    @Test
    void anOrganizationThatCannotBeListedFails() {
        cli.sandbox().faults().add(Fault.on("ListRoots", Effect.DENIED));

        assertThat(doctor().ends(1).err())
                .contains("could not list the organization's accounts.", "organizations:ListRoots");
    }

    @Test
    void whatFitsNoUnitIsAProblem() {
        FindingView finding = onlySpot(json(2, "--exclude-ou", "Nowhere"));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.what()).startsWith("No organizational unit fits 'Nowhere' of excludeOus (--exclude-ou)");
    }

    @Test
    void aPartOfTheOrganizationThatCannotBeListedIsUnknown() {
        cli.sandbox().faults().add(Fault.on("ListOrganizationalUnitsForParent", Effect.DENIED));

        assertThat(onlySpot(json(3)).what()).startsWith("Accounts may be missing. ");
    }

    @Test
    void refusesOptionsThatDoNotGoTogether() {
        assertThat(Cli.run("doctor", "--regions", "all").ends(64).err()).contains("--regions requires --organization");
        assertThat(doctor("--send-test").ends(64).err()).contains("--send-test cannot be used with --organization");
        assertThat(doctor("--policy", "policy.yaml").ends(64).err())
                .contains("--policy cannot be used with --organization");
    }

    @Test
    void fitsANarrowTerminal() {
        cli.sandbox().organization().removeRole(SHOP, "pitr-guard-member");
        OrganizationDoctorView view = json(2);

        for (int width : new int[] {40, 60}) {
            String text = OrganizationDoctorOutput.text(view, new Screen(width, false), false);
            assertThat(text.lines()).as(text).allMatch(line -> line.length() <= width);
        }
    }

    @Test
    void jsonHasTheDocumentedShape() {
        Object parsed = Json.parse(doctor("--output", "json").ends(0).out());

        Set<String> keys = new HashSet<>();
        ((Map<?, ?>) parsed).keySet().forEach(key -> keys.add(String.valueOf(key)));
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "name", "account", "region", "accounts", "accountRegions", "blindSpots", "findings", "skipped");
        assertThat(((List<?>) ((Map<?, ?>) parsed).get("findings"))
                        .stream()
                                .flatMap(finding -> ((Map<?, ?>) finding).keySet().stream())
                                .map(String::valueOf)
                                .collect(Collectors.toSet()))
                .isSubsetOf("status", "kind", "what", "remedy", "accounts");
    }

    @Test
    void probesExactlyThePermissionsOfTheMemberTemplate() throws IOException {
        Map<?, ?> role =
                at(Json.parse(Files.readString(Path.of("..", "member", "template.json"))), "Resources", "MemberRole");
        Set<String> granted = new TreeSet<>();
        actions(at(role, "Properties").get("Policies"), granted);

        Set<String> probed = new TreeSet<>(EventBridgeRules.ACTIONS);
        Stream.of(MemberProbes.Permission.values())
                .map(MemberProbes.Permission::action)
                .forEach(probed::add);
        assertThat(probed).isEqualTo(granted);
    }

    private static Map<?, ?> at(Object json, String... path) {
        Object found = json;
        for (String name : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), name);
        }
        return (Map<?, ?>) found;
    }

    private static void actions(Object json, Set<String> found) {
        switch (json) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (name.equals("Action")) {
                        ((List<?>) value).forEach(action -> found.add(String.valueOf(action)));
                    } else {
                        actions(value, found);
                    }
                });
            case List<?> list -> list.forEach(each -> actions(each, found));
            default -> {}
        }
    }
}
