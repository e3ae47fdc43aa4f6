package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.cli.GroupedView.GroupView;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code --group-by}: the groups add up to the result. */
class GroupByTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String ACCOUNT = "123456789012";

    private final Cli cli = Cli.start();
    private String policy = "";

    @BeforeEach
    void fleet(@TempDir Path folder) {
        cli.sandbox().tables().create("orders");
        cli.sandbox().tables().create("carts").enabled(35);
        cli.sandbox().tables().create("tmp-1");
        cli.sandbox().tables().create("critical").enabled(7).tags(Map.of("tier", "critical"));
        policy = Cli.file(folder, "policy.yaml", """
                version: 1
                owners: { "123456789012": team-a }
                rules:
                  - name: scratch
                    match: { table: tmp-* }
                    exempt: { reason: rebuilt, owner: data, until: 2099-12-31 }
                  - name: critical
                    match: { tag: tier=critical }
                    require: { recoveryPeriodDays: 35 }
                  - name: everything
                    require: { recoveryPeriodDays: 7 }
                """.replace(
                        "2099-12-31", NOW.plus(30, ChronoUnit.DAYS).toString().substring(0, 10)));
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private GroupedView json(CommandResult result) {
        return JsonRecords.read(GroupedView.class, result.out());
    }

    private static void assertAddsUp(GroupedView view) {
        assertThat(view.groups()).isNotEmpty();
        GroupView sum = view.groups().stream()
                .reduce((a, b) -> new GroupView(
                        null,
                        a.tables() + b.tables(),
                        a.compliant() + b.compliant(),
                        a.nonCompliant() + b.nonCompliant(),
                        a.exempt() + b.exempt(),
                        a.notApplicable() + b.notApplicable(),
                        a.undetermined() + b.undetermined()))
                .orElseThrow();
        assertThat(view.total())
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource
    void theGroupsOfASweepAddUpToItsSummary(GroupBy by) {
        SweepView sweep = JsonRecords.read(
                SweepView.class,
                cli.sweep("--policy", policy, "--output", "json").ends(2).out());

        GroupedView groups = json(cli.sweep("--policy", policy, "--group-by", by.name(), "--output", "json")
                .ends(2));

        assertAddsUp(groups);
        SweepView.Summary s = sweep.summary();
        assertThat(groups.total())
                .isEqualTo(new GroupView(
                        null,
                        s.tables(),
                        s.compliant(),
                        s.nonCompliant(),
                        s.exempt(),
                        s.notApplicable(),
                        s.undetermined()));
    }

    @Test
    void countsASweepByRuleWorstFirst() {
        assertThat(cli.sweep("--policy", policy, "--group-by", "rule").ends(2).out())
                .startsWith("""
                NON-COMPLIANT  UNDETERMINED  COMPLIANT  EXEMPT  NOT APPLICABLE  TABLES  RULE
                1              0             0          0       0               1       critical
                1              0             1          0       0               2       everything
                0              0             0          1       0               1       scratch
                2              0             1          1       0               4       (all)

                4 tables in eu-west-1, account 123456789012, policy %s
                2 non-compliant, 0 undetermined, 1 compliant, 1 exempt, 0 not applicable
                """.formatted(policy));
    }

    @Test
    void countsByOwnerInEveryFormatThatCanHoldGroups() {
        assertThat(cli.sweep("--policy", policy, "--group-by", "owner", "--output", "csv")
                        .ends(2)
                        .out())
                .isEqualTo("owner,tables,compliant,nonCompliant,exempt,notApplicable,undetermined\r\n"
                        + "team-a,4,1,2,1,0,0\r\n");
        assertThat(cli.sweep("--policy", policy, "--group-by", "owner", "--output", "jsonl")
                        .ends(2)
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(cli.sweep("--group-by", "owner", "--quiet").ends(2).out())
                .contains("(none)")
                .doesNotContain("(all)", "4 tables");
        assertThat(cli.sweep("--group-by", "rule", "--output", "junit").ends(64).err())
                .startsWith("pitr-guard: --group-by cannot be used with --output junit, which is about tables\n");
    }

    @Test
    void leavesOutColumnsOnANarrowScreen() {
        GroupedView view = json(cli.sweep("--policy", policy, "--group-by", "rule", "--output", "json")
                .ends(2));

        assertThat(GroupedOutput.text(view, new Screen(60, false), false)).isEqualTo("""
                NON-COMPLIANT  UNDETERMINED  COMPLIANT  TABLES  RULE
                1              0             0          1       critical
                1              0             1          2       everything
                0              0             0          1       scratch
                2              0             1          4       (all)
                (--wide also shows EXEMPT, NOT APPLICABLE)
                """);
    }

    private static void seen(String table, VerdictKind verdict) {
        LedgerSeed.seen(table, NOW, verdict, Map.of(), LastObservation.Status.ENABLED);
    }

    @ParameterizedTest
    @EnumSource
    void theGroupsOfAStatusAddUpToItsSummary(GroupBy by) {
        LedgerSeed.create(cli);
        seen("orders", VerdictKind.NON_COMPLIANT);
        seen("carts", VerdictKind.COMPLIANT);
        seen("tmp-1", VerdictKind.EXEMPT);
        LedgerSeed.seen("gone", NOW, VerdictKind.NOT_APPLICABLE, Map.of(), LastObservation.Status.GONE);
        StatusView.Summary s = JsonRecords.read(
                        StatusView.class,
                        Cli.run("status", "--output", "json").ends(2).out())
                .summary();

        GroupedView groups =
                json(Cli.run("status", "--all", "--group-by", by.name(), "--policy", policy, "--output", "json")
                        .ends(2));

        assertAddsUp(groups);
        assertThat(groups.total())
                .isEqualTo(new GroupView(
                        null,
                        s.tables(),
                        s.compliant(),
                        s.nonCompliant(),
                        s.exempt(),
                        s.notApplicable(),
                        s.undetermined()));
        assertThat(groups.groups())
                .extracting(group -> String.valueOf(group.name()))
                .containsExactlyElementsOf(
                        switch (by) {
                            case rule -> List.of("null", "scratch");
                            case account -> List.of(ACCOUNT);
                            case owner -> List.of("team-a");
                        });
    }

    @Test
    void statusKnowsTheRuleThatAppliedAlsoWhereItAsksForTags() {
        LedgerSeed.create(cli);
        cli.sweep("--policy", policy, "--ledger", LedgerSeed.LEDGER).ends(2);
        List<GroupView> groups = json(cli.sweep("--policy", policy, "--group-by", "rule", "--output", "json")
                        .ends(2))
                .groups();

        assertThat(groups).extracting(GroupView::name).contains("critical");
        assertThat(json(Cli.run("status", "--group-by", "rule", "--output", "json")
                                .ends(2))
                        .groups())
                .isEqualTo(groups);
        assertThat(json(Cli.run("status", "--group-by", "rule", "--policy", policy, "--output", "json")
                                .ends(2))
                        .groups())
                .isEqualTo(groups);
    }

    @Test
    void saysWhatAStatusNeedsForIt() {
        Cli.run("status", "--group-by", "owner")
                .refuses(
                        64,
                        "pitr-guard: --group-by owner requires --policy: the ledger does not record owners",
                        "Try 'pitr-guard status --help'.");
        Cli.run("status", "--policy", policy)
                .refuses(
                        64,
                        "pitr-guard: --policy requires --group-by or --output ocsf, without --organization",
                        "Try 'pitr-guard status --help'.");
        Cli.run("status", "--group-by", "rule", "--output", "ocsf")
                .refuses(
                        64,
                        "pitr-guard: --group-by cannot be used with --output ocsf, which is about tables",
                        "Try 'pitr-guard status --help'.");
        Cli.run("status", "--organization", "--output", "ocsf")
                .refuses(
                        64,
                        "pitr-guard: --organization counts tables, and --output ocsf is about each: use report --organization --format"
                                + " ocsf",
                        "Try 'pitr-guard status --help'.");
        Cli.run("status", "--organization", "--group-by", "rule")
                .refuses(
                        64,
                        "pitr-guard: --group-by rule cannot be used with --organization, which counts accounts and regions, not"
                                + " tables",
                        "Try 'pitr-guard status --help'.");
    }
}
