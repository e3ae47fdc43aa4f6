package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DueDrillsTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));

    private final DrillFleet fleet = new DrillFleet();

    @Test
    void drillsWhatIsDueAndNotAgainUntilItIs() {
        fleet.table("orders", MONTHLY);

        RunDueDrills.Run first = fleet.begin();
        assertThat(first.begun()).hasSize(1);
        DrillRecord end = fleet.finish(first.begun().getFirst());
        assertThat(end.verdict()).as(end.toString()).contains(DrillVerdict.PASSED);

        fleet.time.advance(Duration.ofDays(26));
        assertThat(fleet.begin().begun()).isEmpty();
        fleet.time.advance(Duration.ofDays(1));
        assertThat(fleet.begin().begun()).hasSize(1);
    }

    @Test
    void doesNotRepeatAFailureInEveryRun() {
        fleet.table("orders", MONTHLY);
        fleet.restored = _ -> Optional.<Item>empty();
        fleet.finish(fleet.begin().begun());

        // Counted from when it was planned, which was half an hour before.
        fleet.time.advance(Duration.ofHours(19));
        assertThat(fleet.begin().begun()).isEmpty();
        fleet.time.advance(Duration.ofHours(5));
        assertThat(fleet.begin().begun()).hasSize(1);
    }

    @Test
    void beginsNoMoreThanTheBudgetAllows() {
        fleet.budget = new DrillBudget(5, 2, Optional.of(new BigDecimal("0.30")), 500);
        fleet.table("a", MONTHLY);
        fleet.time.advance(Duration.ofDays(1));
        fleet.table("b", MONTHLY);
        fleet.table("c", MONTHLY);

        RunDueDrills.Run run = fleet.begin();

        assertThat(run.begun())
                .extracting(drill -> drill.plan().source().table().name())
                .containsExactly("a", "b");
        assertThat(run.postponed())
                .singleElement()
                .satisfies(postponed -> assertThat(postponed.reason()).isEqualTo("At most 2 drills run at once."));
        assertThat(fleet.begin().begun()).isEmpty();
    }

    /** Step Functions repeats a call whose answer it lost, and the schedule may come twice. */
    @Test
    void aRepeatedCallDoesNotSpendTheBudgetOfTheRunAgain() {
        fleet.budget = new DrillBudget(1, 5, Optional.empty(), 500);
        fleet.table("a", MONTHLY);
        fleet.table("b", MONTHLY);
        Instant since = fleet.time.instant();

        assertThat(fleet.begin(since).begun()).hasSize(1);
        fleet.time.advance(Duration.ofMinutes(3));
        assertThat(fleet.begin(since).begun()).isEmpty();
        assertThat(fleet.begin(since).postponed())
                .extracting(RunDueDrills.Postponed::reason)
                .containsExactly("A run begins at most 1 drill.");
        assertThat(fleet.begin(fleet.time.instant()).begun()).as("the next run").hasSize(1);
    }

    @Test
    void leavesExemptTablesAndThoseOfOtherRules() {
        TableRef exempt = fleet.table("exempt", MONTHLY);
        TableRef other = fleet.table("other", MONTHLY);
        fleet.observe(exempt, "exempt", VerdictKind.EXEMPT);
        fleet.observe(other, "gone-rule", VerdictKind.COMPLIANT);

        RunDueDrills.Run run = fleet.begin();

        assertThat(run.begun()).isEmpty();
        assertThat(run.problems())
                .as("that no drill is due of the other one is not known")
                .extracting(Cause::message)
                .containsExactly(
                        "Whether a drill is due is not known of 1 table, such as other: the ledger has no rule of"
                                + " this policy for it, but 'gone-rule' of the last sweep. Sweep with this policy first.");
    }

    /** Whatever rule applies to a table, a policy without drills asks for none. */
    @Test
    void missesNoRuleWhereThePolicyAsksForNoDrill() {
        TableRef orders = fleet.table("orders", MONTHLY);
        fleet.observe(orders, "gone-rule", VerdictKind.COMPLIANT);

        DueDrills.Due due =
                fleet.due().find(DrillFleet.WHERE, Policy.BUILT_IN).success().orElseThrow();

        assertThat(due.rows()).isEmpty();
        assertThat(due.problems()).isEmpty();
    }

    @Test
    void listsTheTablesWithTheirDates() {
        TableRef orders = fleet.table("orders", MONTHLY);
        fleet.finish(fleet.begin().begun());

        DueDrills.Due due =
                fleet.due().find(DrillFleet.WHERE, fleet.policy()).success().orElseThrow();

        assertThat(due.rows()).singleElement().satisfies(row -> {
            assertThat(row.table()).isEqualTo(orders);
            assertThat(row.past().passed()).isPresent();
            assertThat(row.dueAt()).isBefore(row.deadline());
            assertThat(row.running()).isEmpty();
        });
        assertThat(due.choices()).isEmpty();
    }

    @Test
    void saysThatTheLedgerCouldNotBeRead() {
        fleet.table("orders", MONTHLY);
        Cause cause = new Cause(Cause.Kind.BROKEN, "The ledger failed.");
        fleet.ledger.fail(cause);

        assertThat(fleet.due().find(DrillFleet.WHERE, fleet.policy())).isEqualTo(new Result.Failure<>(cause));
    }

    @Test
    void postponesATableThatCannotBeRestored() {
        TableRef orders = fleet.table("orders", MONTHLY);
        fleet.tables.vanish(orders);

        RunDueDrills.Run run = fleet.begin();

        assertThat(run.begun()).isEmpty();
        assertThat(run.postponed())
                .extracting(RunDueDrills.Postponed::reason)
                .containsExactly(
                        "There is no table orders in eu-west-1. Check its name and the region. If it was deleted:"
                                + " ./pitr-guard restore --deleted orders --region eu-west-1 --plan");
    }

    @Test
    void drillsNoTableThatCostsTooMuch() {
        fleet.table(
                "orders",
                new DrillRequirement(
                        Duration.ofDays(30),
                        Optional.empty(),
                        Optional.of(new BigDecimal("0.10")),
                        100,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));

        assertThat(fleet.begin().postponed())
                .extracting(RunDueDrills.Postponed::reason)
                .containsExactly(
                        "A drill of this table may cost at most 0.10 US dollars, and with this one it would be 0.15.");
    }

    /** An exact count exports the table, which costs about as much again. */
    @Test
    void countsTheExportOfAnExactCount() {
        fleet.table(
                "orders",
                new DrillRequirement(
                        Duration.ofDays(30),
                        Optional.empty(),
                        Optional.of(new BigDecimal("0.20")),
                        100,
                        false,
                        Optional.empty(),
                        Optional.of("s3://exports/counts"),
                        List.of()));

        assertThat(fleet.begin().postponed())
                .extracting(RunDueDrills.Postponed::reason)
                .containsExactly(
                        "A drill of this table may cost at most 0.20 US dollars, and with this one it would be 0.30.");
    }

    /** What a sweep records of a table leaves its indexes out: the plan knows what they cost. */
    @Test
    void countsWhatIndexesCostInTheBudgetOfARun() {
        DrillRequirement indexes = new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                100,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of());
        for (String name : List.of("a", "b")) {
            TableRef table = fleet.table(name, indexes);
            fleet.tables.change(
                    table,
                    first -> new TableDescription(
                            first.table(),
                            first.status(),
                            first.tableId(),
                            first.created(),
                            first.restore(),
                            new TableShape(
                                    OptionalLong.of(1L << 30),
                                    List.of(new TableIndex(
                                            "i",
                                            TableIndex.Kind.GLOBAL,
                                            TableIndex.Status.ACTIVE,
                                            OptionalLong.of(1L << 30))),
                                    first.shape().billing(),
                                    first.shape().encryption(),
                                    first.shape().stream()),
                            first.deletionProtection(),
                            first.replicas(),
                            first.keys()));
        }
        fleet.budget = new DrillBudget(5, 5, Optional.of(new BigDecimal("0.40")), 500);

        RunDueDrills.Run run = fleet.begin();

        assertThat(run.begun()).hasSize(1);
        assertThat(run.postponed())
                .singleElement()
                .satisfies(postponed -> assertThat(postponed.reason()).contains("further drills of this run", "0.30"));
    }

    @Test
    void triesAgainATableWhoseDrillAskedForNothing() {
        TableRef orders = fleet.table("orders", MONTHLY);
        DrillRecord drill = fleet.begin().begun().getFirst();
        fleet.store.write(
                fleet.store
                        .read(DrillFleet.WHERE, drill.id())
                        .success()
                        .orElseThrow()
                        .orElseThrow(),
                drill.to(new DrillState.Ended(Optional.empty()), fleet.now(), "Another drill of orders runs."));
        fleet.time.advance(Duration.ofMinutes(5));

        assertThat(fleet.begin().begun())
                .extracting(begun -> begun.plan().source().table())
                .containsExactly(orders);
    }

    @Test
    void drillsNoTableOfADrill() {
        fleet.table(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000", MONTHLY);

        assertThat(fleet.due()
                        .find(DrillFleet.WHERE, fleet.policy())
                        .success()
                        .orElseThrow()
                        .rows())
                .isEmpty();
    }

    @Test
    void tellsThatATableCouldNotBeRead() {
        fleet.table("orders", MONTHLY);
        Cause cause = new Cause(Cause.Kind.DENIED, "dynamodb:DescribeTable was denied.");
        fleet.tables.unreadable(Optional.of(cause));

        RunDueDrills.Run run = fleet.begin();

        assertThat(run.problems()).containsExactly(cause);
        assertThat(run.postponed()).hasSize(1);
    }
}
