package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.config.model.ComplianceType.COMPLIANT;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Faults in the answers of AWS Config. */
class ConfigFaultsTest extends ConfigFixture {

    private static final String PUT = "PutEvaluations";

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, ThrottlingException, 400",
        "DENIED, AccessDeniedException, 400",
        "EXPIRED_TOKEN, ExpiredTokenException, 400",
        "SERVER_ERROR, InternalFailure, 500",
        "UNAVAILABLE, ServiceUnavailable, 503",
        "VALIDATION, ValidationException, 400",
        "GONE, NoSuchConfigRuleException, 400"
    })
    void refusesInTheWordsOfConfig(Effect effect, String code, int status) {
        sandbox.faults().add(Fault.on(PUT, effect));

        assertThat(assertRefused(() -> put(evaluation("orders", COMPLIANT)), code)
                        .statusCode())
                .isEqualTo(status);
        assertThat(rule.accepted()).isEmpty();
    }

    @Test
    void aResourceCanBeGoneFromTheHistory() {
        sandbox.tables().create("orders");
        sandbox.config().record("orders");
        sandbox.faults().add(Fault.on("GetResourceConfigHistory", "orders", Effect.GONE));

        assertRefused(
                () -> config.getResourceConfigHistory(
                        request -> request.resourceType(TABLE).resourceId("orders")),
                "ResourceNotDiscoveredException");
    }

    @Test
    void aFaultForATableHitsAnEvaluationOfThatTableAlone() {
        sandbox.faults().add(Fault.on(PUT, "orders", Effect.THROTTLED));

        assertRefused(() -> put(evaluation("orders", COMPLIANT)), "ThrottlingException");
        put(evaluation("payments", COMPLIANT));
        put(evaluation("orders", COMPLIANT), evaluation("payments", COMPLIANT));

        assertThat(rule.accepted()).hasSize(3);
    }

    @Test
    void anIgnoredCallIsAnsweredAndChangesNothing() {
        sandbox.config().failEvaluations("payments", 1);
        sandbox.faults().add(Fault.on(PUT, Effect.IGNORED).times(1));

        assertThat(put(evaluation("orders", COMPLIANT), evaluation("payments", COMPLIANT))
                        .failedEvaluations())
                .hasSize(1);
        assertThat(rule.accepted()).isEmpty();
        assertThat(put(evaluation("payments", COMPLIANT)).failedEvaluations()).hasSize(1);
    }

    @Test
    void answersCanBeEmptyOrUnreadable() {
        sandbox.faults()
                .add(Fault.on(PUT, Effect.EMPTY).times(1))
                .add(Fault.on(PUT, Effect.MALFORMED).times(1))
                .add(Fault.on(PUT, Effect.CONNECTION_DROPPED).times(1));

        assertThat(put(evaluation("orders", COMPLIANT)).hasFailedEvaluations()).isFalse();
        assertThatThrownBy(() -> put(evaluation("orders", COMPLIANT))).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> put(evaluation("orders", COMPLIANT))).isInstanceOf(SdkClientException.class);
        assertThat(rule.accepted()).isEmpty();
        assertThat(sandbox.calls().count(PUT)).isEqualTo(3);
    }
}
