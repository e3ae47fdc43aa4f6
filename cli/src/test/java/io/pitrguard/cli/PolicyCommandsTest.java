package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.report.JsonRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pitr-guard policy check} and {@code explain}. */
class PolicyCommandsTest {
    private static final String POLICY = """
            version: 1
            rules:
              - name: load tests
                match: { table: [loadtest-*, tmp-*], account: "111122223333" }
                exempt: { reason: generated, owner: performance team, until: 2020-06-30 }
              - name: scratch
                match: { table: scratch-* }
                exempt: { reason: rebuilt nightly, owner: data-platform, until: 2999-12-31 }
              - name: critical
                match: { tag: [tier=critical, gold], allTags: [env=prod, team] }
                require: { recoveryPeriodDays: 35, maxRestorePointLag: 15m, deletionProtection: true }
                action: remediate
              - name: europe
                match: { region: [eu-*] }
                require: { recoveryPeriodDays: 7 }
            """;

    private static final String ALERTED = "A table that falls short is alerted about and not changed.";

    @TempDir
    private Path folder;

    private CommandResult check(String text) {
        return Cli.run("policy", "check", Cli.file(folder, "my.yaml", text));
    }

    private CommandResult explain(String... arguments) {
        List<String> all = new ArrayList<>(List.of("policy", "explain", Cli.file(folder, "my.yaml", POLICY)));
        all.addAll(List.of(arguments));
        if (!all.contains("--region")) {
            // Not the one that this machine is configured for.
            all.addAll(List.of("--region", "us-east-1"));
        }
        CommandResult result = Cli.run(all.toArray(String[]::new)).ends(0);
        assertThat(result.err()).isEmpty();
        return result;
    }

