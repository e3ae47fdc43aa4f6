package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SharedChangeCounterContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The count in the ledger's table, on DynamoDB Local. */
class DynamoDbSharedChangeCounterTest extends SharedChangeCounterContract {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");

    private final SharedChangeCounter count =
            counter(LocalDynamoDb.client(), LocalDynamoDb.ledger(), SharedChangeCounter.Scope.ACCOUNT_AND_REGION);
    private final SharedChangeCounter organization =
            counter(LocalDynamoDb.client(), LocalDynamoDb.ledger(), SharedChangeCounter.Scope.ORGANIZATION);

    @Override
    protected SharedChangeCounter count() {
        return count;
    }

    @Override
    protected SharedChangeCounter organizationCount() {
        return organization;
    }

    private SharedChangeCounter counter(DynamoDbClient client, String table, SharedChangeCounter.Scope scope) {
        return new DynamoDbSharedChangeCounter(client, table, scope, time);
    }

    @ParameterizedTest
    @CsvSource({"DENIED, DENIED", "THROTTLED, THROTTLED", "SERVER_ERROR, BROKEN"})
    void saysWhyItCannotCount(Effect effect, Cause.Kind kind) {
        try (SandboxAws aws = SandboxAws.start()) {
            aws.sandbox().tables().create("ledger").keys("pk", "sk");
            aws.sandbox().faults().add(Fault.on("UpdateItem", effect));
            SharedChangeCounter broken =
                    counter(aws.clients().dynamoDb(), "ledger", SharedChangeCounter.Scope.ORGANIZATION);

            assertThat(broken.take(WHERE, BigDecimal.ONE, Limits.STANDARD))
                    .isInstanceOfSatisfying(
                            Result.Failure.class,
                            failed -> assertThat(failed.cause())
                                    .satisfies(cause -> assertThat(cause.kind()).isEqualTo(kind))
                                    .satisfies(cause ->
                                            assertThat(cause.message()).contains("dynamodb:UpdateItem", "ledger")));
            broken.giveBack(WHERE, BigDecimal.ONE, new SharedChangeCounter.Room.Taken("2026-11-22T10:00:00Z"));
        }
    }

    @Test
    void givesBackNothingThatCannotBeWritten() {
        SharedChangeCounter nowhere =
                counter(LocalDynamoDb.client(), "no-such-table", SharedChangeCounter.Scope.ACCOUNT_AND_REGION);

        nowhere.giveBack(WHERE, BigDecimal.ONE, new SharedChangeCounter.Room.Taken("2026-11-22T10:00:00Z"));

        assertThat(nowhere.take(WHERE, BigDecimal.ONE, Limits.STANDARD)).isInstanceOf(Result.Failure.class);
    }
}
