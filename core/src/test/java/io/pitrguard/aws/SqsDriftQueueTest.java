package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.DriftQueue;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqsDriftQueueTest {
    private static final Instant SEEN = Instant.parse("2026-11-22T09:15:20Z");

    private final SandboxAws aws = SandboxAws.start();
    private final SandboxQueue queue = aws.sandbox().queues().create("pitr-guard-drift");
    private final DriftQueue drift = new SqsDriftQueue(aws.clients().sqs(), queue.url());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void bringsAMessageAgainWholeAfterAWhile() {
        assertThat(drift.sendAgain("{\"a\":1}", 3, SEEN, Duration.ofMinutes(15)))
                .isEmpty();

        assertThat(queue.visible()).isEmpty();
        aws.time().advance(Duration.ofMinutes(15));
        assertThat(queue.visible()).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("{\"a\":1}");
            assertThat(message.attributes().get(DriftQueue.ATTEMPT).value()).isEqualTo("3");
            assertThat(message.attributes().get(DriftQueue.FIRST_SEEN).value()).isEqualTo("2026-11-22T09:15:20Z");
        });
    }

    @Test
    void saysWhyItCannot() {
        aws.sandbox().faults().add(Fault.on("SendMessage", Effect.DENIED));

        assertThat(drift.sendAgain("x", 1, SEEN, Duration.ofSeconds(5))).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
            assertThat(cause.message()).contains("sqs:SendMessage", queue.url());
        });
        assertThat(new SqsDriftQueue(aws.clients().sqs(), queue.url() + "-gone").sendAgain("x", 1, SEEN, Duration.ZERO))
                .isPresent();
    }
}
