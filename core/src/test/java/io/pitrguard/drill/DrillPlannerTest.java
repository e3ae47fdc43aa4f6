package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillPlannerTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));

    private final DrillFleet fleet = new DrillFleet();
    private final TableRef orders = fleet.table("orders", MONTHLY);

    @Test
    void plansARestoreToTheLatestMoment() {
        DrillPlan plan = ready(new RestoreMoment.Latest());

        assertThat(plan.moment()).isEqualTo(AnyDrill.AT.minus(Duration.ofMinutes(5)));
        assertThat(plan.window().latest()).isEqualTo(plan.moment());
        assertThat(plan.target().name()).startsWith(DrillTarget.PREFIX);
        assertThat(plan.source().tableId()).isEqualTo(fleet.ids.get(orders));
        assertThat(plan.source().keys()).isEqualTo(AnyDrill.KEYS);
        assertThat(plan.estimate().time()).isEqualTo(new TimeEstimate.General());
        assertThat(((RestoreCost.Usd) plan.estimate().cost()).most()).isEqualByComparingTo("0.15");
    }

    @Test
    void estimatesTheTimeFromEarlierDrills() {
        fleet.finish(fleet.begin().begun());

        assertThat(ready(new RestoreMoment.Latest()).estimate().time()).isInstanceOf(TimeEstimate.Measured.class);
    }

    @Test
    void plansOneDrillOfATableAtATime() {
        fleet.begin();

        assertThat(reason(orders, new RestoreMoment.Latest())).contains("still runs");
    }

    @Test
    void refusesAMomentOutsideTheWindow() {
        assertThat(reason(orders, new RestoreMoment.At(AnyDrill.AT.minus(Duration.ofDays(9)))))
                .contains("can be restored to moments since");
    }

    @Test
    void namesTheWindowAndBackupsInstead() {
        fleet.tables.add(AnyRestore.backup(orders, AnyDrill.AT.minus(Duration.ofDays(8))));
        RestoreMoment early = new RestoreMoment.At(AnyDrill.AT.minus(Duration.ofDays(9)));

        assertThat(((DrillPlanning.NotPossible) plan(orders, early)).alternatives())
                .extracting(Alternative::what)
                .contains("The earliest moment of its window", "The latest moment of its window")
                .anyMatch(what -> what.contains("backup"));
    }

    @Test
    void refusesTablesThatDoNotExistOrThatDrillsMade() {
        TableRef made = DrillFleet.WHERE.table(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000");
        fleet.tables.createWithoutRecovery(made);

        assertThat(reason(DrillFleet.WHERE.table("none"), new RestoreMoment.Latest()))
                .contains("There is no table none");
        assertThat(reason(made, new RestoreMoment.Latest())).contains("is one that a drill made");
    }

    @Test
    void refusesATableWithoutRecovery() {
        TableRef off = DrillFleet.WHERE.table("off");
        fleet.tables.createWithoutRecovery(off);

        assertThat(reason(off, new RestoreMoment.Latest())).contains("is off");
    }

    @Test
    void estimatesTheTimeOfTheChecks() {
        assertThat(ready(new RestoreMoment.Latest()).estimate().checks())
                .hasValueSatisfying(checks ->
                        assertThat(checks.expected()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(11)));

        BeginDrill.Outcome begun = new BeginDrill(fleet.planner(), fleet.store).begin(request(MONTHLY));

        assertThat(((BeginDrill.Outcome.Begun) begun).record().log())
                .anySatisfy(event -> assertThat(event.what()).startsWith("The checks will take about "));
    }

    @Test
    void tellsWhenTheChecksAloneTakeLongerThanTheTarget() {
        DrillRequirement quick = new DrillRequirement(
                MONTHLY.every(),
                Optional.of(Duration.ofMinutes(5)),
                Optional.empty(),
                100,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());

        BeginDrill.Outcome begun = new BeginDrill(fleet.planner(), fleet.store).begin(request(quick));

        assertThat(((BeginDrill.Outcome.Begun) begun).record().log())
                .anySatisfy(event -> assertThat(event.what()).contains("longer than the targetTime of 5 min"));
    }

    @Test
    void refusesADrillWhoseChecksCannotEnd() {
        fleet.budget = new DrillBudget(5, 5, Optional.empty(), 1);

        assertThat(reason(orders, new RestoreMoment.Latest()))
                .contains("nothing would be proven", "Set drills.readsPerSecond to ");
    }

    private DrillPlan ready(RestoreMoment moment) {
        return ((DrillPlanning.Ready) plan(orders, moment)).plan();
    }

    private String reason(TableRef table, RestoreMoment moment) {
        return ((DrillPlanning.NotPossible) plan(table, moment)).reason();
    }

    private DrillPlanning plan(TableRef table, RestoreMoment moment) {
        return fleet.planner().plan(request(table, moment, MONTHLY));
    }

    private DrillRequest request(DrillRequirement requirement) {
        return request(orders, new RestoreMoment.Latest(), requirement);
    }

    private DrillRequest request(TableRef table, RestoreMoment moment, DrillRequirement requirement) {
        return new DrillRequest(
                table, moment, requirement, AnyDrill.order(), fleet.budget.readsPerSecond(), fleet.times);
    }
}
