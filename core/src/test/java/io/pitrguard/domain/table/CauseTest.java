package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseTest {
    @ParameterizedTest
    @EnumSource
    void everyKindHasARemedy(Cause.Kind kind) {
        Cause cause = new Cause(kind, "It failed.");

        assertThat(cause.message()).isEqualTo("It failed.");
        assertThat(cause.toDo()).hasSizeGreaterThan(30);
    }

    @Test
    void itsOwnRemedyCountsBeforeThatOfItsKind() {
        Cause cause = new Cause(Cause.Kind.DENIED, "It was denied.", Optional.of("Allow it."));

        assertThat(cause.message()).isEqualTo("It was denied. Allow it.");
        assertThat(cause.toDo()).isEqualTo("Allow it.");
    }

    @Test
    void isNeverWithoutWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cause(Cause.Kind.BROKEN, " "));
    }
}
