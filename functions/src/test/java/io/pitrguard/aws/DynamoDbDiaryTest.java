package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.port.Diary;
import io.pitrguard.port.DiaryContract;
import io.pitrguard.port.Looked;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people were told of an installation, in the ledger's table on DynamoDB Local. */
class DynamoDbDiaryTest extends DiaryContract {
    private final String table = LocalDynamoDb.ledger();
    private final Diary diary = new DynamoDbDiary(LocalDynamoDb.client(), table);

    @Override
    protected Diary diary() {
        return diary;
    }

    @Test
    void isNotTakenForAMemoryOfATable() {
        diary.tell(HERE, TOLD);

        assertThat(LocalDynamoDb.client()
                        .scan(b -> b.tableName(table))
                        .items()
                        .getFirst()
                        .get("pk")
                        .s())
                .isEqualTo("SELF#aws#123456789012#eu-west-1");
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        diary.tell(HERE, TOLD);
        Map<String, AttributeValue> item = new HashMap<>(
                LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst());
        item.put("format", AttributeValue.fromN("2"));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(diary.told(HERE))
                .isInstanceOfSatisfying(
                        Looked.Failed.class,
                        failed -> assertThat(failed.cause().message()).contains("SELF#", "format"));
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        Diary nowhere = new DynamoDbDiary(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.told(HERE)).isInstanceOf(Looked.Failed.class);
        assertThat(nowhere.lastSweep(HERE)).isInstanceOf(Looked.Failed.class);
        assertThat(nowhere.tell(HERE, TOLD))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }

    @Test
    void noneRemembersNothing() {
        assertThat(Diary.NONE.tell(HERE, TOLD)).isEmpty();
        assertThat(Diary.NONE.told(HERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));
        assertThat(Diary.NONE.swept(HERE, Instant.parse("2026-11-22T10:00:00Z")))
                .isEmpty();
        assertThat(Diary.NONE.lastSweep(HERE)).isEqualTo(new Looked.Seen<>(Optional.empty()));
    }
}
