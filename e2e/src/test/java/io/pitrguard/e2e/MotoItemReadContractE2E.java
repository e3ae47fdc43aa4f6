package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.ItemReadContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The expectations of reads that check a table, which the sandbox fulfils, put to moto; and where moto is laxer. One of these
 * fails when moto becomes stricter: then it moves to the contract.
 */
class MotoItemReadContractE2E extends ItemReadContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Test
    void motoSelectsAllAtOnceAndKeepsTheConsumedCapacityToItself() {
        ExecuteStatementResponse page = dynamoDb()
                .executeStatement(request -> request.statement("SELECT * FROM \"" + table() + "\"")
                        .limit(1)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(page.items()).hasSize(40);
        assertThat(page.nextToken()).isNull();
        assertThat(page.consumedCapacity()).isNull();
    }

    @Test
    void motoAnswersACountWithAListOfItems() {
        assertThat(dynamoDb()
                        .scan(request -> request.tableName(table()).select(Select.COUNT))
                        .hasItems())
                .isTrue();
    }
}
