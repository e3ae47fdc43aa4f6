package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.SampleFleet.Kind;
import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sample fleet is the same each time and holds every kind of table. */
class SampleFleetTest extends SandboxFixture {

    @Test
    void holdsEveryKindAmongTwenty() {
        SampleFleet.seed(sandbox, 20);

        assertThat(sandbox.tables().names()).hasSize(20);
        assertThat(IntStream.range(0, 20).mapToObj(SampleFleet::kind)).contains(Kind.values());
        assertThat(first(Kind.RESTARTED).recovery())
                .isEqualTo(new Recovery.Enabled(35, NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofMinutes(5))));
        assertThat(first(Kind.SHORT_PERIOD).recovery())
                .isInstanceOfSatisfying(
                        Recovery.Enabled.class,
                        state -> assertThat(state.days()).isEqualTo(7));
        assertThat(first(Kind.OFF).recovery()).isEqualTo(new Recovery.Disabled());
        assertThat(first(Kind.EXEMPT).tags()).containsEntry("pitr-guard:exempt-until", "2026-05-30");
        assertThat(first(Kind.EXPIRED_EXEMPTION).tags()).containsEntry("pitr-guard:exempt-until", "2026-01-30");
    }

    @Test
    void isTheSameEachTime() {
        SampleFleet.seed(sandbox, 60);

        try (Sandbox other = Sandbox.start(options())) {
            SampleFleet.seed(other, 60);

            assertThat(other.tables().names()).isEqualTo(sandbox.tables().names());
            for (String name : sandbox.tables().names()) {
                assertThat(other.tables().get(name).state())
                        .isEqualTo(sandbox.tables().get(name).state());
            }
        }
    }

    @Test
    void canBeAllCompliant() {
        SampleFleet.seedCompliant(sandbox, 30);

        assertThat(sandbox.tables().names())
                .hasSize(30)
                .allSatisfy(name -> assertThat(sandbox.tables().get(name).recovery())
                        .isInstanceOfSatisfying(
                                Recovery.Enabled.class,
                                state -> assertThat(state.days()).isEqualTo(35)));
    }

    private SandboxTable first(Kind kind) {
        int index = IntStream.iterate(0, next -> next + 1)
                .filter(candidate -> SampleFleet.kind(candidate) == kind)
                .findFirst()
                .orElseThrow();
        return sandbox.tables().get(SampleFleet.name(index));
    }
}
