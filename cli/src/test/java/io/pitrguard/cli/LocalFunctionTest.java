package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.FunctionKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@link LocalFunction}: every deployed function. */
class LocalFunctionTest {
    @Test
    void runsEveryFunctionLocally() {
        assertThat(Arrays.stream(LocalFunction.values()).map(LocalFunction::kind))
                .containsExactly(FunctionKind.values());
    }
}
