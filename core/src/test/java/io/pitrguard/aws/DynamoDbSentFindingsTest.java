package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.SentFindings;
import io.pitrguard.port.SentFindingsContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sent findings in the ledger's table. */
class DynamoDbSentFindingsTest extends SentFindingsContract {
    private static final String LEDGER = "pitr-guard-ledger";

    private final SandboxAws aws = SandboxAws.start();
    private final SentFindings store = new DynamoDbSentFindings(aws.clients().dynamoDb(), LEDGER);

    DynamoDbSentFindingsTest() {
        aws.sandbox().tables().create(LEDGER).keys("pk", "sk").enabled(35);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Override
    protected SentFindings store() {
        return store;
    }

    @Test
    void tellsWhyItFailed() {
        aws.sandbox().faults().add(Fault.on("Query", Effect.DENIED));
        aws.sandbox().faults().add(Fault.on("TransactWriteItems", Effect.DENIED));

        assertThat(store.read(aws.where()).failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED));
        assertThat(store.record(
                        aws.where(),
                        Map.of("a", new SentFindings.Sent("x", true, false, Instant.EPOCH, Instant.EPOCH))))
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED));
    }

    @Test
    void expiresNinetyDaysAfterTheTableIsGoneAndOtherwiseNever() {
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        store.record(
                aws.where(),
                Map.of(
                        "gone", new SentFindings.Sent(SentFindings.Sent.GONE, false, true, at, at),
                        "resolved", new SentFindings.Sent("PASSED archived", false, true, at, at)));

        assertThat(item("gone"))
                .containsEntry("expires", AttributeValue.fromN(Long.toString(at.getEpochSecond() + 90 * 86_400)));
        assertThat(item("resolved")).containsKey("state").doesNotContainKey("expires");
    }

    private Map<String, AttributeValue> item(String name) {
        return aws.clients()
                .dynamoDb()
                .getItem(b -> b.tableName(LEDGER).key(LedgerKeys.finding(aws.where(), name)))
                .item();
    }

    @Test
    void doesNotTakeAnEmptyAnswerForNothing() {
        aws.sandbox().faults().add(Fault.on("Query", Effect.EMPTY));

        assertThat(store.read(aws.where()).failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.BROKEN));
    }
}