    @Test
    void describesAValidPolicy() {
        String file = folder.resolve("my.yaml").toString();

        CommandResult result = check(POLICY).ends(0);

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().toList())
                .startsWith(
                        file + " is valid.",
                        "",
                        "Policy " + file + ": 4 rules, tried in order; the first that matches a table applies.")
                .contains("1. load tests: tables named loadtest-* or tmp-*, in account 111122223333."
                        + " Their exemption ENDED on 2020-06-30 and no longer counts: this rule is passed over, and"
                        + " each table that it would exempt is reported. Reason: generated. Owner: performance team.")
                .contains("4. europe: tables in region eu-*. They must have point-in-time recovery on and a recovery"
                        + " period of at least 7 days. " + ALERTED)
                .hasSize(10);
    }

    @Test
    void describesTheSmallestPolicy() {
        String file = folder.resolve("my.yaml").toString();

        assertThat(check("version: 1\n").ends(0).out().lines())
                .containsExactly(
                        file + " is valid.",
                        "",
                        "Policy " + file + ": no rules of its own.",
                        "default: every table. They must have point-in-time recovery on. " + ALERTED,
                        "Exemption by tags: accepted up to 366 days ahead.",
                        "No rule remediates: nothing is ever changed.");
    }

    @Test
    void warnsOfRegionsThatItDoesNotKnow() {
        String file = folder.resolve("my.yaml").toString();

        assertThat(check("""
                                version: 1
                                rules: [{ name: a, match: { region: [eu-wset-1, eu-*] } }]
                                """).ends(0).out().lines().limit(3))
                .containsExactly(
                        file + " is valid.",
                        "Warning: Rule 'a': 'eu-wset-1' matches no known region. Did you mean eu-west-1? Ignore this if"
                                + " the region is new.",
                        "");
    }

    @Test
    void reportsEveryErrorOfAPolicy() {
        String file = folder.resolve("my.yaml").toString();

        check("""
                version: 1
                limit: {}
                rules:
                  - name: a
                    require: { recoveryPeriodDays: 90 }
                """)
                .refuses(
                        1,
                        "pitr-guard: the policy has 2 errors, so nothing was done:",
                        "  " + file + ":2:1: limit: unknown key. Did you mean 'limits'?",
                        "  " + file
                                + ":5:36: rules[0].require.recoveryPeriodDays: 90 is not a whole number from 1 to 35."
                                + " Use 35 for the longest period.");
    }

    @Test
    void saysThatThePolicyFileDoesNotExist() {
        String missing = folder.resolve("missing.yaml").toString();
        String[] errors = {
            "pitr-guard: the policy has 1 error, so nothing was done:",
            "  " + missing + ": there is no such file. Check the path, seen from the current folder."
        };

        Cli.run("policy", "check", missing).refuses(1, errors);
        Cli.run("policy", "explain", missing, "--table", "orders").refuses(1, errors);
    }

    @Test
    void explainsWhichRuleAppliesAndWhyNotTheEarlierOnes() {
        assertThat(explain("--table", "orders", "--region", "eu-west-1").out()).isEqualTo("""
                  no match  load tests: the name 'orders' does not match [loadtest-*, tmp-*]
                  no match  scratch: the name 'orders' does not match [scratch-*]
                  no match  critical: the table has none of the tags [tier=critical, gold]; \
                the table does not have all of the tags [env=prod, team]
                  applies   europe

                They must have point-in-time recovery on and a recovery period of at least 7 days. \
                A table that falls short is alerted about and not changed.
                """);
    }

    @Test
    void explainsAsJson() {
        PolicyExplanationView view = JsonRecords.read(
                PolicyExplanationView.class,
                explain("--table", "scratch-1", "--region", "eu-west-1", "--at", "3000-01-01", "--output", "json")
                        .ends(0)
                        .out());

        assertThat(view.table()).isEqualTo("scratch-1");
        assertThat(view.region()).isEqualTo("eu-west-1");
        assertThat(view.account()).isNull();
        assertThat(view.at()).isEqualTo("3000-01-01T00:00:00Z");
        assertThat(view.rules())
                .extracting(PolicyExplanationView.RuleView::result)
                .contains(PolicyExplanationView.Result.ENDED)
                .endsWith(PolicyExplanationView.Result.APPLIES);
        assertThat(view.meanings())
                .extracting(PolicyExplanationView.MeaningView::rule)
                .containsExactly(view.rules().getLast().name());
    }

    @Test
    void explainsByTags() {
        assertThat(explain("--table", "orders", "--tag", "gold=", "--tag", "env=prod", "--tag", "team=a=b")
                        .out())
                .contains("\n  applies   critical\n\nThey must have point-in-time recovery on, a recovery period of at"
                        + " least 35 days, ")
                .doesNotContain("europe");
    }

    @Test
    void fallsBackToTheDefaultRule() {
        assertThat(explain("--table", "orders", "--region", "us-east-1", "--account", "999988887777")
                        .out())
                .contains(
                        "does not match [loadtest-*, tmp-*]; the account is not one of [111122223333]\n",
                        "  no match  europe: the region does not match [eu-*]\n"
                                + "  applies   default (no rule of the policy matches)\n");
    }

    @Test
    void explainsForTheConfiguredRegion() {
        String policy = Cli.file(folder, "my.yaml", POLICY);
        System.setProperty("aws.region", "eu-west-1");
        try {
            assertThat(Cli.run("policy", "explain", policy, "--table", "orders")
                            .ends(0)
                            .out())
                    .startsWith("In eu-west-1, the configured region:\n  no match  load tests: ")
                    .contains("  applies   europe\n\nThey must");
            System.setProperty("aws.region", "Ireland");
            Cli.run("policy", "explain", policy, "--table", "orders")
                    .refuses(
                            1,
                            "pitr-guard: 'Ireland' is not an AWS region. Use a name such as eu-west-1 (--region or AWS_REGION).");
        } finally {
            System.clearProperty("aws.region");
        }
    }

    @Test
    void listsTheRulesThatMayApplyWhereTheRegionOrTheAccountIsNotKnown() {
        assertThat(unknown("tmp-1"))
                .containsExactly(
                        "  ended     load tests: matches if the account is one of [111122223333] (unknown: pass --account), but its exemption ended on 2020-06-30",
                        "  no match  scratch: the name 'tmp-1' does not match [scratch-*]",
                        "  no match  critical: the table has none of the tags [tier=critical, gold]; the table does not have all of the tags [env=prod, team]",
                        "  depends   europe: applies if the region matches [eu-*] (unknown: pass --region)",
                        "  applies   default: applies otherwise",
                        "",
                        "europe: They must have point-in-time recovery on and a recovery period of at least 7 days. "
                                + ALERTED,
                        "",
                        "default: They must have point-in-time recovery on. " + ALERTED);
    }

    private List<String> unknown(String table) {
        HypotheticalTable asked = new HypotheticalTable(
                new AccountRegion("aws", "000000000000", "unknown-region").table(table),
                new Tags.Known(Map.of()),
                false,
                false);
        Path file = Path.of(Cli.file(folder, "my.yaml", POLICY));
        return new PolicyExplanation(
                        PolicyOption.read(file), asked, Optional.empty(), Instant.parse("2026-11-22T10:00:00Z"))
                .lines(new Screen(1000, false));
    }

    @Test
    void warnsOfAnUnknownRegion() {
        assertThat(explain("--table", "orders", "--region", "eu-wset-1").out())
                .startsWith(
                        "Warning: 'eu-wset-1' is not a known region. Did you mean eu-west-1? Ignore this if the region is new.\n");
    }

    @Test
    void skipsAnEndedExemption() {
        assertThat(explain("--table", "tmp-7", "--account", "111122223333").out())
                .startsWith("  ended     load tests: matches, but its exemption ended on 2020-06-30\n"
                        + "  no match  scratch: the name 'tmp-7' does not match [scratch-*]\n");
    }

    @Test
    void explainsAnExemption() {
        assertThat(explain("--table", "scratch-1").out())
                .contains("  applies   scratch\n\nThey are exempt until 2999-12-31 (")
                .endsWith(" days left). Reason: rebuilt nightly. Owner: data-platform.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2999-12-31 | applies   scratch",
                "3000-01-01 | ended     scratch: matches, but its exemption ended on 2999-12-31",
                "2020-06-30 | applies   scratch"
            })
    void explainsWhatAppliesOnADay(String day, String scratch) {
        assertThat(explain("--table", "scratch-1", "--at", day).out())
                .startsWith("On " + day + ":\n")
                .contains("\n  " + scratch + "\n");
    }

    @Test
    void anExemptionByTagsEndsOnItsDay() {
        String[] tags = {
            "--table", "orders",
            "--tag", "pitr-guard:exempt-until=2027-01-31",
            "--tag", "pitr-guard:exempt-reason=a rehearsal",
            "--tag", "pitr-guard:exempt-owner=me@example.com",
            "--at", "2027-01-31"
        };
        assertThat(explain(tags).out()).contains("The table's tags exempt it until 2027-01-31");
        tags[tags.length - 1] = "2027-02-01";
        assertThat(explain(tags).out()).contains("The exemption from the table's tags ended on 2027-01-31");
    }

    @Test
    void checksAsJson() {
        String file = Cli.file(folder, "my.yaml", POLICY);

        CommandResult result =
                Cli.run("policy", "check", "--output", "json", file).ends(0);

        assertThat(result.err()).isEmpty();
        PolicyCheckView view = JsonRecords.read(PolicyCheckView.class, result.out());
        assertThat(view.policy()).isEqualTo(file);
        assertThat(view.valid()).isTrue();
        assertThat(view.remediates()).isTrue();
        assertThat(view.rules())
                .extracting(
                        PolicyCheckView.RuleView::name,
                        PolicyCheckView.RuleView::exemptUntil,
                        PolicyCheckView.RuleView::exemptionEnded)
                .containsExactly(
                        tuple("load tests", "2020-06-30", true),
                        tuple("scratch", "2999-12-31", false),
                        tuple("critical", null, false),
                        tuple("europe", null, false),
                        tuple("default", null, false));
    }

    @Test
    void showsBackupsAndDrillsAsJson() {
        String file = Cli.file(folder, "schedules.yaml", """
                version: 1
                rules:
                  - name: books
                    match: { table: books-* }
                    backup: { every: 30d, keepFor: 400d, keepLast: 3 }
                    drill:
                      every: 90d
                      targetTime: 2h
                      maxCostUsd: 5
                      timeAttribute: { name: updatedAt, within: 1h }
                      assertions: [{ statement: 'SELECT * FROM {table}', min: 1 }]
                  - name: rest
                    backup: { every: 7d }
                """);

        PolicyCheckView view = JsonRecords.read(
                PolicyCheckView.class,
                Cli.run("policy", "check", "--output", "json", file).out());

        assertThat(view.errors()).isEmpty();
        assertThat(view.rules().get(0).backup()).isEqualTo(new PolicySchedulesView.BackupView("PT720H", "PT9600H", 3));
        PolicySchedulesView.DrillView drill = view.rules().get(0).drill();
        assertThat(drill.every()).isEqualTo("PT2160H");
        assertThat(drill.targetTime()).isEqualTo("PT2H");
        assertThat(drill.maxCostUsd()).isEqualByComparingTo("5");
        assertThat(drill.timeAttribute()).isEqualTo(new PolicySchedulesView.TimeAttributeView("updatedAt", "PT1H"));
        assertThat(drill.exactCount()).isNull();
        assertThat(drill.assertions())
                .singleElement()
                .satisfies(each -> assertThat(each.min()).isEqualTo(1L))
                .satisfies(each -> assertThat(each.max()).isNull());
        assertThat(view.rules().get(1).backup()).isEqualTo(new PolicySchedulesView.BackupView("PT168H", null, 1));
        assertThat(view.rules().get(1).drill()).isNull();
    }

    @Test
    void saysWhoMayRestore() {
        String file = Cli.file(folder, "restores.yaml", """
                version: 1
                recovery: { approval: required, approvers: "arn:aws:iam::*:user/ada", approvalExpires: 30m }
                """);
        String sentence = "Restores: each must be approved by a caller other than its requester";

        assertThat(Cli.run("policy", "check", file).ends(0).out()).contains(sentence);
        assertThat(Cli.run("policy", "explain", file, "--table", "orders")
                        .ends(0)
                        .out())
                .contains(sentence);
        PolicyExplanationView explained = JsonRecords.read(
                PolicyExplanationView.class,
                Cli.run("policy", "explain", file, "--table", "orders", "--output", "json")
                        .ends(0)
                        .out());
        assertThat(explained.restores()).startsWith(sentence);
        PolicyCheckView checked = JsonRecords.read(
                PolicyCheckView.class,
                Cli.run("policy", "check", "--output", "json", file).ends(0).out());
        assertThat(checked.recovery())
                .isEqualTo(new PolicyCheckView.RecoveryView(
                        "required", List.of("arn:aws:iam::*:user/ada"), false, "PT30M", "pitr-guard-restore-"));
    }

    @Test
    void hasLimitsAndOwnersAsJson() {
        String file = Cli.file(folder, "owners.yaml", """
                version: 1
                limits: { maxChangesPerSweep: 5, maxChangesPerAccount: 30 }
                owners: { "444455556666": team-b, "111122223333": team-a }
                """);

        PolicyCheckView view = JsonRecords.read(
                PolicyCheckView.class,
                Cli.run("policy", "check", "--output", "json", file).ends(0).out());

        assertThat(view.limits()).isNotNull();
        assertThat(view.limits().maxChangesPerSweep()).isEqualTo(5);
        assertThat(view.limits().maxChangesPerAccount()).isEqualTo(30);
        assertThat(view.limits().maxExemptionDays()).isEqualTo(366);
        assertThat(view.owners())
                .containsExactly(
                        new PolicyCheckView.OwnerView("111122223333", "team-a"),
                        new PolicyCheckView.OwnerView("444455556666", "team-b"));
        assertThat(view.warnings()).singleElement().asString().contains("maxChangesPerAccount (30)");
        assertThat(Cli.run("policy", "explain", file, "--table", "orders", "--account", "111122223333")
                        .ends(0)
                        .out())
                .endsWith("Digests about account 111122223333 go to team-a.\n");
        assertThat(Cli.run("policy", "explain", file, "--table", "orders", "--account", "777788889999")
                        .ends(0)
                        .out())
                .doesNotContain("Digests");
    }

    @Test
    void warnsAsJson() {
        String file =
                Cli.file(folder, "region.yaml", "version: 1\nrules: [{ name: all, match: { region: eu-west-11 } }]\n");

        CommandResult result =
                Cli.run("policy", "check", "--output", "json", file).ends(0);

        assertThat(JsonRecords.read(PolicyCheckView.class, result.out()).warnings())
                .singleElement()
                .asString()
                .contains("Rule 'all': 'eu-west-11' matches no known region. Did you mean ");
    }

    @Test
    void reportsErrorsAsJson() {
        CommandResult result = Cli.withInput(
                        "version: 1\nlimit: {}\n", () -> Cli.run("policy", "check", "-", "--output", "json"))
                .ends(1);

        PolicyCheckView view = JsonRecords.read(PolicyCheckView.class, result.out());
        assertThat(view.valid()).isFalse();
        assertThat(view.rules()).isEmpty();
        assertThat(view.errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("standard input");
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.path()).isEqualTo("limit");
            assertThat(error.remedy()).contains("Did you mean 'limits'?");
        });
    }

    @Test
    void readsStandardInput() {
        CommandResult checked = Cli.withInput(POLICY, () -> Cli.run("policy", "check", "-"));
        CommandResult explained =
                Cli.withInput(POLICY, () -> Cli.run("policy", "explain", "-", "--table", "scratch-1"));

        assertThat(checked.ends(0).out()).startsWith("standard input is valid.\n");
        assertThat(explained.ends(0).out()).contains("  applies   scratch\n");
    }

    @Test
    void explainsAnExemptionByTags() {
        LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(300);
        assertThat(explain(
                                "--table", "orders",
                                "--tag", "pitr-guard:exempt-until=" + until,
                                "--tag", "pitr-guard:exempt-reason=a rehearsal",
                                "--tag", "pitr-guard:exempt-owner=me@example.com")
                        .out())
                .endsWith("\nThe table's tags exempt it until " + until + ": a rehearsal (owner: me@example.com).\n");
    }

    @Test
    void explainsWhyTagsDoNotExempt() {
        String strict = """
                version: 1
                rules: [{ name: critical, match: { table: orders }, exemptTags: false }]
                """;

        assertThat(explainTagged(strict, "carts").out())
                .contains("until 9999-12-31, but the policy accepts at most 366 days ahead (limits.maxExemptionDays)")
                .doesNotContain("The table's tags exempt it until 9999-12-31:");
        assertThat(explainTagged(strict, "orders").out())
                .contains(
                        "Exemption tags are not accepted.",
                        "The table has exemption tags, but rule 'critical' does not accept them (exemptTags: false)");
    }

    private CommandResult explainTagged(String policy, String table) {
        return Cli.run(
                        "policy",
                        "explain",
                        Cli.file(folder, "strict.yaml", policy),
                        "--table=" + table,
                        "--tag=pitr-guard:exempt-until=9999-12-31",
                        "--tag=pitr-guard:exempt-reason=a rehearsal",
                        "--tag=pitr-guard:exempt-owner=me@example.com")
                .ends(0);
    }

    @Test
    void explainsIncompleteExemptionTags() {
        assertThat(explain("--table", "orders", "--tag", "pitr-guard:exempt-until=soon")
                        .out())
                .endsWith("\nThe table is tagged as exempt, but pitr-guard:exempt-reason, pitr-guard:exempt-owner are"
                        + " missing or empty, so it is not. Set all three exemption tags, or remove them.\n");
    }

    @Test
    void explainsRulesOfOrganizationalUnits() {
        String policy = Cli.file(folder, "units.yaml", """
                version: 1
                rules:
                  - name: workloads
                    match: { ou: Workloads }
                    require: { recoveryPeriodDays: 7 }
                """);

        assertThat(Cli.run("policy", "explain", policy, "--table", "orders")
                        .ends(0)
                        .out())
                .contains(
                        "  depends   workloads: applies if the account is in [Workloads] (unknown: pass --ou)\n",
                        "  applies   default: applies otherwise\n");
        assertThat(Cli.run("policy", "explain", policy, "--table", "orders", "--ou", "Sandbox")
                        .ends(0)
                        .out())
                .contains("  no match  workloads: the account is not in [Workloads]\n");
        assertThat(Cli.run("policy", "explain", policy, "--table", "orders", "--ou", "Workloads/Production")
                        .ends(0)
                        .out())
                .contains("  applies   workloads\n", "7 days");
    }

    /** An id does not tell the path, nor a path the ids. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Workloads/Prod*  | ou-ab12-11111111 | depends   units: applies if the account is in [Workloads/Prod*] (unknown: pass the path of names with --ou)
            ou-ab12-22222222 | ou-ab12-11111111 | depends   units: applies if the account is in [ou-ab12-22222222] (unknown: pass the path of names with --ou)
            ou-ab12-11111111 | ou-ab12-11111111 | applies   units
            ou-ab12-11111111 | Workloads        | depends   units: applies if the account is in [ou-ab12-11111111] (unknown: pass the unit's id with --ou)
            Workloads/Prod*  | Workloads/Test   | no match  units: the account is not in [Workloads/Prod*]
            """)
    void leavesOpenWhatUnitsDoNotTell(String pattern, String unit, String line) {
        String policy = Cli.file(
                folder, "units.yaml", "version: 1\nrules: [{ name: units, match: { ou: '" + pattern + "' } }]\n");

        assertThat(Cli.run("policy", "explain", policy, "--table", "orders", "--ou", unit)
                        .ends(0)
                        .out()
                        .lines())
                .contains("  " + line);
    }

    @ParameterizedTest
    @CsvSource({"Workloads/Prod*, is a pattern.", "ou-ab12, looks like the id"})
    void refusesAPatternAsAUnit(String unit, String problem) {
        String policy = Cli.file(folder, "my.yaml", POLICY);

        assertThat(Cli.run("policy", "explain", policy, "--table", "orders", "--ou", unit)
                        .ends(64)
                        .err())
                .contains("--ou '" + unit + "' " + problem);
    }
}
