package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.state.Recovery;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every effect as an SDK client sees it. */
class FaultsTest extends SandboxFixture {

    private static final String DESCRIBE = "DescribeContinuousBackups";
    private static final String UPDATE = "UpdateContinuousBackups";
    private static final Set<Effect> ANSWERED = EnumSet.of(Effect.EMPTY, Effect.IGNORED, Effect.SLOW);
    private static final Map<Effect, String> CODES = Map.ofEntries(
            Map.entry(Effect.THROTTLED, "ThrottlingException"),
            Map.entry(Effect.THROTTLED_PROVISIONED, "ProvisionedThroughputExceededException"),
            Map.entry(Effect.REQUEST_LIMIT, "RequestLimitExceeded"),
            Map.entry(Effect.DENIED, "AccessDeniedException"),
            Map.entry(Effect.DENIED_BY_CONTROL_POLICY, "AccessDeniedException"),
            Map.entry(Effect.EXPIRED_TOKEN, "ExpiredTokenException"),
            Map.entry(Effect.SERVER_ERROR, "InternalServerError"),
            Map.entry(Effect.UNAVAILABLE, "ServiceUnavailable"),
            Map.entry(Effect.GONE, "TableNotFoundException"),
            Map.entry(Effect.NOT_YET, "ContinuousBackupsUnavailableException"),
            Map.entry(Effect.INACCESSIBLE_KEY, "AccessDeniedException"),
            Map.entry(Effect.VALIDATION, "ValidationException"));

