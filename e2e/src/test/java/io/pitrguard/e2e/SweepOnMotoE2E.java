package io.pitrguard.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sweep of 250 tables that the AWS CLI made, held against what the AWS CLI says; each test goes on from the last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SweepOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    private static final int CHANGE_BUDGET = 10;

    private static Fleet fleet;
    private static Path policy;
    private static Map<String, Seen> seen;

    @BeforeAll
    static void fill() {
        policy = Repository.write("tiers.yaml", Tiers.policy(1_000));
        fleet = MixedFleet.create(MOTO.aws());
        read();
    }

    /** Reads with the AWS CLI; the state after one sweep is the state before the next. */
    private static Map<String, Seen> read() {
        seen = fleet.read();
        return seen;
    }

    @Test
    @Order(1)
    void judgesEveryTableAsTheAwsCliShowsIt() {
        Map<String, Seen> before = seen;

        Run run = MOTO.pitrGuard().sweep("--policy", policy.toString(), "--output", "json");

        assertThat(read())
                .as("a sweep without --fix changes nothing")
                .isEqualTo(before)
                .hasSize(MixedFleet.SIZE);
        assertAgrees(run.ends(2).json(), before);
        assertThat(outcomes(run.json()))
                .as("nothing is more than planned")
                .containsOnlyKeys("Planned", "AlertOnly")
                .satisfies(all -> assertThat(all.get("Planned") + all.get("AlertOnly"))
                        .isEqualTo(verdicts(before).get("NON_COMPLIANT")));
    }

    @Test
    @Order(2)
    void changesNoMoreTablesThanTheChangeBudgetAllows() {
        Path limited = Repository.write("limited.yaml", Tiers.policy(CHANGE_BUDGET));
        Map<String, Seen> before = seen;

        Run run = MOTO.pitrGuard().sweep("--policy", limited.toString(), "--fix", "--output", "json");

        Map<String, Seen> after = read();
        assertAgrees(run.ends(2).json(), after);
        List<String> changed = changed(before, after);
        assertThat(changed).hasSize(CHANGE_BUDGET).isEqualTo(tables(run.json(), "Fixed"));
        assertThat(changed)
                .as("the first rule's tables come first")
                .allSatisfy(name -> assertThat(before.get(name).tags()).containsEntry("tier", "critical"));
        assertThat(after.values())
                .filteredOn(table -> changed.contains(table.name()))
                .allSatisfy(table -> assertThat(table.days()).isEqualTo(Tiers.daysAfterFix(before.get(table.name()))));
        assertThat(tables(run.json(), "OverBudget"))
                .isEqualTo(names(
                        after.values().stream().filter(Tiers::isRemediated).toList()));
    }

    @Test
    @Order(3)
    void fixesExactlyWhatThePolicyAllows() {
        Map<String, Seen> before = seen;

        Run run = MOTO.pitrGuard().sweep("--policy", policy.toString(), "--fix", "--output", "json");

        Map<String, Seen> after = read();
        List<String> allowed =
                names(before.values().stream().filter(Tiers::isRemediated).toList());
        assertThat(allowed).hasSizeGreaterThan(20);
        assertThat(changed(before, after)).isEqualTo(allowed).isEqualTo(tables(run.json(), "Fixed"));
        assertThat(after.values())
                .allSatisfy(table -> assertThat(table.days()).isEqualTo(Tiers.daysAfterFix(before.get(table.name()))));
        assertAgrees(run.ends(2).json(), after);
        assertThat(outcomes(run.json()))
                .as("tables whose rule only alerts do not change")
                .isEqualTo(Map.of(
                        "Fixed", allowed.size(), "AlertOnly", verdicts(after).get("NON_COMPLIANT")));
    }

    @Test
    @Order(4)
    void aSecondFixChangesNothing() {
        Map<String, Seen> before = seen;

        Run run = MOTO.pitrGuard().sweep("--policy", policy.toString(), "--fix", "--output", "json");

        assertThat(read()).isEqualTo(before);
        assertAgrees(run.ends(2).json(), before);
        assertThat(outcomes(run.json())).containsOnlyKeys("AlertOnly");
    }

    /** Table by table, and in the sums. */
    private static void assertAgrees(JsonNode sweep, Map<String, Seen> shown) {
        assertThat(Reported.all(sweep))
                .containsExactlyElementsOf(
                        shown.values().stream().map(Tiers::expected).toList());
        JsonNode summary = sweep.path("summary");
        Map<String, Integer> verdicts = verdicts(shown);
        assertThat(summary.path("tables").asInt()).isEqualTo(shown.size());
        assertThat(summary.path("compliant").asInt()).isEqualTo(verdicts.get("COMPLIANT"));
        assertThat(summary.path("nonCompliant").asInt()).isEqualTo(verdicts.get("NON_COMPLIANT"));
        assertThat(summary.path("exempt").asInt()).isEqualTo(verdicts.get("EXEMPT"));
        assertThat(summary.path("undetermined").asInt()).isZero();
        assertThat(summary.path("notApplicable").asInt()).isZero();
        assertThat(summary.path("fixed").asInt()).isEqualTo(outcomes(sweep).getOrDefault("Fixed", 0));
        assertThat(sweep.path("sweep").path("complete").asBoolean()).isTrue();
        assertThat(sweep.path("sweep").path("reads").path("throttled").asInt()).isZero();
    }

    private static Map<String, Integer> verdicts(Map<String, Seen> shown) {
        return shown.values().stream()
                .map(Tiers::expected)
                .collect(groupingBy(Reported::verdict, TreeMap::new, summingInt(table -> 1)));
    }

    private static Map<String, Integer> outcomes(JsonNode sweep) {
        return StreamSupport.stream(sweep.path("tables").spliterator(), false)
                .map(table -> table.path("remediation").path("outcome").asText())
                .filter(outcome -> !outcome.isEmpty())
                .collect(groupingBy(outcome -> outcome, TreeMap::new, summingInt(outcome -> 1)));
    }

    private static List<String> tables(JsonNode sweep, String outcome) {
        return StreamSupport.stream(sweep.path("tables").spliterator(), false)
                .filter(table ->
                        table.path("remediation").path("outcome").asText().equals(outcome))
                .map(table -> table.path("name").asText())
                .toList();
    }

    /** Returns the tables of which the AWS CLI shows anything else than before, be it only a restorable moment. */
    private static List<String> changed(Map<String, Seen> before, Map<String, Seen> after) {
        assertThat(after).hasSameSizeAs(before);
        return names(after.values().stream()
                .filter(table -> !table.equals(before.get(table.name())))
                .toList());
    }

    private static List<String> names(Collection<Seen> tables) {
        return tables.stream().map(Seen::name).sorted().toList();
    }
}
