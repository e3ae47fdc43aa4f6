package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.port.SweepLease;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.DrillWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillFunctionTest {
    private static final String ID = "drill-20261201-020007-orders-7f3a";

    private final DrillTestBed bed = new DrillTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void drillsWhatIsDueStepByStepAndCleansUp() {
        bed.table("orders", DrillTestBed.MONTHLY);

        assertThat(bed.run()).extracting("open", "deleted", "remaining").containsExactly(false, 0L, 0L);

        DrillRecord drill = bed.drills().getFirst();
        assertThat(drill.verdict()).as(drill.checks().toString()).contains(DrillVerdict.PASSED);
        assertThat(drill.evidence()).as(drill.log().toString()).isPresent();
        assertThat(drill.plan().order().scheduled()).isTrue();
        assertThat(drill.plan().order().requester()).endsWith(":function:pitr-guard-drill");
        assertThat(bed.aws.sandbox().buckets().get(DrillTestBed.EVIDENCE).keys("evidence/"))
                .isNotEmpty();
        assertThat(bed.aws.sandbox().tables().names()).containsExactlyInAnyOrder(DrillTestBed.LEDGER, "orders");
        assertThat(bed.due()).as("not due again").isEmpty();
        assertThat(bed.subjects()).as("nobody must hear of it").isEmpty();
        assertThat(bed.metrics)
                .filteredOn(line -> line.contains("DrillsPassed"))
                .hasSize(1);
    }

    @Test
    void peopleHearOnceOfADrillThatFails() {
        bed.table("orders", DrillTestBed.MONTHLY);
        bed.aws.sandbox().restores().wrong("orders").losingOneIn(2);
        List<String> ids = bed.due();

        bed.carryOn(ids);
        bed.carryOn(ids);

        assertThat(bed.record(ids.getFirst()).verdict()).contains(DrillVerdict.FAILED);
        assertThat(bed.subjects()).singleElement().asString().contains("orders");
    }

    @Test
    void peopleHearOnceOfATableThatNoDrillMade() {
        bed.aws.sandbox().tables().create(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000");

        bed.run();
        bed.run();

        assertThat(bed.subjects())
                .containsExactly("[pitr-guard] MEDIUM: tables of drills remain: 1 (123456789012, eu-west-1)");
        bed.aws.sandbox().tables().delete(DrillTarget.PREFIX + "0a1b2c3d-20261101-000000");
        bed.run();
        assertThat(bed.subjects()).hasSize(2).last().asString().contains("tables of drills are gone: 1");
    }

    @Test
    void countsByAnExportWhereThePolicyAsksForOne() {
        bed.table("orders", DrillTestBed.requirement(Optional.of("s3://" + DrillTestBed.EXPORTS + "/drills")));

        bed.run();

        assertThat(bed.drills().getFirst().verdict()).contains(DrillVerdict.PASSED);
        assertThat(bed.aws.sandbox().calls().count("ExportTableToPointInTime")).isEqualTo(1);
    }

    @Test
    void changesNoSourceAndReadsItOnlyForSamples() {
        bed.table("orders", DrillTestBed.MONTHLY);
        long before = bed.aws.sandbox().calls().count("PutItem");

        bed.run();

        assertThat(before).isPositive();
        assertThat(bed.aws.sandbox().calls().count("UpdateTable")).isZero();
        assertThat(bed.aws.sandbox().calls().count("DeleteTable")).isEqualTo(1);
        assertThat(bed.aws.sandbox().tables().get("orders").recovery().toString())
                .contains("Enabled");
    }

    /** Step Functions repeats a call whose answer it lost. */
    @Test
    void aRepeatedBeginningAnswersTheSameDrills() {
        bed.budget = new DrillBudget(1, 5, Optional.empty(), 500);
        bed.table("orders", DrillTestBed.MONTHLY);
        bed.table("carts", DrillTestBed.MONTHLY);
        String event = bed.dueNow();
        List<String> first = DrillTestBed.ids(bed.invoke(event));
        bed.aws.time().advance(Duration.ofSeconds(40));

        List<String> again = DrillTestBed.ids(bed.invoke(event));

        assertThat(first).hasSize(1);
        assertThat(again).as("and begins no more than the run may").isEqualTo(first);
        assertThat(bed.log).contains("A run begins at most 1 drill.");
        assertThat(bed.drills()).hasSize(1);
    }

    /** EventBridge Scheduler starts an execution at least once: the second one names the same time. */
    @Test
    void aScheduleThatComesTwiceSpendsItsBudgetOnce() {
        bed.budget = new DrillBudget(1, 5, Optional.empty(), 500);
        bed.table("orders", DrillTestBed.MONTHLY);
        bed.table("carts", DrillTestBed.MONTHLY);
        String scheduled = bed.aws.time().instant().toString();
        bed.aws.time().advance(Duration.ofMinutes(1));
        List<String> first = DrillTestBed.ids(bed.invoke(started(scheduled)));
        bed.aws.time().advance(Duration.ofMinutes(5));

        List<String> second = DrillTestBed.ids(bed.invoke(started(scheduled)));

        assertThat(second).isEqualTo(first);
        bed.carryOn(second);
        bed.carryOn(first);
        assertThat(bed.drills())
                .singleElement()
                .satisfies(drill -> assertThat(drill.verdict()).contains(DrillVerdict.PASSED));
    }

    private String started(String scheduled) {
        return "{\"due\": {\"started\": \"%s\", \"input\": {\"since\": \"%s\"}}}"
                .formatted(bed.aws.time().instant(), scheduled);
    }

    @Test
    void theNextRunCarriesOnWhatAnotherLeft() {
        bed.table("orders", DrillTestBed.MONTHLY);
        List<String> begun = bed.due();
        bed.step(begun.getFirst());
        bed.step(begun.getFirst());

        assertThat(bed.sweep(begun)).extracting("open", "drills").containsExactly(true, begun);
        bed.aws.time().advance(Duration.ofDays(1));

        assertThat(bed.due()).isEqualTo(begun);
        assertThat(bed.run()).extracting("open").isEqualTo(false);
        assertThat(bed.drills()).hasSize(1);
        assertThat(bed.aws.sandbox().tables().names()).containsExactlyInAnyOrder(DrillTestBed.LEDGER, "orders");
    }

    /** Two at once would read twice as fast as the policy lets them. */
    @Test
    void waitsWhileAnotherInvocationTakesAStep() {
        bed.table("orders", DrillTestBed.MONTHLY);
        String id = bed.due().getFirst();
        SweepLease lease = DrillWiring.lease(bed.aws.clients(), DrillTestBed.LEDGER, new DrillId(id), bed.aws.time());
        lease.take(bed.aws.where(), "another", Duration.ofMinutes(15));

        assertThat(bed.step(id)).extracting("next", "seconds").containsExactly("WAIT", 60L);
        assertThat(bed.record(id).state()).isInstanceOf(DrillState.Planned.class);

        lease.release(bed.aws.where(), "another");
        assertThat(bed.step(id)).extracting("next").isEqualTo("AGAIN");
    }

    @Test
    void goesOnOnceTheLeaseOfALostInvocationIsOver() {
        bed.table("orders", DrillTestBed.MONTHLY);
        String id = bed.due().getFirst();
        DrillWiring.lease(bed.aws.clients(), DrillTestBed.LEDGER, new DrillId(id), bed.aws.time())
                .take(bed.aws.where(), "lost", Duration.ofMinutes(15));

        bed.aws.time().advance(Duration.ofMinutes(16));

        assertThat(bed.step(id)).extracting("next").isEqualTo("AGAIN");
    }

    @Test
    void beginsNothingWhileAnotherInvocationBeginsDrills() {
        bed.table("orders", DrillTestBed.MONTHLY);
        DrillWiring.beginning(bed.aws.clients(), DrillTestBed.LEDGER, bed.aws.time())
                .take(bed.aws.where(), "another", Duration.ofMinutes(15));

        assertThatThrownBy(bed::due).isInstanceOf(StillRunningException.class).hasMessageContaining("begins drills");
        assertThat(bed.drills()).isEmpty();
    }

    @Test
    void deletesWhatADrillLeftOverAndLeavesWhatItDidNotMake() {
        bed.table("orders", DrillTestBed.MONTHLY);
        bed.aws.sandbox().faults().add(Fault.on("DeleteTable", Effect.DENIED));
        List<String> ids = bed.due();
        bed.carryOn(ids);
        DrillState.Ended end = (DrillState.Ended) bed.record(ids.getFirst()).state();
        assertThat(end.left()).isPresent();
        bed.aws.sandbox().faults().clear();
        String stranger = DrillTarget.PREFIX + "0a1b2c3d-20260101-000000";
        bed.aws.sandbox().tables().create(stranger);

        assertThat(bed.sweep(ids)).extracting("deleted", "remaining").containsExactly(1L, 1L);
        assertThat(bed.log).contains("Deleted " + DrillTarget.PREFIX, "The table " + stranger + " remains.");
        assertThat(bed.aws.sandbox().tables().names()).contains(stranger);
    }

    @Test
    void failsWhereTheLedgerCannotBeRead() {
        bed.table("orders", DrillTestBed.MONTHLY);
        bed.aws.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        assertThatThrownBy(bed::due)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("Which drills are due could not be read.");
        assertThatThrownBy(() -> bed.sweep(List.of()))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("What drills left over could not be read.");
        bed.aws.sandbox().faults().clear();

        assertThat(bed.due()).as("nothing holds the lease").hasSize(1);
    }

    @Test
    void saysThatItNeedsALedger() {
        Deployment without = new Deployment(
                new io.pitrguard.config.Settings(
                        io.pitrguard.domain.policy.Policy.BUILT_IN,
                        Path.of(""),
                        false,
                        Optional.empty(),
                        10,
                        Duration.ofSeconds(10),
                        "PitrGuard"),
                bed.aws.functionClients(),
                bed.aws.time(),
                System.out);

        assertThatThrownBy(() -> new DrillFunction(without))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("PITR_GUARD_LEDGER_TABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | The input has none of 'due', 'id' and 'sweep', and needs one.",
                "[] | The input is JSON, but no object.",
                "{\"id\": \"drill-1-a\", \"sweep\": []} | The input has id and sweep of 'due', 'id' and 'sweep'",
                "{\"id\": \"Not An Id\"} | which no drill has",
                "{\"id\": \"20261122-100000-orders-7f3a\"} | which no drill has",
                "{\"id\": \"" + ID + "\"} | There is no drill " + ID + ".",
                "{\"due\": {}} | The input.due has no 'started'.",
                "{\"due\": {\"started\": \"today\"}} | The input.due.started is not a time",
                "{\"due\": {\"started\": \"2026-12-01T02:00:04Z\", \"input\": {\"since\": \"x\"}}} | The input.due.input.since is not a time",
                "{\"due\": {\"started\": \"2026-12-01T02:00:04Z\", \"input\": []}} | The input.due.input is not an object",
                "{\"sweep\": [1]} | The input.sweep[] is not an object",
                "{\"sweep\": [{\"id\": \"x\"}]} | which no drill has"
            })
    void refusesWhatItDoesNotKnow(String event, String message) {
        assertThatThrownBy(() -> bed.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"due", "due-started-by-hand", "sweep"})
    void takesTheEventsOfTheStateMachine(String file) throws IOException {
        String event = Files.readString(Path.of("..", "events", "drill", file + ".json"));

        assertThat((Map<?, ?>) DrillTestBed.object(bed.invoke(event))).isNotEmpty();
    }
}
