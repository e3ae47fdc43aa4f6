package io.pitrguard.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.UnitPattern;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SweepListener;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxOrganization;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.MemberAccess;
import io.pitrguard.wiring.OrganizationWiring;
import io.pitrguard.wiring.Wiring;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps of an organization in the sandbox, with accounts that fail in every way. */
class OrganizationSweepTest {
    private static final String SHOP = "111111111111";
    private static final String BANK = "222222222222";
    private static final String LOCKED = "333333333333";
    private static final String SANDBOX = "444444444444";
    private static final Set<String> TWO = Set.of("eu-west-1", "us-east-1");
    private static final MemberAccess.Role ROLE =
            new MemberAccess.Role(MemberAccess.Role.STANDARD, Optional.of("secret"), "pitr-guard-test");

    private SandboxAws aws;
    private MemberAccess members;

    @BeforeEach
    void organization() {
        aws = SandboxAws.start(SandboxOptions::withoutLimit);
        SandboxOrganization organization = aws.sandbox().organization();
        String workloads = organization.unit("Workloads");
        String production = organization.unit("Production", workloads);
        String playground = organization.unit("Playground");
        organization
                .account(aws.sandbox().account(), "security", Set.of("eu-west-1"))
                .account(SHOP, "shop", production, "ACTIVE", TWO)
                .account(BANK, "bank", production, "ACTIVE", TWO)
                .account(LOCKED, "old", workloads, "SUSPENDED", TWO)
                .account(SANDBOX, "play", playground, "ACTIVE", TWO);
        for (String account : List.of(SHOP, BANK, SANDBOX)) {
            organization.role(account, MemberAccess.Role.STANDARD, "secret");
            for (String region : TWO) {
                aws.sandbox().tables(account, region).create("orders").disabled();
                aws.sandbox().tables(account, region).create("users").enabled(35);
            }
        }
        aws.sandbox().tables().create("own").enabled(35);
        members = new MemberAccess(aws.clients(), aws.where(), ROLE);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void judgesEachAccountAndRegion() throws InterruptedException {
        OrganizationResult result = sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

        assertThat(verdicts(result))
                .containsExactly(
                        "111111111111/eu-west-1/orders NON_COMPLIANT",
                        "111111111111/eu-west-1/users COMPLIANT",
                        "111111111111/us-east-1/orders NON_COMPLIANT",
                        "111111111111/us-east-1/users COMPLIANT",
                        "123456789012/eu-west-1/own COMPLIANT",
                        "222222222222/eu-west-1/orders NON_COMPLIANT",
                        "222222222222/eu-west-1/users COMPLIANT",
                        "222222222222/us-east-1/orders NON_COMPLIANT",
                        "222222222222/us-east-1/users COMPLIANT",
                        "444444444444/eu-west-1/orders NON_COMPLIANT",
                        "444444444444/eu-west-1/users COMPLIANT",
                        "444444444444/us-east-1/orders NON_COMPLIANT",
                        "444444444444/us-east-1/users COMPLIANT");
        assertThat(result.plan().skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.account().id()).isEqualTo(LOCKED);
            assertThat(skipped.reason()).isEqualTo("suspended");
        });
        assertThat(result.complete()).isTrue();
    }

    @Test
    void assumesTheRoleOncePerAccount() throws InterruptedException {
        sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

        assertThat(aws.sandbox().calls().count("AssumeRole")).isEqualTo(3);
    }

    @Test
    void aFailingAccountCostsOnlyItself() throws InterruptedException {
        aws.sandbox().organization().removeRole(BANK, MemberAccess.Role.STANDARD);

        OrganizationResult result = sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

        assertThat(result.plan().failed()).singleElement().satisfies(failed -> {
            assertThat(failed.account().name()).isEqualTo("bank");
            assertThat(failed.cause().kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(failed.cause().message()).contains("sts:AssumeRole", BANK);
        });
        assertThat(result.complete()).isFalse();
        assertThat(verdicts(result)).hasSize(9).noneMatch(verdict -> verdict.startsWith(BANK));
    }

    @Test
    void aRegionThatFailsCostsOnlyItself() throws InterruptedException {
        for (Effect effect : List.of(Effect.DENIED, Effect.THROTTLED, Effect.UNAVAILABLE, Effect.MALFORMED)) {
            aws.sandbox().faults().clear();
            aws.sandbox().faults().add(Fault.on("ListTables", effect).account(BANK));

            OrganizationResult result = sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

            assertThat(result.sweeps().stream()
                            .filter(sweep -> sweep.listingFailure().isPresent())
                            .map(sweep -> sweep.order().where().account()))
                    .as("%s", effect)
                    .containsExactly(BANK, BANK);
            assertThat(result.complete()).isFalse();
            assertThat(verdicts(result)).hasSize(9);
        }
    }

    @Test
    void namedRegionThatIsNotEnabledIsUndetermined() throws InterruptedException {
        OrganizationResult result = sweep(
                Policy.BUILT_IN,
                new OrganizationScope(List.of(SHOP), List.of(), List.of(), List.of(), List.of("ap-east-1")));

        assertThat(result.sweeps())
                .singleElement()
                .satisfies(sweep -> assertThat(sweep.listingFailure())
                        .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED)));
    }

    @Test
    void scopeIncludesAndExcludes() throws InterruptedException {
        assertThat(accounts(scope(List.of(SHOP), List.of(), List.of(), List.of())))
                .containsExactly(SHOP);
        assertThat(accounts(scope(List.of(), List.of("Workloads"), List.of(), List.of())))
                .containsExactly(SHOP, BANK);
        assertThat(accounts(scope(List.of(SANDBOX), List.of("Workloads/Prod*"), List.of(BANK), List.of())))
                .containsExactly(SHOP, SANDBOX);
        assertThat(accounts(scope(List.of(), List.of(), List.of(), List.of("Workloads", "Playground"))))
                .containsExactly(aws.sandbox().account());
    }

    @Test
    void namesAnAccountThatIsNotThere() throws InterruptedException {
        OrganizationResult result =
                sweep(Policy.BUILT_IN, scope(List.of("999999999999"), List.of(), List.of(), List.of()));

        assertThat(result.plan().places()).isEmpty();
        assertThat(result.plan().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.message()).contains("999999999999", "not in the organization"));
        assertThat(result.complete()).isFalse();
    }

    /** A unit that somebody renamed, or misspelt, must not silently change what is swept, or which rule applies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Worklaods  |              |            |            | 'Worklaods' of ous (--ou): it selects no account.
            r-zz99     |              |            |            | 'r-zz99' of ous (--ou): it selects no account.
            Workloads,ou-sb01-99999999 | |         |            | 'ou-sb01-99999999' of ous (--ou): it selects no account.
                       | 999999999999 |            |            | Account 999999999999 of excludeAccounts (--exclude-accounts) is not in the organization: it leaves out no account.
                       |              | Playgrond  |            | 'Playgrond' of excludeOus (--exclude-ou): it leaves out no account.
                       |              |            | Prod*      | match.ou 'Prod*' of rule 'play': it makes the rule apply to no account.
            """)
    void whatFitsNothingIsAGap(String units, String withoutAccount, String withoutUnit, String rule, String gap)
            throws InterruptedException {
        OrganizationScope scope = scope(List.of(), list(units), list(withoutAccount), list(withoutUnit));
        Policy policy = rule == null ? Policy.BUILT_IN : inUnit(rule);

        OrganizationPlan plan = planner().plan(scope, policy);

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains(gap, "Correct it, or remove it."));
        assertThat(plan.listed()).isTrue();
    }

    private static List<String> list(String texts) {
        return texts == null ? List.of() : List.of(texts.split(","));
    }

    @Test
    void whatFitsAnEmptyUnitIsNoGap() throws InterruptedException {
        aws.sandbox().organization().unit("Later");

        assertThat(planner()
                        .plan(scope(List.of(SHOP), List.of("Later"), List.of(), List.of("Playground")), inUnit("Later"))
                        .gaps())
                .isEmpty();
    }

    /** Where a list could not be read, what is named may be on it. */
    @Test
    void namesNothingThatMayBeMissing() throws InterruptedException {
        aws.sandbox()
                .faults()
                .add(Fault.on("ListOrganizationalUnitsForParent", Effect.DENIED).times(1));

        OrganizationPlan plan =
                planner().plan(scope(List.of(), List.of("Workloads"), List.of(SHOP), List.of("Nowhere")), inUnit("X"));

        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.message()).contains("organizations:ListOrganizationalUnitsForParent"));
        assertThat(plan.listed()).isFalse();
    }

    @Test
    void aScopeWithoutAccountsIsAGap() throws InterruptedException {
        OrganizationPlan plan = planner()
                .plan(scope(List.of(), List.of("Workloads"), List.of(), List.of("Workloads")), Policy.BUILT_IN);

        assertThat(plan.places()).isEmpty();
        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.message()).startsWith("The scope selects no account"));
    }

    @Test
    void theRootIsAboveAllAccounts() throws InterruptedException {
        OrganizationScope all = scope(List.of(), List.of("r-sb01"), List.of(), List.of());

        assertThat(accounts(all)).hasSize(4);
        assertThat(planner().plan(all).gaps()).isEmpty();
        assertThat(accounts(scope(List.of(), List.of(), List.of(), List.of("r-sb01"))))
                .isEmpty();
    }

    @Test
    void rulesOfAUnitApplyThere() throws InterruptedException {
        OrganizationResult result = sweep(inUnit("Playground"), OrganizationScope.EVERYTHING);

        assertThat(verdicts(result).stream().filter(verdict -> verdict.endsWith("EXEMPT")))
                .hasSize(4)
                .allMatch(verdict -> verdict.startsWith(SANDBOX));
    }

    private static Policy inUnit(String unit) {
        Exemption exemption = new Exemption("plays only", "platform", LocalDate.parse("2027-12-31"));
        return new Policy(
                "p.yaml",
                List.of(
                        new Rule(
                                "play",
                                new Match(
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(new UnitPattern(unit))),
                                new Rule.Effect.Exempt(exemption)),
                        new Rule(
                                "all",
                                Match.EVERY_TABLE,
                                new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.ALERT))),
                Limits.STANDARD);
    }

    @Test
    void whoMayNotListTheOrganizationHearsSo() throws InterruptedException {
        aws.sandbox().faults().add(Fault.on("ListRoots", Effect.DENIED));

        OrganizationResult result = sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

        assertThat(result.plan().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(gap.message()).contains("organizations:ListRoots");
        });
    }

    @Test
    void aUnitThatCannotBeListedCostsOnlyItsAccounts() throws InterruptedException {
        // The second list of accounts is that of Workloads; the first is the root's.
        aws.sandbox()
                .faults()
                .add(Fault.on("ListAccountsForParent", Effect.DENIED).skip(1).times(1));

        OrganizationResult result = sweep(Policy.BUILT_IN, OrganizationScope.EVERYTHING);

        assertThat(result.plan().gaps()).hasSize(1);
        assertThat(result.plan().skipped()).isEmpty();
        assertThat(result.plan().places())
                .extracting(place -> place.account().name())
                .contains("shop", "bank", "play");
        assertThat(result.complete()).isFalse();
    }

    @Test
    void aDefectInOneAccountIsItsCause() throws InterruptedException {
        OrganizationPlan plan = planner().plan(OrganizationScope.EVERYTHING);
        OrganizationSweep sweep = new OrganizationSweep(
                place -> {
                    if (place.account().id().equals(BANK)) {
                        throw new IllegalStateException("a defect");
                    }
                    return Wiring.sweep(members.to(place.where()), 1e9, Settings.LedgerSettings.NONE, aws.time());
                },
                aws.time(),
                2);

        OrganizationResult result = sweep.run(order(Policy.BUILT_IN), plan, OrganizationListener.SILENT);

        assertThat(result.sweeps()).hasSize(plan.places().size());
        assertThat(result.sweeps().stream()
                        .flatMap(one -> one.listingFailure().stream())
                        .map(Cause::message))
                .hasSize(2)
                .allMatch(message -> message.contains("a defect"));
    }

    @Test
    void tellsOfEachPlaceOnce() throws InterruptedException {
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        OrganizationListener listener = new OrganizationListener() {
            @Override
            public void ended(OrganizationPlan.Place place, SweepResult result) {
                ended.add(place.where().account() + "/" + place.where().region());
            }
        };

        OrganizationResult result =
                wired().run(order(Policy.BUILT_IN), planner().plan(OrganizationScope.EVERYTHING), listener);

        assertThat(ended)
                .containsExactlyInAnyOrderElementsOf(result.plan().places().stream()
                        .map(place ->
                                place.where().account() + "/" + place.where().region())
                        .toList());
    }

    @Test
    void beginsWhereItIsAskedToAndReportsInThePlansOrder() throws InterruptedException {
        OrganizationPlan plan = planner().plan(OrganizationScope.EVERYTHING);
        AccountRegion last = plan.places().getLast().where();
        List<AccountRegion> begun = new ArrayList<>();
        OrganizationListener listener = new OrganizationListener() {
            @Override
            public SweepListener begins(OrganizationPlan.Place place) {
                begun.add(place.where());
                return SweepListener.SILENT;
            }
        };
        OrganizationSweep sweep = new OrganizationSweep(
                place -> Wiring.sweep(members.to(place.where()), 1e9, Settings.LedgerSettings.NONE, aws.time()),
                aws.time(),
                1);

        OrganizationResult result = sweep.run(order(Policy.BUILT_IN), plan, List.of(last), listener);

        assertThat(begun)
                .hasSameSizeAs(plan.places())
                .startsWith(last, plan.places().getFirst().where());
        assertThat(result.sweeps())
                .extracting(swept -> swept.order().where())
                .containsExactlyElementsOf(plan.places().stream()
                        .map(OrganizationPlan.Place::where)
                        .toList());
    }

    @Test
    void readsNothingMoreAfterAnInterruptionOrTheDeadline() throws InterruptedException {
        OrganizationPlan plan = planner().plan(scope(List.of(), List.of(), List.of(), List.of()));
        aws.sandbox().calls().clear();
        OrganizationListener interrupted = new OrganizationListener() {
            @Override
            public SweepListener begins(OrganizationPlan.Place place) {
                return new SweepListener() {
                    @Override
                    public boolean interrupted() {
                        return true;
                    }
                };
            }
        };
        OrganizationOrder late = new OrganizationOrder(
                "run-1", Policy.BUILT_IN, false, aws.time().instant(), Selection.EVERYTHING);

        for (OrganizationResult result : List.of(
                wired().run(order(Policy.BUILT_IN), plan, interrupted),
                wired().run(late, plan, OrganizationListener.SILENT))) {
            assertThat(result.sweeps())
                    .hasSize(4)
                    .allSatisfy(sweep -> assertThat(sweep.listingFailure())
                            .hasValueSatisfying(
                                    cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.OUT_OF_TIME)));
            assertThat(result.complete()).isFalse();
        }
        assertThat(aws.sandbox().calls().all()).isEmpty();
    }

    private static OrganizationScope scope(
            List<String> accounts, List<String> units, List<String> withoutAccounts, List<String> withoutUnits) {
        return new OrganizationScope(
                accounts,
                units.stream().map(UnitPattern::new).toList(),
                withoutAccounts,
                withoutUnits.stream().map(UnitPattern::new).toList(),
                List.of("eu-west-1"));
    }

    private List<String> accounts(OrganizationScope scope) throws InterruptedException {
        return planner().plan(scope).places().stream()
                .map(OrganizationPlan.Place::account)
                .map(MemberAccount::id)
                .toList();
    }

    private OrganizationResult sweep(Policy policy, OrganizationScope scope) throws InterruptedException {
        return wired().run(order(policy), planner().plan(scope), OrganizationListener.SILENT);
    }

    private static OrganizationOrder order(Policy policy) {
        return new OrganizationOrder("run-1", policy, false, SweepOrder.NO_DEADLINE, Selection.EVERYTHING);
    }

    private OrganizationPlanner planner() {
        return OrganizationWiring.planner(aws.clients(), members, "aws");
    }

    private OrganizationSweep wired() {
        return OrganizationWiring.sweep(
                aws.clients(), members, 1e9, Settings.LedgerSettings.NONE, Optional.empty(), aws.time(), 3);
    }

    private static List<String> verdicts(OrganizationResult result) {
        return result.sweeps().stream()
                .flatMap(sweep -> sweep.tables().stream())
                .map(table -> table.table().where().account() + "/"
                        + table.table().where().region() + "/" + table.table().name() + " "
                        + VerdictKind.of(table.judgement().verdict()))
                .toList();
    }
}
