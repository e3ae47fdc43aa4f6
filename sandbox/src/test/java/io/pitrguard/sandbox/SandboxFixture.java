package io.pitrguard.sandbox;

import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;

/** A sandbox on a clock that stands still, with a client that never retries. */
public abstract class SandboxFixture {

    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

    protected final SandboxClock clock = SandboxClock.at(NOW);
    protected Sandbox sandbox;
    protected SandboxTarget target;
    protected DynamoDbClient dynamoDb;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(options());
        target = new SandboxTarget(sandbox);
        dynamoDb = target.dynamoDb();
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        sandbox.close();
    }

    protected SandboxOptions options() {
        // These tests read back what they write. Those of lag set their own.
        return SandboxOptions.defaults().withClock(clock).withStaleReads(0);
    }

    PointInTimeRecoveryDescription recovery(String table) {
        Consumer<DescribeContinuousBackupsRequest.Builder> request = builder -> builder.tableName(table);
        return dynamoDb.describeContinuousBackups(request)
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    PointInTimeRecoveryDescription enable(String table, Integer days) {
        return dynamoDb.updateContinuousBackups(request -> request.tableName(table)
                        .pointInTimeRecoverySpecification(recovery ->
                                recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(days)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }

    void disable(String table) {
        dynamoDb.updateContinuousBackups(request -> request.tableName(table)
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(false)));
    }
}
