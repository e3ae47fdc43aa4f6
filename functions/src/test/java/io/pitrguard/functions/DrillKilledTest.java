package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.report.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A function that is killed at its calls to AWS, again and again, before them and after them, and invoked again as Step
 * Functions does: the same end, nothing twice, nothing lost, no table left.
 */
class DrillKilledTest {
    /** Without a target time: whoever is killed has to wait until the lease is over. */
    private static final DrillRequirement PATIENT = new DrillRequirement(
            Duration.ofDays(30),
            Optional.empty(),
            Optional.empty(),
            100,
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(new DrillRequirement.Assertion(
                    "SELECT * FROM {table} WHERE pk = 'item-1'", OptionalLong.of(1), OptionalLong.of(1))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void losesNothing(long seed) {
        try (DrillTestBed bed = new DrillTestBed()) {
            bed.table("orders", PATIENT);
            Random random = new Random(seed);
            Repeated repeated = new Repeated(bed, random);

            List<String> ids = DrillTestBed.ids(repeated.invoke(bed.dueNow()));
            assertThat(ids).hasSize(1);
            String next = "";
            for (int step = 0; step < 500 && !next.equals("DONE"); step++) {
                Map<?, ?> answer = DrillTestBed.object(repeated.invoke(Json.write(Map.of("id", ids.getFirst()))));
                next = String.valueOf(answer.get("next"));
                bed.aws.time().advance(Duration.ofSeconds(((Number) answer.get("seconds")).longValue()));
            }

            DrillRecord drill = bed.record(ids.getFirst());
            assertThat(repeated.kills).as("kills").isGreaterThan(2);
            assertThat(drill.state()).isEqualTo(new DrillState.Ended(Optional.empty()));
            assertThat(drill.verdict()).as(drill.checks() + "\n" + drill.log()).contains(DrillVerdict.PASSED);
            assertThat(drill.evidence()).as(drill.log().toString()).isPresent();
            assertThat(bed.drills()).hasSize(1);
            assertThat(bed.aws.sandbox().tables().names()).containsExactlyInAnyOrder(DrillTestBed.LEDGER, "orders");
            assertThat(DrillTestBed.object(repeated.invoke(
                            Json.write(Map.of("sweep", List.of(Map.of("id", ids.getFirst())))))))
                    .extracting("open", "remaining")
                    .containsExactly(false, 0L);
        }
    }

    /** Invokes a function until it answers, as the retries of the state machine do. */
    private static final class Repeated {
        private final DrillTestBed bed;
        private final Random random;
        private int kills;

        private Repeated(DrillTestBed bed, Random random) {
            this.bed = bed;
            this.random = random;
        }

        private String invoke(String event) {
            for (int call = 0; call < 60; call++) {
                KillSwitch kill = random.nextInt(3) == 0
                        ? new KillSwitch(1 + random.nextInt(8), random.nextBoolean())
                        : KillSwitch.never();
                try {
                    return bed.invoke(event, bed.aws.clients(kill::watch));
                } catch (KillSwitch.Killed killed) {
                    kills++;
                } catch (StillRunningException lost) {
                    bed.aws.time().advance(Duration.ofMinutes(1));
                } catch (InvocationFailedException failed) {
                    assertThat(kill.hasKilled()).as(failed.getMessage()).isTrue();
                    kills++;
                }
                bed.aws.time().advance(Duration.ofSeconds(20));
            }
            throw new AssertionError("no answer to " + event);
        }
    }
}
