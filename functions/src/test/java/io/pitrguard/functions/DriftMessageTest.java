package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.state.Recovery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages and calls that are unusual or wrong. */
class DriftMessageTest {
    private final DriftTestBed lab = new DriftTestBed();

    @AfterEach
    void close() {
        lab.close();
    }

    private boolean on(String table) {
        return lab.table(table).recovery() instanceof Recovery.Enabled;
    }

    private List<String> texts() {
        return lab.mails().stream().map(DriftTestBed::mail).toList();
    }

    @Test
    void callerThatClaimsToBePitrGuardAndShortensIsNotIgnored() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.table("orders").enabled(1);
        lab.send(lab.call("UpdateContinuousBackups")
                .table("orders")
                .enabling(1)
                .agent("x app/pitr-guard")
                .by("mallory"));
        lab.pass(Duration.ofSeconds(10));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("SETTLED");
        assertThat(lab.mails()).hasSize(1);
    }

    @Test
    void acceptsHalfACharacterInAUserAgent() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.disable("orders").agent("x".repeat(98) + "\uD83D\uDE00 and more of it"));
        lab.pass(Duration.ofSeconds(10));
        assertThat(lab.deliver()).isEmpty();
        assertThat(on("orders")).isTrue();
        assertThat(lab.log.getLast().ledgerFailure()).isNull();
    }

    @Test
    void tableOfAnotherAccountIsNotOurs() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.call("UpdateContinuousBackups")
                .table("arn:aws:dynamodb:eu-west-1:999999999999:table/orders")
                .disabling());
        lab.deliver();
        assertThat(lab.kinds("orders")).isEmpty();
    }

    @Test
    void absurdMessagesTouchNoTable() {
        lab.create("orders").enabled(35);
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        lab.queue.send(deep);
        lab.queue.send("[".repeat(900) + "]".repeat(900));
        lab.queue.send("{\"detail-type\":1e999999999,\"source\":" + "9".repeat(900) + "}");
        lab.queue.send("null");
        lab.queue.send("");
        lab.queue.send(lab.call("UpdateContinuousBackups")
                .table("orders")
                .json()
                .replace("198.51.100.7", "\\u0000\\n\\u202e x"));
        lab.send(lab.disable("orders").with("junk", "x".repeat(200_000)));
        lab.pass(Duration.ofSeconds(10));
        assertThat(lab.deliver()).hasSize(5);
        assertThat(on("orders")).isTrue();
        assertThat(lab.mails()).hasSize(1);
    }

    @Test
    void callOfTheFarFutureIsNotRequeuedForEver() {
        lab.create("orders").disabled();
        lab.queue.send(lab.call("CreateTable")
                .table("orders")
                .json()
                .replaceAll("\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"2099-01-01T00:00:00Z\""));
        lab.deliverFor(Duration.ofHours(26), Duration.ofMinutes(10));
        assertThat(on("orders")).isTrue();
    }

    @Test
    void messageThatWaitedInTheQueueIsNotGivenUpUntried() {
        lab.create("orders").disabled().notYetFor(Duration.ofHours(27));
        lab.send(lab.disable("orders"));
        lab.pass(Duration.ofHours(25));
        lab.deliver();
        assertThat(lab.log.getLast().outcome()).hasToString("REQUEUED");
    }

    @Test
    void mailHasNoCharactersThatTurnItAround() {
        lab.create("orders").enabled(35);
        lab.sweep();
        lab.send(lab.disable("orders").agent("evil\u202Ecod.exe\u200B\u2066 x"));
        lab.deliver();
        assertThat(texts().getLast()).doesNotContain("\u202E");
    }
}
