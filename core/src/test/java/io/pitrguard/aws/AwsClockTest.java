package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.sandbox.http.HttpAnswer;
import io.pitrguard.sandbox.http.HttpListener;
import io.pitrguard.sandbox.http.HttpRequest;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** What the Date of AWS's answers tells of this machine's clock. */
class AwsClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Test
    void knowsNothingBeforeTheFirstAnswer() {
        assertThat(new AwsClock(() -> NOON).skew()).isEqualTo(ClockSkew.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 01 Mar 2026 15:00:00 GMT", "Sun, 1 Mar 2026 15:00:00 GMT"})
    void learnsFromAnAnswerEvenIfItIsARefusal(String date) throws IOException {
        assertThat(skewAfter(Map.of("Date", date))).isEqualTo(new ClockSkew(Duration.ofHours(-3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-03-01T15:00:00Z", "Sun, 99 Mar 2026 15:00:00 GMT", "0"})
    void learnsNothingFromADateThatIsNone(String date) throws IOException {
        assertThat(skewAfter(Map.of("Date", date))).isEqualTo(ClockSkew.NONE);
    }

    /** The SDK corrects the clock of signatures after a refusal, in each client anew. */
    @Test
    void aWrongClockCostsOneMoreTryOfACallThatIsNotRetriedOtherwise() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Function<HttpRequest, HttpAnswer> strict = request -> {
            calls.incrementAndGet();
            Instant aws = Instant.now().plus(Duration.ofHours(3));
            Instant signed = SIGNED.parse(String.valueOf(request.header("X-Amz-Date")), Instant::from);
            return Duration.between(signed, aws).abs().compareTo(Duration.ofMinutes(5)) > 0
                    ? answer(400, Map.of(), """
                            {"__type":"com.amazon.coral.service#InvalidSignatureException",
                             "message":"Signature expired: it is now earlier than 5 min."}""", aws)
                    : answer(200, Map.of(), """
                            {"ContinuousBackupsDescription":{"PointInTimeRecoveryDescription":
                             {"PointInTimeRecoveryStatus":"DISABLED"}}}""", aws);
        };
        try (HttpListener listener = HttpListener.on(0);
                AwsClients clients = clients(listener, InstantSource.system())) {
            listener.start(strict);
            DynamoDbRecovery recovery = new DynamoDbRecovery(clients.pacedDynamoDb());

            assertThat(recovery.read(InMemoryTables.WHERE.table("orders"))).isEqualTo(new RecoveryState.Disabled());
            assertThat(calls).hasValue(2);
            assertThat(clients.time(new SystemTime())
                            .skew()
                            .ahead()
                            .plusHours(3)
                            .abs())
                    .isLessThan(Duration.ofMinutes(1));
            recovery.read(InMemoryTables.WHERE.table("orders"));
            assertThat(calls).hasValue(3);
        }
    }

    private static ClockSkew skewAfter(Map<String, String> headers) throws IOException {
        try (HttpListener listener = HttpListener.on(0);
                AwsClients clients = clients(listener, () -> NOON)) {
            listener.start(request -> answer(400, headers, "{\"__type\":\"ValidationException\"}", NOON));
            assertThat(new DynamoDbRecovery(clients.pacedDynamoDb()).read(InMemoryTables.WHERE.table("orders")))
                    .asInstanceOf(InstanceOfAssertFactories.type(RecoveryState.Unreadable.class))
                    .isNotNull();
            return clients.time(new SystemTime()).skew();
        }
    }

    private static HttpAnswer answer(int status, Map<String, String> headers, String body, Instant at) {
        return HttpAnswer.of(status, headers, Bytes.of(body), at);
    }

    private static AwsClients clients(HttpListener listener, InstantSource machine) {
        return new AwsClients(
                Region.EU_WEST_1,
                builder -> SandboxAws.pointAt(URI.create("http://localhost:" + listener.port()), builder),
                machine);
    }
}
