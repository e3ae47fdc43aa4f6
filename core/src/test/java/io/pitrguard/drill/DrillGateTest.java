package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Drills that several processes begin at once. */
class DrillGateTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));
    private final DrillFleet fleet = new DrillFleet();

    /** Both planned before either was stored, so neither planner saw the other. */
    @Test
    void restoresATableOnceAtATime() {
        TableRef orders = fleet.table("orders", MONTHLY);
        DrillPlan plan = plan(orders);
        DrillRecord first = store(DrillId.of(plan.plannedAt(), orders, "0000"), plan);
        DrillRecord second = store(
                DrillId.of(plan.plannedAt().plusSeconds(1), orders, "0000"),
                new DrillPlan(
                        plan.source(),
                        plan.moment(),
                        plan.window(),
                        DrillTarget.of(
                                orders,
                                plan.source().tableId(),
                                plan.plannedAt().plusSeconds(1)),
                        plan.requirement(),
                        plan.estimate(),
                        plan.order(),
                        plan.plannedAt()));

        List<DrillRecord> ended = together(List.of(second, first));

        assertThat(ended.getFirst().abort())
                .hasValueSatisfying(why -> assertThat(why.reason()).contains("Another drill of orders"));
        assertThat(ended.getFirst().times().requested()).isEmpty();
        assertThat(ended.getFirst().verdict()).contains(DrillVerdict.NOT_PROVEN);
        assertThat(ended.getLast().verdict()).contains(DrillVerdict.PASSED);
    }

    /** Two schedules each begin as many as may run at once. */
    @Test
    void restoresFiveAtOnce() {
        List<DrillRecord> drills = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TableRef table = fleet.table("table-" + i, MONTHLY);
            DrillPlan plan = plan(table);
            drills.add(store(DrillId.of(plan.plannedAt(), table, "0000"), plan));
        }
        AtomicInteger most = new AtomicInteger();
        fleet.tables.onRestore(call -> {
            fleet.items.restore(call.source(), call.target(), Optional::of);
            most.set(Math.max(most.get(), (int)
                    fleet.store.list(DrillFleet.WHERE).success().orElseThrow().drills().stream()
                            .filter(drill -> !(drill.state() instanceof DrillState.Planned)
                                    && !drill.state().over())
                            .count()));
        });

        List<DrillRecord> ended = together(drills.reversed());

        assertThat(most.get()).isEqualTo(5);
        assertThat(ended.stream().filter(drill -> drill.verdict().equals(Optional.of(DrillVerdict.PASSED))))
                .hasSizeBetween(5, 9);
    }

    /** One that merely keeps its table takes no place. */
    @Test
    void aKeptTableHoldsNobodyUp() {
        for (int i = 0; i < 5; i++) {
            TableRef table = fleet.table("kept-" + i, MONTHLY);
            DrillPlan plan = plan(table);
            store(DrillId.of(plan.plannedAt(), table, "0000"), plan, new DrillState.Keeping("id-x", plan.plannedAt()));
        }
        TableRef orders = fleet.table("orders", MONTHLY);

        List<DrillRecord> begun = fleet.begin().begun();

        assertThat(begun).extracting(drill -> drill.plan().source().table()).containsExactly(orders);
        assertThat(fleet.finish(begun))
                .singleElement()
                .satisfies(drill -> assertThat(drill.verdict()).contains(DrillVerdict.PASSED));
    }

    private DrillPlan plan(TableRef table) {
        DrillRequest request =
                new DrillRequest(table, new RestoreMoment.Latest(), MONTHLY, DrillFleet.SCHEDULE, 500, fleet.times);
        return ((DrillPlanning.Ready) fleet.planner().plan(request)).plan();
    }

    private DrillRecord store(DrillId id, DrillPlan plan) {
        return store(id, plan, new DrillState.Planned());
    }

    private DrillRecord store(DrillId id, DrillPlan plan, DrillState state) {
        DrillRecord record = DrillRecord.planned(id, plan).with(state);
        fleet.store.create(record);
        return record;
    }

    /** Takes turns, a step each, until all are over. */
    private List<DrillRecord> together(List<DrillRecord> drills) {
        List<DrillRecord> now = new ArrayList<>(drills);
        for (int round = 0; round < 1_000; round++) {
            boolean over = true;
            for (int i = 0; i < now.size(); i++) {
                DrillStep step = fleet.engine()
                        .advance(DrillFleet.WHERE, now.get(i).id())
                        .success()
                        .orElseThrow();
                now.set(i, step.record());
                over &= step instanceof DrillStep.Done;
            }
            if (over) {
                return now;
            }
            fleet.time.advance(Duration.ofSeconds(20));
        }
        throw new AssertionError(now.toString());
    }
}
