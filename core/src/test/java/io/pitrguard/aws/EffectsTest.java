package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Alert;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.RecoveryChanges;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.wiring.AlertWiring;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** How each adapter sorts each thing that the sandbox can do to a call, and how often it tries. */
class EffectsTest {
    private static final String GONE = "gone";
    private static final String FINE = "fine";

    private final SandboxAws aws = atPresent();
    private final TableRef table = aws.where().table("orders");
    private final String topic = aws.sandbox().topics().create("alerts");

    /** The calls of the product, by the IAM action that they take. */
    private enum Asked {
        LIST("dynamodb:ListTables"),
        DESCRIBE("dynamodb:DescribeTable"),
        BULK_TAGS("tag:GetResources"),
        TAGS_OF("dynamodb:ListTagsOfResource"),
        READ("dynamodb:DescribeContinuousBackups"),
        ENABLE("dynamodb:UpdateContinuousBackups"),
        PUBLISH("sns:Publish"),
        WHO_AM_I("sts:GetCallerIdentity");

        private final String action;

        Asked(String action) {
            this.action = action;
        }

        String operation() {
            return action.substring(action.indexOf(':') + 1);
        }

        boolean knowsGone() {
            return this == DESCRIBE || this == READ || this == ENABLE;
        }
    }

    /** The SDK tries a refusal once more where its clock, which is one for all clients, differs from AWS's. */
    private static SandboxAws atPresent() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        return SandboxAws.start(options -> options.withClock(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    static Stream<Arguments> everyEffectOnEveryCall() {
        return Arrays.stream(Asked.values())
                .flatMap(asked -> Arrays.stream(Effect.values()).map(effect -> Arguments.of(asked, effect)));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("everyEffectOnEveryCall")
    void sortsAndRetries(Asked asked, Effect effect) {
        aws.sandbox().tables().create("orders").tags(Map.of("a", "b"));
        aws.sandbox().faults().add(Fault.on(asked.operation(), effect).delay(Duration.ofMillis(2)));

        Object answer = ask(asked);

        String expected = expected(asked, effect);
        assertThat(sorted(answer)).as("%s", answer).isEqualTo(expected);
        if (answer instanceof Cause cause) {
            assertThat(cause.message()).contains(asked.action);
            assertThat(cause.message().contains("Allow the caller " + asked.action))
                    .as("tells which action to allow")
                    .isEqualTo(effect == Effect.DENIED);
        }
        assertThat(aws.sandbox().calls().count(asked.operation()))
                .as("tries")
                .isEqualTo(retried(asked, effect) ? patience() : 1);
    }

    private static String expected(Asked asked, Effect effect) {
        return switch (effect) {
            case THROTTLED, THROTTLED_PROVISIONED, REQUEST_LIMIT -> "THROTTLED";
            case DENIED, DENIED_BY_CONTROL_POLICY, EXPIRED_TOKEN, INACCESSIBLE_KEY -> "DENIED";
            case SERVER_ERROR, UNAVAILABLE, MALFORMED, CONNECTION_DROPPED, NOT_HTTP -> "BROKEN";
            // What an update answers is not looked at: a read after it tells.
            case EMPTY -> asked == Asked.ENABLE ? FINE : "BROKEN";
            case GONE -> asked.knowsGone() ? GONE : "REFUSED";
            case NOT_YET -> "NOT_YET";
            case VALIDATION -> "REFUSED";
            case IGNORED, SLOW -> FINE;
        };
    }

    /** How often a client with retries of its own tries; {@code AwsClientsTest} knows the number. */
    private int patience() {
        return aws.clients()
                .dynamoDb()
                .serviceClientConfiguration()
                .overrideConfiguration()
                .retryStrategy()
                .orElseThrow()
                .maxAttempts();
    }

    private static boolean retried(Asked asked, Effect effect) {
        if (asked == Asked.READ) {
            return false;
        }
        return switch (effect) {
            case THROTTLED,
                    THROTTLED_PROVISIONED,
                    REQUEST_LIMIT,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    CONNECTION_DROPPED,
                    NOT_HTTP -> true;
            case DENIED, DENIED_BY_CONTROL_POLICY, EXPIRED_TOKEN, GONE, NOT_YET, INACCESSIBLE_KEY, VALIDATION -> false;
            // The SDK retries JSON that it cannot read, but not XML.
            case MALFORMED -> asked != Asked.PUBLISH && asked != Asked.WHO_AM_I;
            case EMPTY, IGNORED, SLOW -> false;
        };
    }

    private static String sorted(Object answer) {
        return answer instanceof Cause cause ? cause.kind().name() : String.valueOf(answer);
    }

    private Object ask(Asked asked) {
        var dynamoDb = aws.clients().dynamoDb();
        return switch (asked) {
            case LIST -> fineOrCause(new DynamoDbTableCatalog(dynamoDb, "here").list(Optional.empty()));
            case DESCRIBE -> details(new DynamoDbTableCatalog(dynamoDb, "here").fact(table, FactKind.DETAILS));
            case BULK_TAGS -> fineOrCause(new ResourceTags(aws.clients().tagging(), dynamoDb).bulk(Optional.empty()));
            case TAGS_OF ->
                switch (new ResourceTags(aws.clients().tagging(), dynamoDb).of(table)) {
                    case Tags.Known _ -> FINE;
                    case Tags.Unreadable unreadable -> unreadable.cause();
                };
            case READ -> state(new DynamoDbRecovery(aws.clients().pacedDynamoDb()).read(table));
            case ENABLE ->
                switch (new DynamoDbRecoveryChanges(dynamoDb).enable(table, 35)) {
                    case Result.Success<RecoveryChanges.Reply>(RecoveryChanges.Reply reply) ->
                        reply == RecoveryChanges.Reply.ACCEPTED ? FINE : GONE;
                    case Result.Failure<RecoveryChanges.Reply>(Cause cause) -> cause;
                };
            case PUBLISH ->
                AlertWiring.alerts(aws.clients(), topic, aws.time())
                        .publish(new Alert("subject", "{\"default\":\"x\"}", new TreeMap<>()))
                        .<Object>map(cause -> cause)
                        .orElse(FINE);
            case WHO_AM_I ->
                switch (new StsCallerIdentity(aws.clients().sts(), "eu-west-1").whoAmI()) {
                    case Result.Success<CallerIdentity.Caller> _ -> FINE;
                    case Result.Failure<CallerIdentity.Caller> failed -> failed.cause();
                };
        };
    }

    private static Object fineOrCause(Result<?> result) {
        return result.failure().<Object>map(cause -> cause).orElse(FINE);
    }

    private static Object details(Fact<?> details) {
        return switch (details) {
            case Fact.Known<?> _ -> FINE;
            case Fact.Gone<?> _ -> GONE;
            case Fact.Unreadable<?> unreadable -> unreadable.cause();
            case Fact.NotRead<?> _ -> "not read";
        };
    }

    private static Object state(RecoveryState state) {
        return switch (state) {
            case RecoveryState.Enabled _ -> "enabled";
            case RecoveryState.Disabled _ -> FINE;
            case RecoveryState.TableGone _ -> GONE;
            case RecoveryState.Unreadable unreadable -> unreadable.cause();
        };
    }
}
