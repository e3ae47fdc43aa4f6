package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.Settings;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function where each table is read within a day, not in each sweep. */
class SweepRotationTest {
    private static final int TABLES = 300;

    private final SweepTestBed function = new SweepTestBed();
    private final Sandbox sandbox = function.aws.sandbox();

    @BeforeEach
    void deploy() {
        Settings.LedgerSettings standard = Settings.LedgerSettings.NONE.in("pitr-guard-ledger");
        function.ledger = new Settings.LedgerSettings(
                standard.table(),
                standard.kept(),
                standard.reminderInterval(),
                standard.flappingRules(),
                OptionalInt.of(24));
        sandbox.tables().create("pitr-guard-ledger").keys("pk", "sk").enabled(35);
        for (int i = 0; i < TABLES; i++) {
            sandbox.tables().create("table-%03d".formatted(i)).enabled(35);
        }
    }

    @AfterEach
    void close() {
        function.close();
    }

    private SweepView anHourLater() throws IOException {
        function.aws.time().advance(Duration.ofHours(1));
        function.handle(SweepTestBed.HOURLY);
        return function.logged();
    }

    private long reads() {
        return sandbox.calls().count("DescribeContinuousBackups");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsItsShareAndSaysHowOldTheOtherProofsAre(boolean remediates) throws IOException {
        function.policy = remediates ? ConfigRuleTestBed.REMEDIATE : function.policy;
        SweepView first = anHourLater();
        long all = reads();

        SweepView second = anHourLater();

        assertThat(first.tables()).hasSize(TABLES + 1);
        assertThat(first.carried()).isEmpty();
        assertThat(first.summary().oldestProofAt()).isNotNull();
        assertThat(reads() - all).isEqualTo(second.tables().size()).isBetween(5L, 30L);
        assertThat(second.carried()).hasSize(TABLES + 1 - second.tables().size());
        assertThat(second.summary().tables()).isEqualTo(TABLES + 1);
        assertThat(second.summary().compliant()).isEqualTo(TABLES + 1);
        assertThat(second.summary().oldestProofAt())
                .isEqualTo(second.carried().getFirst().provenAt());
        assertThat(second.sweep().complete()).isTrue();
        assertThat(function.metricLines().lines().toList().getLast())
                .contains("\"CompliantTables\":301", "\"OldestProofAge\":1,");
    }

    @Test
    void readsAndWritesItsTimesAndAsksTheLedgerAndConfigFirst() throws IOException {
        anHourLater();
        int before = sandbox.calls().all().size();

        anHourLater();

        List<Call> calls = sandbox.calls().all();
        Map<String, Long> counts = calls.subList(before, calls.size()).stream()
                .collect(Collectors.groupingBy(Call::operation, Collectors.counting()));
        assertThat(counts)
                .containsEntry("GetItem", 1L)
                .containsEntry("PutItem", 3L)
                .containsEntry("Query", 2L)
                .containsEntry("SelectResourceConfig", 2L);
    }

    @Test
    void withoutTheOptionTheLedgerHasNoSuchItem() throws IOException {
        function.ledger = Settings.LedgerSettings.NONE.in("pitr-guard-ledger");
        anHourLater();

        SweepView second = anHourLater();

        assertThat(second.tables()).hasSize(TABLES + 1);
        assertThat(second.summary().oldestProofAt()).isNull();
        assertThat(function.metricLines()).doesNotContain("OldestProofAge");
        assertThat(sandbox.calls().count("SelectResourceConfig")).isZero();
        assertThat(function.aws
                        .clients()
                        .dynamoDb()
                        .scan(b -> b.tableName("pitr-guard-ledger"))
                        .items())
                .noneMatch(item -> item.get("pk").s().startsWith("SHARES#"));
    }
}
