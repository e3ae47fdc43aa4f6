package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** The part of the fault matrix that only a function reaches: every fault at the publishing of the digest. */
class PublishFaultTest {
    private final SweepTestBed function = new SweepTestBed();

    /** The SDK repeats the first refusal in a process whose clock differs from AWS's, as a test's does: here, it knows. */
    @BeforeEach
    void theSdkKnowsHowClocksDiffer() {
        SdkGlobalTime.setGlobalTimeOffset(
                Math.toIntExact(Duration.between(function.aws.sandbox().clock().instant(), Instant.now())
                        .toSeconds()));
    }

    @AfterEach
    void close() {
        function.close();
    }

    static Stream<Arguments> everyFault() {
        return Stream.of(Effect.values())
                .flatMap(effect -> Stream.of(false, true).map(always -> Arguments.of(effect, always)));
    }

    @ParameterizedTest(name = "{0} at Publish, always: {1}")
    @MethodSource("everyFault")
    void losesNoResultAndHidesNoFailure(Effect effect, boolean always) throws IOException {
        function.aws.sandbox().tables().create("off").disabled();
        function.aws
                .sandbox()
                .faults()
                .add(Fault.on("Publish", effect)
                        .times(always ? Fault.ALWAYS : 1)
                        .delay(Duration.ofMillis(2)));

        if (sent(effect, always)) {
            assertThat(function.run(SweepTestBed.HOURLY)).isEqualTo(function.logged());
            // An answer as if it had been sent cannot be told from one that was.
            assertThat(function.mails()).hasSize(effect == Effect.IGNORED ? 0 : 1);
        } else {
            assertThatThrownBy(() -> function.handle(SweepTestBed.HOURLY))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContainingAll("digest could not be sent", "sns:Publish");
            assertThat(function.answered()).isEmpty();
            assertThat(function.mails()).isEmpty();
        }

        assertThat(function.logged().summary().nonCompliant()).isEqualTo(1);
        assertThat(function.metric("SweepCompleted")).isEqualTo(1);
    }

    private static boolean sent(Effect effect, boolean always) {
        return switch (effect) {
            case SLOW, IGNORED -> true;
            case THROTTLED,
                    THROTTLED_PROVISIONED,
                    REQUEST_LIMIT,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    CONNECTION_DROPPED,
                    NOT_HTTP -> !always;
            case DENIED,
                    DENIED_BY_CONTROL_POLICY,
                    EXPIRED_TOKEN,
                    GONE,
                    NOT_YET,
                    INACCESSIBLE_KEY,
                    MALFORMED,
                    EMPTY,
                    VALIDATION -> false;
        };
    }
}
