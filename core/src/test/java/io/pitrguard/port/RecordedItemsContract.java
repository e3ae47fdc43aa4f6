package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RecordedItems.Item;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RecordedItems} does. */
public abstract class RecordedItemsContract {
    private static final String TABLE = "AWS::DynamoDB::Table";

    /** The clock that items are captured by. */
    protected final SettableTime time = new SettableTime();

    /** The items to test; there are none yet. */
    protected abstract RecordedItems items();

    /** Records a table whose recovery is on or off. */
    protected abstract void record(String table, boolean on);

    /** Records a table without its backups. */
    protected abstract void recordWithoutBackups(String table);

    /** Records that a table was deleted. */
    protected abstract void recordDeleted(String table);

    /** From now on every look-up fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsWhatIsRecordedOfATable(boolean on) {
        record("orders", on);

        assertThat(items().latest(TABLE, "orders"))
                .isEqualTo(new Result.Success<>(new Item(
                        TABLE,
                        "orders",
                        "ResourceDiscovered",
                        time.instant(),
                        Optional.of(
                                "{\"continuousBackupsStatus\":\"ENABLED\",\"pointInTimeRecoveryDescription\":{\"pointInTimeRecoveryStatus\":\"%s\"}}"
                                        .formatted(on ? "ENABLED" : "DISABLED")))));
    }

    @Test
    void findsTheNewestItem() {
        record("orders", true);
        time.advance(Duration.ofMillis(1));
        record("carts", true);
        record("orders", false);

        assertThat(found("orders"))
                .returns("OK", Item::status)
                .returns(time.instant(), Item::capturedAt)
                .satisfies(item -> assertThat(item.continuousBackups())
                        .hasValueSatisfying(json -> assertThat(json).contains("DISABLED")));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 100, 400})
    void findsItemThatIsManyDaysOld(int days) {
        record("orders", true);
        var recorded = time.instant();
        time.advance(Duration.ofDays(days));

        assertThat(found("orders").capturedAt()).isEqualTo(recorded);
    }

    @Test
    void findsItemWithoutBackups() {
        recordWithoutBackups("orders");

        assertThat(found("orders").continuousBackups()).isEmpty();
    }

    @Test
    void findsThatATableWasDeleted() {
        record("orders", true);
        time.advance(Duration.ofMinutes(1));
        recordDeleted("orders");

        assertThat(found("orders"))
                .isEqualTo(new Item(TABLE, "orders", "ResourceDeleted", time.instant(), Optional.empty()));
    }

    @Test
    void namesTableThatNothingIsRecordedOf() {
        record("carts", true);

        assertThat(items().latest(TABLE, "orders"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().message()).contains("orders"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItFails(Cause.Kind kind) {
        record("orders", true);
        fail(kind);

        assertThat(items().latest(TABLE, "orders"))
                .isInstanceOfSatisfying(
                        Result.Failure.class,
                        failed -> assertThat(failed.cause().kind()).isEqualTo(kind));
    }

    private Item found(String table) {
        return items().latest(TABLE, table).success().orElseThrow();
    }
}
