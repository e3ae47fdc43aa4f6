package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyRestore;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreFailureTest {
    private static final Cause CAUSE = new Cause(Cause.Kind.REFUSED, "AWS answered so.");

    @ParameterizedTest
    @CsvSource({
        "TARGET_EXISTS, false",
        "TARGET_BUSY, true",
        "SOURCE_NOT_FOUND, false",
        "TIME_OUTSIDE_WINDOW, false",
        "RECOVERY_OFF, false",
        "BACKUP_NOT_FOUND, false",
        "BACKUP_BUSY, true",
        "LIMIT_EXCEEDED, true",
        "THROTTLED, true",
        "INTERNAL, true",
        "DENIED, false",
        "INVALID, false"
    })
    void knowsWhichRefusalsPass(RestoreError error, boolean passing) {
        RestoreFailure failure = RestoreFailure.of(error, AnyRestore.plan(), CAUSE);

        assertThat(failure.passing()).isEqualTo(passing);
        assertThat(failure.reason()).endsWith(".");
        assertThat(failure.remedy()).isNotBlank();
        if (failure.remedy().contains(" orders")) {
            assertThat(failure.remedy()).as("a command works in any shell").endsWith(" --region eu-west-1");
        }
    }

    @Test
    void hasAReasonOfItsOwnForEach() {
        assertThat(Stream.of(RestoreError.values())
                        .map(error -> RestoreFailure.of(error, AnyRestore.plan(), CAUSE)
                                .reason())
                        .distinct())
                .hasSameSizeAs(RestoreError.values());
    }

    @Test
    void keepsTheRemedyOfTheCause() {
        Cause known = new Cause(Cause.Kind.DENIED, "Denied by a policy.", Optional.of("Ask the owner."));

        assertThat(RestoreFailure.of(RestoreError.DENIED, AnyRestore.plan(), known)
                        .remedy())
                .isEqualTo("Ask the owner.");
        assertThat(RestoreFailure.of(RestoreError.INVALID, AnyRestore.plan(), known)
                        .remedy())
                .isEqualTo("Ask the owner.");
    }
}
