package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** Calls that take effect although their callers do not learn it. */
class LateFaultsTest extends SandboxFixture {

    private static final String UPDATE = "UpdateContinuousBackups";

    @BeforeEach
    void seed() {
        sandbox.tables().create("payments");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CONNECTION_DROPPED", "MALFORMED", "EMPTY", "THROTTLED"})
    void aCallWhoseAnswerIsLostTakesEffect(Effect effect) {
        sandbox.faults().add(Fault.on(UPDATE, effect).afterEffect().times(1));

        if (effect == Effect.EMPTY) {
            dynamoDb.updateContinuousBackups(request -> request.tableName("payments")
                    .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        } else {
            assertThatExceptionOfType(SdkException.class).isThrownBy(() -> enable("payments", 35));
        }

        assertThat(recovery("payments").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(sandbox.trailEvents()).singleElement().asString().contains("\"eventName\":\"" + UPDATE + "\"");
    }

    @Test
    void aCallThatIsRefusedAnywayIsRefusedAsItIs() {
        sandbox.faults().add(Fault.on(UPDATE, Effect.CONNECTION_DROPPED).afterEffect());

        assertRefused(() -> enable("missing", 35), "TableNotFoundException");
        assertThat(sandbox.trailEvents()).isEmpty();
    }
}