    @Override
    protected SandboxOptions options() {
        return super.options().withoutLimit();
    }

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders").enabled(35);
        sandbox.tables().create("payments");
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectFailsTheCallOrIsNamedAsOneThatDoesNot(Effect effect) {
        sandbox.faults().add(Fault.on(DESCRIBE, effect));

        if (ANSWERED.contains(effect)) {
            dynamoDb.describeContinuousBackups(request -> request.tableName("orders"));
        } else if (CODES.containsKey(effect)) {
            assertRefused(() -> recovery("orders"), CODES.get(effect));
        } else {
            assertThatExceptionOfType(thrown(effect))
                    .isThrownBy(() -> recovery("orders"))
                    .isNotInstanceOf(AwsServiceException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "THROTTLED_PROVISIONED", "REQUEST_LIMIT"})
    void theSdkRecognisesEveryThrottling(Effect effect) {
        sandbox.faults().add(Fault.on(DESCRIBE, effect));

        assertThat(assertRefused(() -> recovery("orders"), CODES.get(effect)).isThrottlingException())
                .isTrue();
        assertThat(sandbox.calls().throttled(DESCRIBE)).isEqualTo(1);
    }

    @Test
    void aDenialNamesUserActionAndResource() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.DENIED));

        assertThat(assertRefused(() -> recovery("orders"), "AccessDeniedException"))
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: "
                        + "dynamodb:DescribeContinuousBackups on resource: "
                        + "arn:aws:dynamodb:eu-west-1:123456789012:table/orders because no identity-based policy "
                        + "allows the dynamodb:DescribeContinuousBackups action");
    }

    @Test
    void aDenialOfAListNamesAllTables() {
        sandbox.faults().add(Fault.on("ListTables", Effect.DENIED));

        assertThat(assertRefused(dynamoDb::listTables, "AccessDeniedException"))
                .hasMessageContaining("table/* because");
    }

    @Test
    void anInaccessibleKeySpeaksOfKms() {
        sandbox.faults().add(Fault.on(UPDATE, Effect.INACCESSIBLE_KEY));

        assertThat(assertRefused(() -> enable("orders", 35), "AccessDeniedException"))
                .hasMessageContaining("KMS key access denied");
    }

    @Test
    void serverErrorsHaveTheStatusThatClientsRetryOn() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.SERVER_ERROR).times(1));
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.UNAVAILABLE));

        assertThat(assertRefused(() -> recovery("orders"), "InternalServerError")
                        .statusCode())
                .isEqualTo(500);
        assertThat(assertRefused(() -> recovery("orders"), "ServiceUnavailable").statusCode())
                .isEqualTo(503);
    }

    @Test
    void aTableThatIsGoneIsMissedInTheWordsOfEachOperation() {
        sandbox.faults().add(Fault.on(UPDATE, Effect.GONE));
        sandbox.faults().add(Fault.on("DescribeTable", Effect.GONE));

        assertRefused(() -> enable("orders", 35), "TableNotFoundException");
        assertRefused(
                () -> dynamoDb.describeTable(request -> request.tableName("orders")), "ResourceNotFoundException");
    }

    @Test
    void anIgnoredWriteIsAnsweredAsIfAppliedAndChangesNothing() {
        sandbox.faults().add(Fault.on(UPDATE, Effect.IGNORED));

        assertThat(enable("payments", 20).recoveryPeriodInDays()).isEqualTo(20);

        assertThat(recovery("payments").pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        assertThat(sandbox.tables().get("payments").recovery()).isEqualTo(new Recovery.Disabled());
    }

    @Test
    void anIgnoredCallIsStillValidated() {
        sandbox.faults().add(Fault.on(UPDATE, Effect.IGNORED));

        assertRefused(() -> enable("payments", 99), "ValidationException");
    }

    @Test
    void anEmptyAnswerHasNoneOfItsMembers() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.EMPTY));

        assertThat(dynamoDb.describeContinuousBackups(request -> request.tableName("orders"))
                        .continuousBackupsDescription())
                .isNull();
    }

    @Test
    void aSlowCallIsStillAnsweredCorrectly() {
        sandbox.faults().add(Fault.slow(DESCRIBE, Duration.ofMillis(1)));

        assertThat(recovery("orders").recoveryPeriodInDays()).isEqualTo(35);
    }

    @Test
    void aDroppedConnectionIsRecordedAsSuch() {
        sandbox.faults().add(Fault.on(DESCRIBE, Effect.CONNECTION_DROPPED));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> recovery("orders"));
        assertThat(sandbox.calls().of(DESCRIBE)).singleElement().satisfies(call -> {
            assertThat(call.status()).isZero();
            assertThat(call.error()).isEqualTo("ConnectionDropped");
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectHitsTheTaggingApiToo(Effect effect) {
        sandbox.faults().add(Fault.on("GetResources", effect));
        try (var tagging = target.tagging()) {
            assertFailsUnlessAnswered(effect, () -> tagging.getResources());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectHitsSnsToo(Effect effect) {
        String topic = sandbox.topics().create("alerts");
        sandbox.faults().add(Fault.on("Publish", effect));
        try (var sns = target.sns()) {
            assertFailsUnlessAnswered(
                    effect, () -> sns.publish(request -> request.topicArn(topic).message("text")));
        }
        assertThat(sandbox.topics().published()).hasSize(effect == Effect.SLOW ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectHitsStsToo(Effect effect) {
        sandbox.faults().add(Fault.on("GetCallerIdentity", effect));
        try (var sts = target.sts()) {
            assertFailsUnlessAnswered(effect, () -> sts.getCallerIdentity());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectHitsSqsToo(Effect effect) {
        SandboxQueue queue = sandbox.queues().create("drift");
        queue.send("text");
        sandbox.faults().add(Fault.on("ReceiveMessage", "drift", effect));
        try (var sqs = target.configure(SqsClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertFailsUnlessAnswered(effect, () -> sqs.receiveMessage(request -> request.queueUrl(queue.url())));
        }
        assertThat(queue.inFlight()).hasSize(effect == Effect.SLOW ? 1 : 0);
    }

    @Test
    void sqsRefusesInItsOwnWords() {
        SandboxQueue queue = sandbox.queues().create("drift");
        sandbox.faults()
                .add(Fault.on("SendMessage", "drift", Effect.THROTTLED).times(1))
                .add(Fault.on("SendMessage", "drift", Effect.DENIED).times(1))
                .add(Fault.on("SendMessage", "drift", Effect.GONE).times(1));
        try (var sqs = target.configure(SqsClient.builder(), target.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            ThrowingCallable send = () ->
                    sqs.sendMessage(request -> request.queueUrl(queue.url()).messageBody("text"));

            assertThat(assertRefused(send, "RequestThrottled").isThrottlingException())
                    .isTrue();
            assertThat(assertRefused(send, "AccessDenied"))
                    .hasMessageContaining("sqs:sendmessage on resource: " + queue.arn());
            assertRefused(send, "AWS.SimpleQueueService.NonExistentQueue");
        }
        assertThat(sandbox.calls().throttled("SendMessage")).isEqualTo(1);
        assertThat(queue.messages()).isEmpty();
    }

    private void assertFailsUnlessAnswered(Effect effect, ThrowingCallable call) {
        if (ANSWERED.contains(effect)) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(thrown(effect)).isThrownBy(call);
        }
        assertThat(sandbox.failures()).isEmpty();
    }

    /** The SDK takes bytes that are not HTTP for nothing that it knows. */
    private static Class<? extends RuntimeException> thrown(Effect effect) {
        return effect == Effect.NOT_HTTP ? UncheckedIOException.class : SdkException.class;
    }
}
