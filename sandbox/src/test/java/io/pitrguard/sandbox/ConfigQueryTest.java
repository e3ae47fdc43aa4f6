package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.config.model.FieldInfo;
import software.amazon.awssdk.services.config.model.SelectResourceConfigResponse;

/** What SelectResourceConfig finds among the newest items. Moto has no such search: it answers what a test put there. */
class ConfigQueryTest extends ConfigFixture {

    private static final String STATUS =
            "supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus";
    private static final String TABLES = "SELECT resourceId WHERE resourceType = 'AWS::DynamoDB::Table'";

    @Test
    void findsTablesByTheirRecoveryStatus() {
        record("off-1", false);
        record("on-1", true);
        record("off-2", false);

        assertThat(select(TABLES + " AND " + STATUS + " = 'DISABLED'").results())
                .containsExactly("{\"resourceId\":\"off-1\"}", "{\"resourceId\":\"off-2\"}");
        assertThat(select(TABLES + " AND " + STATUS + " = 'ENABLED'").results())
                .containsExactly("{\"resourceId\":\"on-1\"}");
    }

    @Test
    void searchesTheNewestItemsOfWhatExists() {
        record("orders", false);
        clock.advance(Duration.ofMinutes(1));
        sandbox.tables().get("orders").enabled(35);
        sandbox.config().record("orders");
        record("gone", false);
        sandbox.config().recordDeleted("gone");
        sandbox.tables().create("plain");
        sandbox.config().recordWithoutBackups("plain");

        assertThat(select(TABLES + " AND " + STATUS + " = 'DISABLED'").results())
                .isEmpty();
        assertThat(select(TABLES).results()).hasSize(2);
    }

    @Test
    void findsItemsOfARangeOfTimesTheNewestFirst() {
        record("one", true);
        clock.advance(Duration.ofHours(1));
        record("two", true);
        clock.advance(Duration.ofHours(1));
        record("three", true);
        String captured = "configurationItemCaptureTime";

        SelectResourceConfigResponse found = select(
                "SELECT resourceId, %s WHERE resourceType = 'AWS::DynamoDB::Table' AND %s BETWEEN '%s' AND '%s' ORDER BY %s DESC"
                        .formatted(captured, captured, NOW.plusSeconds(3600), NOW.plusSeconds(7200), captured));

        assertThat(found.results())
                .containsExactly(
                        "{\"resourceId\":\"three\",\"configurationItemCaptureTime\":\"2026-03-01T14:00:00.250Z\"}",
                        "{\"resourceId\":\"two\",\"configurationItemCaptureTime\":\"2026-03-01T13:00:00.250Z\"}");
        assertThat(found.queryInfo().selectFields())
                .extracting(FieldInfo::name)
                .containsExactly("resourceId", "configurationItemCaptureTime");
    }

    @Test
    void showsPropertiesAtTheirPlace() {
        record("orders", false);

        assertThat(select("SELECT " + STATUS + ", tags WHERE resourceId = 'orders'")
                        .results())
                .containsExactly(
                        "{\"supplementaryConfiguration\":{\"ContinuousBackupsDescription\":{\"pointInTimeRecoveryDescription\":"
                                + "{\"pointInTimeRecoveryStatus\":\"DISABLED\"}}},\"tags\":{}}");
    }

    @Test
    void pages() {
        for (int i = 0; i < 25; i++) {
            record("table-%02d".formatted(i), true);
        }

        List<Integer> sizes = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            SelectResourceConfigResponse page = config.selectResourceConfig(
                    request -> request.expression(TABLES).limit(10).nextToken(next));
            sizes.add(page.results().size());
            rows.addAll(page.results());
            token = page.nextToken();
        } while (token != null);

        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void answersWithoutARecorder() {
        sandbox.config().recorder(false);

        assertThat(select(TABLES).results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resourceId",
                "SELECT resourceId",
                "SELECT * WHERE resourceId = 'orders'",
                "SELECT resourceId WHERE resourceId LIKE 'orders%'",
                "SELECT resourceId WHERE resourceId = 'orders' OR resourceId = 'carts'",
                "SELECT resourceId WHERE resourceId = 'orders' AND",
                "SELECT resourceId WHERE resourceId BETWEEN 'a' AND 'b'",
                "SELECT resourceId WHERE resourceId = 'orders' ORDER BY resourceName",
                "SELECT resourceId FROM tables WHERE resourceId = 'orders'"
            })
    void refusesWhatItDoesNotKnow(String expression) {
        assertRefused(() -> select(expression), "InvalidExpressionException");
    }

    @Test
    void refusesOddRequests() {
        assertRefused(() -> select(""), "ValidationException");
        assertRefused(() -> select("a".repeat(4097)), "ValidationException");
        assertRefused(
                () -> config.selectResourceConfig(
                        request -> request.expression(TABLES).limit(101)),
                "InvalidLimitException");
        assertRefused(
                () -> config.selectResourceConfig(
                        request -> request.expression(TABLES).nextToken("not ours")),
                "InvalidNextTokenException");
        sandbox.faults().add(Fault.on("SelectResourceConfig", Effect.DENIED));
        assertRefused(() -> select(TABLES), "AccessDeniedException");
    }

    private SelectResourceConfigResponse select(String expression) {
        return config.selectResourceConfig(request -> request.expression(expression));
    }

    private void record(String table, boolean on) {
        SandboxTable created = sandbox.tables().create(table);
        if (on) {
            created.enabled(35);
        } else {
            created.disabled();
        }
        sandbox.config().record(table);
    }
}
