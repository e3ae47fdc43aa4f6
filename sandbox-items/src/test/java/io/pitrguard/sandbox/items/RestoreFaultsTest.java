package io.pitrguard.sandbox.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Restores and writes that are ignored, and restores whose answers are lost. */
class RestoreFaultsTest extends RestoreFixture {

    @Test
    void callsThatAreIgnoredChangeNeitherTablesNorTheLog() {
        Instant good = later();
        sandbox.faults().add(Fault.on("PutItem", Effect.IGNORED).times(1));
        sandbox.faults()
                .add(Fault.on("RestoreTableToPointInTime", Effect.IGNORED).times(1));
        put("1", "ignored");
        restore("ignored", good);
        put("1", "b");
        clock.advance(NOT_OFFERED_YET);

        restore("orders-then", good);

        assertThat(sandbox.tables().names()).containsExactly("orders", "orders-then");
        assertThat(versions("orders-then")).isEqualTo(Map.of("1", "a", "2", "a"));
    }

    @Test
    void aRestoreWhoseAnswerIsLostMakesItsTable() {
        Instant good = later();
        sandbox.faults()
                .add(Fault.on("RestoreTableToPointInTime", "lost", Effect.CONNECTION_DROPPED)
                        .afterEffect());

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> restore("lost", good));
        clock.advance(RESTORE);

        assertThat(versions("lost")).isEqualTo(Map.of("1", "a", "2", "a"));
    }
}
