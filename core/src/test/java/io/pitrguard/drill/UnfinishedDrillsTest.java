package io.pitrguard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnfinishedDrillsTest {
    private static final DrillRequirement MONTHLY = DrillRequirement.every(Duration.ofDays(30));

    private final DrillFleet fleet = new DrillFleet();

    @Test
    void carriesOnWhatIsNotOverOldestFirst() {
        fleet.table("b", MONTHLY);
        DrillRecord first = fleet.begin().begun().getFirst();
        fleet.time.advance(Duration.ofSeconds(1));
        fleet.table("a", MONTHLY);
        DrillRecord second = fleet.begin().begun().getFirst();

        assertThat(found()).containsExactly(first.id(), second.id());
        assertThat(among(List.of(second.id()))).containsExactly(second.id());

        fleet.recorder = _ -> new Result.Success<>(Optional.of(new DrillEvidenceLink(1, "0".repeat(64))));
        fleet.finish(first);
        assertThat(found()).containsExactly(second.id());
        assertThat(among(List.of(first.id(), second.id()))).containsExactly(second.id());
    }

    /** Whoever was killed between the end and the evidence must not have lost it. */
    @Test
    void carriesOnWhoseEvidenceIsMissing() {
        fleet.table("orders", MONTHLY);
        DrillRecord drill = fleet.begin().begun().getFirst();
        fleet.finish(drill);

        assertThat(found()).containsExactly(drill.id());
        assertThat(among(List.of(drill.id()))).isEmpty();

        fleet.recorder = _ -> new Result.Success<>(Optional.of(new DrillEvidenceLink(1, "0".repeat(64))));
        assertThat(fleet.finish(drill).evidence()).isPresent();
        assertThat(found()).isEmpty();
    }

    @Test
    void givesEvidenceUpInTheEnd() {
        fleet.table("orders", MONTHLY);
        fleet.finish(fleet.begin().begun());

        fleet.time.advance(Duration.ofDays(9));

        assertThat(found()).isEmpty();
    }

    @Test
    void waitsForATableThatIsKeptUntilItsTimeIsNear() {
        fleet.table("orders", MONTHLY);
        DrillId drill = kept(Duration.ofHours(48));

        assertThat(found()).isEmpty();
        fleet.time.advance(Duration.ofHours(25));
        assertThat(found()).containsExactly(drill);
    }

    @Test
    void saysThatTheStoreCouldNotBeRead() {
        assertThat(new UnfinishedDrills(new Unreadable(), fleet.time).find(DrillFleet.WHERE))
                .isEqualTo(new Result.Failure<>(Unreadable.CAUSE));
        assertThat(new UnfinishedDrills(new Unreadable(), fleet.time).among(DrillFleet.WHERE, List.of()))
                .isEqualTo(new Result.Failure<>(Unreadable.CAUSE));
    }

    private record Unreadable() implements DrillStore {
        private static final Cause CAUSE = new Cause(Cause.Kind.BROKEN, "The store failed.");

        @Override
        public Result<Optional<Stored>> read(AccountRegion where, DrillId id) {
            return new Result.Failure<>(CAUSE);
        }

        @Override
        public Result<Listing> list(AccountRegion where) {
            return new Result.Failure<>(CAUSE);
        }

        @Override
        public Result<Optional<Stored>> create(DrillRecord record) {
            return new Result.Failure<>(CAUSE);
        }

        @Override
        public Result<Optional<Stored>> write(Stored read, DrillRecord next) {
            return new Result.Failure<>(CAUSE);
        }
    }

    private DrillId kept(Duration keep) {
        DrillOrder order =
                new DrillOrder(DrillFleet.SCHEDULE.requester(), DrillFleet.SCHEDULE.policyDigest(), keep, false);
        BeginDrill.Outcome.Begun begun = (BeginDrill.Outcome.Begun) new BeginDrill(fleet.planner(), fleet.store)
                .begin(new DrillRequest(
                        DrillFleet.WHERE.table("orders"),
                        new RestoreMoment.Latest(),
                        MONTHLY,
                        order,
                        500,
                        fleet.times));
        for (int step = 0; step < 100; step++) {
            if (fleet.engine()
                            .advance(DrillFleet.WHERE, begun.record().id())
                            .success()
                            .orElseThrow()
                    instanceof DrillStep.Wait wait) {
                if (wait.record().state() instanceof DrillState.Keeping) {
                    return wait.record().id();
                }
                fleet.time.advance(wait.pause());
            }
        }
        throw new AssertionError("The table is not kept.");
    }

    private List<DrillId> found() {
        return new UnfinishedDrills(fleet.store, fleet.time)
                .find(DrillFleet.WHERE)
                .success()
                .orElseThrow();
    }

    private List<DrillId> among(List<DrillId> drills) {
        return new UnfinishedDrills(fleet.store, fleet.time)
                .among(DrillFleet.WHERE, drills)
                .success()
                .orElseThrow();
    }
}
