package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.ledger.Told;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.Announcements;
import io.pitrguard.port.Looked;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people were told of an installation, in the ledger's table on DynamoDB Local. */
class DynamoDbAnnouncementsTest {
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final AccountRegion THERE = new AccountRegion("aws", "123456789012", "us-east-1");
    private static final Told TOLD =
            new Told(new TreeSet<>(List.of("Recorder", "Trail")), Optional.of(Instant.parse("2026-11-22T10:00:00Z")));

    private final String table = LocalDynamoDb.ledger();
    private final Announcements announcements = new DynamoDbAnnouncements(LocalDynamoDb.client(), table);

    @Test
    void remembersForEachAccountAndRegion() {
        assertThat(announcements.told(HERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));

        assertThat(announcements.store(HERE, TOLD)).isEmpty();

        assertThat(announcements.told(HERE)).isEqualTo(new Looked.Seen<>(TOLD));
        assertThat(announcements.told(THERE)).isEqualTo(new Looked.Seen<>(Told.NOTHING));
        Told calm = TOLD.with(new TreeSet<>(), Instant.parse("2026-11-22T11:00:00Z"));
        announcements.store(HERE, calm);
        assertThat(announcements.told(HERE)).isEqualTo(new Looked.Seen<>(calm));
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
