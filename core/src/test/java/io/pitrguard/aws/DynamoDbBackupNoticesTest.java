package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupNotices;
import io.pitrguard.port.BackupNoticesContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Notified problems with backups, in the ledger's table on DynamoDB Local. */
class DynamoDbBackupNoticesTest extends BackupNoticesContract {
    private final String ledger = LocalDynamoDb.ledger();
    private final BackupNotices notices = new DynamoDbBackupNotices(LocalDynamoDb.client(), ledger);

    @Override
    protected BackupNotices notices() {
        return notices;
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        BackupNotices lost = new DynamoDbBackupNotices(LocalDynamoDb.client(), "no-such-ledger");

        assertThat(lost.read(HERE).failure()).map(Cause::kind).hasValue(Cause.Kind.MISSING);
        assertThat(lost.write(HERE, NOTIFIED)).map(Cause::kind).hasValue(Cause.Kind.MISSING);
    }

    @Test
    void doesNotTakeWhatANewerVersionWroteForNothing() {
        LocalDynamoDb.client()
                .putItem(b -> b.tableName(ledger)
                        .item(Map.of(
                                "pk", AttributeValue.fromS("SELF#aws#123456789012#eu-west-1"),
                                "sk", AttributeValue.fromS("BACKUPS"),
                                "format", AttributeValue.fromN("99"))));

        assertThat(notices.read(HERE).failure())
                .map(Cause::what)
                .hasValueSatisfying(what -> assertThat(what).contains("'format' is 99"));
    }
}
