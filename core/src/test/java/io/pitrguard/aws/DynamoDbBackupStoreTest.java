package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.backup.BackupRecord;
import io.pitrguard.domain.backup.BackupState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.BackupStoreContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of backups in the ledger's table on DynamoDB Local. */
class DynamoDbBackupStoreTest extends BackupStoreContract {
    private static final AccountRegion WHERE = AnyBackup.TABLE.where();

    private final String ledger = LocalDynamoDb.ledger();
    private final BackupStore store = new DynamoDbBackupStore(LocalDynamoDb.client(), ledger);

    @Override
    protected BackupStore store() {
        return store;
    }

    @Test
    void namesALedgerThatDoesNotExist() {
        BackupStore lost = new DynamoDbBackupStore(LocalDynamoDb.client(), "no-such-ledger");
        BackupRecord record = AnyBackup.full();

        assertThat(List.of(
                        lost.read(WHERE, record.id()),
                        lost.list(WHERE),
                        lost.create(record),
                        lost.write(new BackupStore.Stored(record, 1), record)))
                .allSatisfy(
                        result -> assertThat(result.failure()).map(Cause::kind).hasValue(Cause.Kind.MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        "format, 2, which this version does not know",
        "version, 0, versions begin with 1",
        "id, x, is refused: not the id of a backup",
        "table, orders, is not the ARN of a table",
        "label, a b, is refused: not the name of a backup",
        "state, LOST, is not one of",
        "arn, '', is refused: a backup needs its ARN"
    })
    void explainsWhatItDoesNotUnderstand(String attribute, String value, String why) {
        BackupRecord record = AnyBackup.full();
        store.create(record);
        spoil(record, attribute, value.matches("\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));

        assertThat(store.read(WHERE, record.id()).failure())
                .map(Cause::what)
                .hasValueSatisfying(what -> assertThat(what).contains("BACKUPS#aws#123456789012#", attribute, why));
        BackupStore.Listing listing = store.list(WHERE).success().orElseThrow();
        assertThat(listing.records()).isEmpty();
        assertThat(listing.problems())
                .singleElement()
                .satisfies(cause -> assertThat(cause.what()).contains(why));
    }

    /** A schedule that fails at a table leaves one each hour. */
    @Test
    void onlyRecordsOfFailuresExpire() {
        BackupRecord record = AnyBackup.full();
        BackupRecord failed = record.to(new BackupState.Failed(AnyBackup.AT, "AWS denied it."));

        assertThat(BackupRecordCodec.write(new BackupStore.Stored(failed, 1)))
                .containsEntry(
                        "expires",
                        AttributeValue.fromN(Long.toString(
                                AnyBackup.AT.plus(Duration.ofDays(90)).getEpochSecond())));
        assertThat(BackupRecordCodec.write(new BackupStore.Stored(record, 1))).doesNotContainKey("expires");
    }

    private void spoil(BackupRecord record, String attribute, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(BackupRecordCodec.write(new BackupStore.Stored(record, 1)));
        item.put(attribute, value);
        LocalDynamoDb.client().putItem(b -> b.tableName(ledger).item(item));
    }
}
