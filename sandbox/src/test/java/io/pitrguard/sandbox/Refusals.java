package io.pitrguard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asserts what a client is told when AWS refuses. */
public final class Refusals {

    private Refusals() {}

    /** Asserts that a call is refused with a code, and returns the refusal. */
    public static AwsServiceException assertRefused(ThrowingCallable call, String code) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.requestId()).isNotBlank();
        return refusal;
    }

    /** Asserts that a call is refused as invalid, with a message that contains the given text. */
    public static void assertInvalid(ThrowingCallable call, String message) {
        AwsServiceException refusal = assertRefused(call, "ValidationException");
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
    }
}
