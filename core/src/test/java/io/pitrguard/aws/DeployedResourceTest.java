package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What AWS says of a resource that does not exist, and what people read of it. */
class DeployedResourceTest {
    @ParameterizedTest
    @CsvSource({
        "LEDGER, ResourceNotFoundException, There is no table x in, --ledger, " + Settings.LEDGER_TABLE,
        "DRIFT_QUEUE, QueueDoesNotExist, There is no queue x in, PITR_GUARD, " + Settings.DRIFT_QUEUE_URL,
        "DEAD_LETTER_QUEUE, QueueDoesNotExist, There is no queue x in, --queue, " + Settings.DRIFT_DLQ_URL,
        "DEAD_LETTER_QUEUE, AWS.SimpleQueueService.NonExistentQueue, There is no queue x in, --queue, --region",
        "DEAD_LETTER_QUEUE, ResourceNotFoundException, There is no queue x in, --queue, --region"
    })
    void namesWhatDoesNotExistAndTheRemedy(
            DeployedResource resource, String code, String what, String option, String variable) {
        Cause cause = resource.sort("a:Call", "x", error(code));

        assertThat(cause.kind()).isEqualTo(Cause.Kind.MISSING);
        assertThat(cause.worthAnotherTry()).isFalse();
        assertThat(cause.message())
                .startsWith(what)
                .contains("(a:Call: " + code + ": said so)", "Deploy pitr-guard there, or name", option, variable)
                .doesNotContain("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "ValidationException, REFUSED",
        "ThrottlingException, THROTTLED",
        "AccessDeniedException, DENIED",
        // Of a table that a transaction is not about.
        "TableNotFoundException, REFUSED"
    })
    void sortsEverythingElseAsElsewhere(String code, Cause.Kind kind) {
        SdkException error = error(code);

        assertThat(DeployedResource.LEDGER.sort("a:Call", "x", error))
                .isEqualTo(AwsErrors.sort("a:Call", "x", error))
                .extracting(Cause::kind)
                .isEqualTo(kind);
    }

    private static SdkException error(String code) {
        return (SdkException) DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .build())
                .statusCode(400)
                .build();
    }
}
