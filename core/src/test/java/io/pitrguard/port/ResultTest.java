package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final Cause DENIED = new Cause(Cause.Kind.DENIED, "Denied.");

    @Test
    void tellsTheValueOrTheCause() {
        Result<Integer> success = new Result.Success<>(7);
        Result<Integer> failure = new Result.Failure<>(DENIED);

        assertThat(success.success()).contains(7);
        assertThat(success.failure()).isEmpty();
        assertThat(failure.success()).isEmpty();
        assertThat(failure.failure()).contains(DENIED);
        assertThat(success.map(number -> "" + number)).isEqualTo(new Result.Success<>("7"));
        assertThat(failure.map(number -> "" + number)).isEqualTo(new Result.Failure<>(DENIED));
    }

    @Test
    void takesDefectForFailure() {
        assertThat(Result.<String>of(() -> {
                    throw new IllegalStateException("odd");
                }))
                .isEqualTo(new Result.Failure<>(Cause.unexpected(new IllegalStateException("odd"))));
        assertThat(Result.of(() -> new Result.Success<>("fine"))).isEqualTo(new Result.Success<>("fine"));
    }
}
