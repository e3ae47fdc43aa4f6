package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.config.Settings;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.state.Published;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More findings than one digest holds, while reminders become due: each table has its turn. */
class DigestTurnsTest {
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\d+\\. (\\S+)$");
    private static final int TABLES = 250;

    private final SweepTestBed function = new SweepTestBed();
    private final Sandbox sandbox = function.aws.sandbox();

    @BeforeEach
    void deploy() {
        function.act = false;
        function.ledger = Settings.LedgerSettings.NONE.in("pitr-guard-ledger");
        sandbox.tables().create("pitr-guard-ledger").keys("pk", "sk").enabled(35);
        sandbox.topics().subscribe(function.topic, "email", "ops@example.com");
        sandbox.topics().confirm(function.topic, "ops@example.com");
        for (int i = 0; i < TABLES; i++) {
            sandbox.tables()
                    .create("table-%03d-%s".formatted(i, "x".repeat(200)))
                    .disabled();
        }
    }

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void notifiesOfEveryTableWhenRemindersCompeteWithNews() throws IOException {
        Set<String> notified = new TreeSet<>();
        int rounds = 0;
        while (notified.size() < TABLES && rounds < 10) {
            Set<String> mail = sweep();
            assertThat(mail).isNotEmpty();
            assertThat(recordedAsNotified())
                    .as("only what stood in a message counts as notified")
                    .containsAll(notified);
            notified.addAll(mail);
            assertThat(recordedAsNotified()).isEqualTo(notified);
            rounds++;
        }

        assertThat(notified).hasSize(TABLES);
        assertThat(rounds).isLessThan(5);
    }

    @Test
    void remindersTakeTurns() throws IOException {
        Set<String> notified = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            notified.addAll(sweep());
        }
        Set<String> reminded = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            reminded.addAll(sweep());
        }

        assertThat(notified).hasSize(TABLES);
        assertThat(reminded).isEqualTo(notified);
    }

    @Test
    void whatIsLeftOutIsNoRepetitionLater() throws IOException {
        sweep();
        sweep();
        sweep();

        assertThat(function.mails()).extracting(Published::message).noneMatch(mail -> mail.contains("Repeated?"));
    }

    /** Sweeps a day later, so that all reminders are due, and returns the tables of the mail. */
    private Set<String> sweep() throws IOException {
        int before = function.mails().size();
        function.aws.time().advance(Duration.ofHours(25));
        function.handle("{\"detail-type\":\"Scheduled Event\",\"id\":\"daily-%d\"}".formatted(before));
        assertThat(function.mails()).hasSize(before + 1);
        Map<?, ?> texts = (Map<?, ?>) Json.parse(function.mails().getLast().message());
        return NUMBERED.matcher(String.valueOf(texts.get("email")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> recordedAsNotified() {
        Ledger ledger = new DynamoDbLedger(
                function.aws.clients().dynamoDb(), "pitr-guard-ledger", Duration.ofDays(400), function.aws.time());
        return ledger.readAll(function.aws.where()).success().orElseThrow().records().values().stream()
                .map(Ledger.Stored::record)
                .filter(record -> !record.notified().open().isEmpty())
                .map(record -> record.table().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
