package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableItems.CountPage;
import io.pitrguard.port.TableItems.ItemBatch;
import io.pitrguard.port.TableItems.ItemPage;
import io.pitrguard.port.TableItems.KeyQuery;
import io.pitrguard.port.TableItems.ScanOrder;
import io.pitrguard.port.TableItems.StatementPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every way to read items. */
public abstract class TableItemsContract {
    /** The statement that selects what is paid. */
    protected static final Statement PAID = Statement.of("SELECT * FROM {table} WHERE \"status\" = 'paid'");

    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final int SEGMENTS = 3;

    /** Returns the port. There are no tables yet. */
    protected abstract TableItems items();

    /** Makes a table with the key {@code pk} and the index {@code by-status} on {@code status}. */
    protected abstract void create(TableRef table);

    /** Puts an item into it. */
    protected abstract void put(TableRef table, Item item);

    @Test
    void countsEveryItemOnceInSegments() {
        fill(25);
        long scanned = 0;
        long count = 0;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            Optional<ScanOrder> order = Optional.of(order(segment, 4));
            while (order.isPresent()) {
                CountPage page = value(items().count(order.get()));
                assertThat(page.scanned()).isLessThanOrEqualTo(4);
                assertThat(page.consumed()).isNotNegative();
                scanned += page.scanned();
                count += page.count();
                Optional<ScanOrder> last = order;
                order = page.next().map(after -> last.get().from(after));
            }
        }

        assertThat(scanned).isEqualTo(25);
        assertThat(count).isEqualTo(25);
    }

    @Test
    void scansItemsAsTheyAre() {
        fill(25);
        List<Item> all = new ArrayList<>();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            Optional<ScanOrder> order = Optional.of(order(segment, 4));
            while (order.isPresent()) {
                ItemPage page = value(items().scan(order.get()));
                all.addAll(page.items());
                Optional<ScanOrder> last = order;
                order = page.next().map(after -> last.get().from(after));
            }
        }

        assertThat(all).hasSize(25).doesNotHaveDuplicates().contains(order("7"));
    }

    @Test
    void anEmptyTableHasNothingToCount() {
        create(ORDERS);

        CountPage page = value(items().count(new ScanOrder(ORDERS, 0, 1, Optional.empty(), 10)));

        assertThat(page.scanned()).isZero();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void readsByKeys() {
        fill(3);

        ItemBatch batch = value(items().get(ORDERS, List.of(key("1"), key("2"), key("none"))));

        assertThat(batch.items()).containsExactlyInAnyOrder(order("1"), order("2"));
        assertThat(batch.unread()).isEmpty();
        assertThat(batch.consumed()).isNotNegative();
        assertThat(value(items().get(ORDERS, List.of(key("none")))).items()).isEmpty();
    }

    @Test
    void readsAtMostAHundredKeysAtOnce() {
        create(ORDERS);
        List<Item> keys = new ArrayList<>();
        for (int number = 0; number <= TableItems.MOST_KEYS; number++) {
            keys.add(key(Integer.toString(number)));
        }

        assertThatIllegalArgumentException().isThrownBy(() -> items().get(ORDERS, keys));
        assertThatIllegalArgumentException().isThrownBy(() -> items().get(ORDERS, List.of()));
        assertThat(value(items().get(ORDERS, keys.subList(1, keys.size()))).items())
                .isEmpty();
    }

    @Test
    void queriesATableAndAnIndex() {
        fill(10);

        assertThat(value(items().query(new KeyQuery(ORDERS, Optional.empty(), key("4"), 5)))
                        .items())
                .containsExactly(order("4"));
        ItemPage page = value(items().query(new KeyQuery(ORDERS, Optional.of("by-status"), status("paid"), 3)));
        assertThat(page.items())
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.find("status")).hasValue(new ItemValue.Text("paid")));
        assertThat(page.next()).isPresent();
        assertThat(value(items().query(new KeyQuery(ORDERS, Optional.of("by-status"), status("lost"), 3))))
                .satisfies(none -> assertThat(none.items()).isEmpty())
                .satisfies(none -> assertThat(none.next()).isEmpty());
    }

    @Test
    void selectsInPages() {
        fill(10);
        Set<Item> paid = new HashSet<>();
        Optional<String> token = Optional.empty();
        do {
            StatementPage page = value(items().select(ORDERS, PAID, token, 4));
            paid.addAll(page.items());
            token = page.token();
        } while (token.isPresent());

        assertThat(paid).hasSize(5).contains(order("2"));
    }

    @Test
    void keepsValuesOfEveryType() {
        create(ORDERS);
        Item whole = Item.of(Map.of(
                "pk", new ItemValue.Text("whole"),
                "number", ItemValue.Numeric.of("-12345678901234567890.0123456789"),
                "bytes", new ItemValue.Binary("AP9/"),
                "flag", new ItemValue.Flag(false),
                "nothing", new ItemValue.Nothing(),
                "texts", ItemValue.TextSet.of(List.of("b", "a")),
                "numbers", new ItemValue.NumericSet(Set.of(ItemValue.Numeric.of("1"), ItemValue.Numeric.of("2.5"))),
                "blobs", new ItemValue.BinarySet(Set.of("AA==")),
                "list", new ItemValue.Many(List.of(new ItemValue.Text(""), new ItemValue.Fields(Map.of()))),
                "map", new ItemValue.Fields(Map.of("inner", new ItemValue.Many(List.of())))));

        put(ORDERS, whole);

        assertThat(value(items().get(ORDERS, List.of(key("whole")))).items()).containsExactly(whole);
    }

    @Test
    void aMissingTableOrIndexIsRefused() {
        ScanOrder order = order(0, 5);

        assertRefused(items().count(order));
        assertRefused(items().scan(order));
        assertRefused(items().get(ORDERS, List.of(key("1"))));
        assertRefused(items().query(new KeyQuery(ORDERS, Optional.empty(), key("1"), 5)));
        assertRefused(items().select(ORDERS, PAID, Optional.empty(), 5));
        create(ORDERS);
        assertRefused(items().query(new KeyQuery(ORDERS, Optional.of("by-day"), status("paid"), 5)));
    }

    private void fill(int number) {
        create(ORDERS);
        for (int each = 0; each < number; each++) {
            put(ORDERS, order(Integer.toString(each)));
        }
    }

    private static ScanOrder order(int segment, int limit) {
        return new ScanOrder(ORDERS, segment, SEGMENTS, Optional.empty(), limit);
    }

    private static Item order(String pk) {
        return Item.of(Map.of(
                "pk", new ItemValue.Text(pk),
                "status", new ItemValue.Text(Integer.parseInt(pk) % 2 == 0 ? "paid" : "open"),
                "total", ItemValue.Numeric.of(pk)));
    }

    private static Item key(String pk) {
        return Item.of(Map.of("pk", new ItemValue.Text(pk)));
    }

    private static Item status(String status) {
        return Item.of(Map.of("status", new ItemValue.Text(status)));
    }

    private static void assertRefused(Result<?> result) {
        assertThat(result.failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Cause.Kind.REFUSED));
    }

    /** Returns the value of a success. */
    protected static <T> T value(Result<T> result) {
        return result.success()
                .orElseThrow(() -> new AssertionError(result.failure().orElseThrow()));
    }
}
