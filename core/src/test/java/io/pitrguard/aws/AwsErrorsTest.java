package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AwsErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, THROTTLED",
        "Throttling, 400, THROTTLED",
        "ThrottledException, 400, THROTTLED",
        "TooManyRequestsException, 429, THROTTLED",
        "SomethingNew, 429, THROTTLED",
        "RequestLimitExceeded, 400, THROTTLED",
        "ProvisionedThroughputExceededException, 400, THROTTLED",
        "LimitExceededException, 400, THROTTLED",
        "SlowDown, 503, THROTTLED",
        "ContinuousBackupsUnavailableException, 400, NOT_YET",
        "ExpiredTokenException, 400, DENIED",
        "UnrecognizedClientException, 400, DENIED",
        "InvalidClientTokenId, 403, DENIED",
        "AccessDeniedException, 400, DENIED",
        "AccessDenied, 403, DENIED",
        "AuthorizationError, 403, DENIED",
        "OptInRequired, 403, DENIED",
        "InternalServerError, 500, BROKEN",
        "ServiceUnavailable, 503, BROKEN",
        "ValidationException, 400, REFUSED",
        "SomethingNew, 400, REFUSED",
        "ResourceNotFoundException, 400, REFUSED"
    })
    void sortsByCodeAndStatus(String code, int status, Cause.Kind kind) {
        Cause cause = AwsErrors.sort("dynamodb:DescribeTable", "orders", service(code, "said so", status));

        assertThat(cause.kind()).isEqualTo(kind);
        assertThat(cause.message()).contains("dynamodb:DescribeTable on orders", code + ": said so");
    }

    @ParameterizedTest
    @CsvSource({
        "ConditionalCheckFailed, REFUSED, true, false",
        "TransactionConflict, REFUSED, false, true",
        "ThrottlingError, THROTTLED, false, false",
        "ProvisionedThroughputExceeded, THROTTLED, false, false",
        "ValidationError, REFUSED, false, false"
    })
    void sortsCancelledTransactionsByTheirReasons(String reason, Cause.Kind kind, boolean outdated, boolean conflict) {
        SdkException cancelled = BreakableDynamoDb.cancelled("None", reason);

        assertThat(AwsErrors.sort("dynamodb:PutItem", "ledger", cancelled).kind())
                .isEqualTo(kind);
        assertThat(AwsErrors.isOutdated(cancelled)).isEqualTo(outdated);
        assertThat(AwsErrors.isConflict(cancelled)).isEqualTo(conflict);
        assertThat(AwsErrors.isCancelledByThrottling(cancelled)).isEqualTo(kind == Cause.Kind.THROTTLED);
    }

    @Test
    void otherErrorsAreNoCancelledTransactions() {
        SdkException throttled = service("ThrottlingException", "said so", 400);

        assertThat(AwsErrors.isOutdated(throttled) || AwsErrors.isConflict(throttled))
                .isFalse();
        assertThat(AwsErrors.isCancelledByThrottling(throttled)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500, BROKEN", "503, BROKEN", "429, THROTTLED", "403, DENIED", "400, REFUSED", "0, REFUSED"})
    void sortsByStatusWhereThereIsNoCode(int status, Cause.Kind kind) {
        SdkException bare = DynamoDbException.builder().statusCode(status).build();
        SdkException empty = service(null, null, status);

        assertThat(AwsErrors.sort("a:B", "c", bare).kind()).isEqualTo(kind);
        assertThat(AwsErrors.sort("a:B", "c", empty))
                .isEqualTo(AwsErrors.sort("a:B", "c", bare))
                .extracting(Cause::message)
                .asString()
                .contains("HTTP " + status, "no message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TableNotFoundException", "ResourceNotFoundException"})
    void knowsBothNamesForTableThatIsGone(String code) {
        assertThat(AwsErrors.isGone(service(code, "no", 400))).isTrue();
    }

    @Test
    void takesNothingElseForGone() {
        assertThat(AwsErrors.isGone(service("ValidationException", "no", 400))).isFalse();
        assertThat(AwsErrors.isGone(SdkClientException.create("TableNotFoundException")))
                .isFalse();
    }

    @Test
    void tellsHowToLogInWhereCredentialsAreMissing() {
        Cause cause = AwsErrors.sort(
                "sts:GetCallerIdentity",
                "the caller",
                SdkClientException.create("Unable to load credentials from any of the providers in the chain"));

        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        assertThat(cause.message()).contains("AWS_PROFILE", "log in");
    }

    @Test
    void tellsToRenewCredentialsThatExpired() {
        assertThat(AwsErrors.sort("a:B", "c", service("ExpiredTokenException", "expired", 400))
                        .message())
                .contains("renew them");
    }

    @Test
    void blamesTheKeyAndNotThePermissionWhereKmsDenies() {
        Cause cause = AwsErrors.sort(
                "dynamodb:UpdateContinuousBackups",
                "orders",
                service("AccessDeniedException", "KMS key access denied error: …", 400));

        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
        assertThat(cause.message()).contains("key").doesNotContain("Allow the caller");
    }

    @Test
    void sortsWhatTheSdkItselfThrowsAsBroken() {
        assertThat(AwsErrors.sort("a:B", "c", SdkClientException.create("Read timed out"))
                        .kind())
                .isEqualTo(Cause.Kind.BROKEN);
        assertThat(AwsErrors.sort("a:B", "c", SdkException.create("odd", new IllegalStateException()))
                        .message())
                .contains("a:B on c", "odd");
    }

    @Test
    void namesTheExceptionThatSaysNothing() {
        assertThat(AwsErrors.sort("a:B", "c", SdkClientException.builder().build())
                        .message())
                .contains("SdkClientException");
    }

    private static AwsServiceException service(@Nullable String code, @Nullable String message, int status) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
