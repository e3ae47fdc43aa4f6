package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.port.Announcements;
import io.pitrguard.port.AnnouncementsContract;
import io.pitrguard.port.Looked;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people were told of an installation, in the ledger's table on DynamoDB Local. */
class DynamoDbAnnouncementsTest extends AnnouncementsContract {
    private final String table = LocalDynamoDb.ledger();
    private final Announcements announcements = new DynamoDbAnnouncements(LocalDynamoDb.client(), table);

    @Override
    protected Announcements announcements() {
        return announcements;
    }

    @Test
    void isNotTakenForAMemoryOfATable() {
        announcements.store(HERE, TOLD);

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
        announcements.store(HERE, TOLD);
        Map<String, AttributeValue> item = new HashMap<>(
                LocalDynamoDb.client().scan(b -> b.tableName(table)).items().getFirst());
        item.put("format", AttributeValue.fromN("2"));
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));

        assertThat(announcements.told(HERE))
                .isInstanceOfSatisfying(
                        Looked.Failed.class,
                        failed -> assertThat(failed.cause().message()).contains("SELF#", "format"));
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        Announcements nowhere = new DynamoDbAnnouncements(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.told(HERE)).isInstanceOf(Looked.Failed.class);
        assertThat(nowhere.store(HERE, TOLD))
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }

    @Test
    void noneRemembersNothing() {
        assertThat(Announcements.NONE.store(HERE, TOLD)).isEmpty();
        assertThat(Announcements.NONE.told(HERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));
    }
}
