package io.pitrguard.sandbox;

import static io.pitrguard.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The limit of 10 calls a second, to the call, on a clock that the test moves. */
class RateLimitTest extends SandboxFixture {

    @BeforeEach
    void seed() {
        sandbox.tables().create("orders");
    }

    @Test
    void allowsABurstOfTenAndThrottlesTheEleventh() {
        assertThat(allowed(10)).isEqualTo(10);

        AwsServiceException refusal = assertRefused(() -> recovery("orders"), "ThrottlingException");

        assertThat(refusal.isThrottlingException()).isTrue();
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(sandbox.calls().count("DescribeContinuousBackups")).isEqualTo(11);
        assertThat(sandbox.calls().throttled("DescribeContinuousBackups")).isEqualTo(1);
    }

    @Test
    void allowsOneMoreCallEachTenthOfASecond() {
        allowed(10);

        for (int call = 0; call < 20; call++) {
            clock.advance(Duration.ofMillis(100));
            assertThat(allowed(2)).isEqualTo(1);
        }
    }

    @Test
    void neverSavesUpMoreThanOneSecond() {
        allowed(10);
        clock.advance(Duration.ofHours(1));

        assertThat(allowed(20)).isEqualTo(10);
    }

    @Test
    void aNeighbourTakesItsShare() {
        allowed(10);
        sandbox.neighbour(6);
        clock.advance(Duration.ofSeconds(1));

        assertThat(allowed(20)).isEqualTo(4);
    }

    @Test
    void aNeighbourAtTheLimitLeavesNothing() {
        allowed(10);
        sandbox.neighbour(10);
        clock.advance(Duration.ofMinutes(1));

        assertThat(allowed(5)).isZero();
    }

    @Test
    void aNeighbourThatLeavesGivesItsShareBack() {
        allowed(10);
        sandbox.neighbour(15);
        clock.advance(Duration.ofSeconds(1));
        sandbox.neighbour(0);
        clock.advance(Duration.ofSeconds(1));

        assertThat(allowed(20)).isEqualTo(10);
    }

    @Test
    void settingTheClockBackEarnsNothing() {
        allowed(10);
        clock.set(NOW.minusSeconds(60));

        assertThat(allowed(5)).isZero();
        clock.advance(Duration.ofMillis(100));
        assertThat(allowed(5)).isEqualTo(1);
    }

    @Test
    void limitsNoOtherOperation() {
        IntStream.range(0, 30).forEach(call -> dynamoDb.describeTable(request -> request.tableName("orders")));

        assertThat(sandbox.calls().throttled("DescribeTable")).isZero();
    }

    @Test
    void limitsEachRegionOnItsOwn() {
        allowed(10);

        try (var elsewhere = target.dynamoDb("us-east-1")) {
            assertRefused(
                    () -> elsewhere.describeContinuousBackups(request -> request.tableName("orders")),
                    "TableNotFoundException");
        }
    }

    @Test
    void hasNoLimitWhereThereIsNone() {
        try (Sandbox unlimited = Sandbox.start(options().withoutLimit());
                var client = new SandboxTarget(unlimited).dynamoDb()) {
            unlimited.tables().create("orders");
            unlimited.neighbour(100);
            IntStream.range(0, 50)
                    .forEach(call -> client.describeContinuousBackups(request -> request.tableName("orders")));

            assertThat(unlimited.calls().throttled("DescribeContinuousBackups")).isZero();
        }
    }

    @Test
    void limitsFurtherOperationsThatAreNamed() {
        try (Sandbox strict = Sandbox.start(options().withLimit("ListTables", 2));
                var client = new SandboxTarget(strict).dynamoDb()) {
            client.listTables();
            client.listTables();

            assertRefused(client::listTables, "ThrottlingException");
        }
    }

    private int allowed(int calls) {
        int allowed = 0;
        for (int call = 0; call < calls; call++) {
            allowed += allowed() ? 1 : 0;
        }
        return allowed;
    }

    private boolean allowed() {
        try {
            recovery("orders");
            return true;
        } catch (DynamoDbException refusal) {
            assertThat(refusal.isThrottlingException()).isTrue();
            return false;
        }
    }
}
