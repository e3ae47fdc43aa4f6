package io.pitrguard.sandbox.items;

import static io.pitrguard.sandbox.Refusals.assertInvalid;
import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.sandbox.SandboxFixture;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Counts in segments, which a fault may end on any page. */
class ParallelScanTest extends SandboxFixture {

    private static final int ITEMS = 60;

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
        sandbox.tables()
                .create("many")
                .put(IntStream.range(0, 1_010).mapToObj(number -> "{\"pk\": {\"S\": \"" + number + "\"}}"));
        for (int number = 0; number < ITEMS; number++) {
            String pk = Integer.toString(number);
            dynamoDb.putItem(request -> request.tableName("orders")
                    .item(Map.of("pk", AttributeValue.fromS(pk), "text", AttributeValue.fromS("x".repeat(100_000)))));
        }
    }

    @Test
    void endsAPageAtOneMegabyte() {
        ScanResponse page = count(0, 1, null);

        assertThat(page.scannedCount()).isBetween(10, 11);
        assertThat(page.lastEvaluatedKey()).isNotEmpty();
        assertThat(page.hasItems()).isFalse();
        assertThat(page.consumedCapacity().capacityUnits()).isBetween(120.0, 140.0);
    }

    @Test
    void countsEachItemOnceInAllSegments() {
        int scanned = 0;
        for (int segment = 0; segment < 3; segment++) {
            Map<String, AttributeValue> after = null;
            do {
                ScanResponse page = count(segment, 3, after);
                scanned += page.scannedCount();
                after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            } while (after != null);
        }

        assertThat(scanned).isEqualTo(ITEMS);
    }

    @Test
    void countsItemsThatCameWithoutTheWire() {
        assertThat(dynamoDb.scan(request -> request.tableName("many").select(Select.COUNT))
                        .count())
                .isEqualTo(1_010);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.tables().get("many").put(Stream.of("{}", "no")));
    }

    @Test
    void isThrottledOnThePageThatAFaultNames() {
        sandbox.faults()
                .add(Fault.on("Scan", "orders", Effect.THROTTLED_PROVISIONED)
                        .skip(2)
                        .times(1));
        Map<String, AttributeValue> second =
                count(0, 1, count(0, 1, null).lastEvaluatedKey()).lastEvaluatedKey();

        assertRefused(() -> count(0, 1, second), "ProvisionedThroughputExceededException");

        assertThat(count(0, 1, second).scannedCount()).isBetween(10, 11);
    }

    @Test
    void refusesASegmentThatThereIsNot() {
        assertInvalid(() -> count(3, 3, null), "segment");
    }

    private ScanResponse count(int segment, int segments, Map<String, AttributeValue> after) {
        return dynamoDb.scan(ScanRequest.builder()
                .tableName("orders")
                .segment(segment)
                .totalSegments(segments)
                .exclusiveStartKey(after)
                .select(Select.COUNT)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
    }
}
