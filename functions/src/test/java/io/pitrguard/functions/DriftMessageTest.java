package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages and calls that are unusual or wrong. */
class DriftMessageTest {
    private final DriftTestBed bed = new DriftTestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void callerThatClaimsToBePitrGuardAndShortensIsNotIgnored() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.table("orders").enabled(1);
        bed.send(bed.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(1)
                .agent("x app/pitr-guard")
                .by("mallory"));
        bed.pass(Duration.ofSeconds(10));
        bed.deliver();
        assertThat(bed.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(bed.mails()).hasSize(1);
    }

    @Test
    void acceptsHalfACharacterInAUserAgent() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.disable("orders").agent("x".repeat(98) + "\uD83D\uDE00 and more of it"));
        bed.pass(Duration.ofSeconds(10));
        assertThat(bed.deliver()).isEmpty();
        assertThat(bed.on("orders")).isTrue();
        assertThat(bed.log.getLast().ledgerFailure()).isNull();
    }

    @Test
    void tableOfAnotherAccountIsNotOurs() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.call("UpdateContinuousBackups")
                .table("arn:aws:dynamodb:eu-west-1:999999999999:table/orders")
                .disabling());
        bed.deliver();
        assertThat(bed.kinds("orders")).isEmpty();
    }

    @Test
    void absurdMessagesTouchNoTable() {
        bed.create("orders").enabled(35);
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        bed.queue.send(deep);
        bed.queue.send("[".repeat(900) + "]".repeat(900));
        bed.queue.send("{\"detail-type\":1e999999999,\"source\":" + "9".repeat(900) + "}");
        bed.queue.send("null");
        bed.queue.send("");
        bed.queue.send(bed.call("UpdateContinuousBackups")
                .table("orders")
                .json()
                .replace("198.51.100.7", "\\u0000\\n\\u202e x"));
        bed.send(bed.disable("orders").with("junk", "x".repeat(200_000)));
        bed.pass(Duration.ofSeconds(10));
        assertThat(bed.deliver()).hasSize(5);
        assertThat(bed.on("orders")).isTrue();
        assertThat(bed.mails()).as("that it was off, and who disabled it").hasSize(2);
    }

    @Test
    void callOfTheFarFutureIsNotRequeuedForEver() {
        bed.create("orders").disabled();
        bed.queue.send(bed.call("CreateTable")
                .table("orders")
                .json()
                .replaceAll("\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"2099-01-01T00:00:00Z\""));
        bed.deliverFor(Duration.ofHours(26), Duration.ofMinutes(10));
        assertThat(bed.on("orders")).isTrue();
    }

    @Test
    void messageThatWaitedInTheQueueIsNotGivenUpUntried() {
        bed.create("orders").disabled().notYetFor(Duration.ofHours(27));
        bed.send(bed.disable("orders"));
        bed.pass(Duration.ofHours(25));
        bed.deliver();
        assertThat(bed.log.getLast().outcome()).hasToString("REQUEUED");
    }

    @Test
    void mailHasNoCharactersThatTurnItAround() {
        bed.create("orders").enabled(35);
        bed.sweep();
        bed.send(bed.disable("orders").agent("evil\u202Ecod.exe\u200B\u2066 x"));
        bed.deliver();
        assertThat(bed.texts().getLast()).doesNotContain("\u202E");
    }
}
