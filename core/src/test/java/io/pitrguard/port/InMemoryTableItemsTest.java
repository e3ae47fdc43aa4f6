package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.TableItems.ScanOrder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryTableItemsTest extends TableItemsContract {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final TableRef BACK = InMemoryTables.WHERE.table("orders-back");

    private final InMemoryTableItems items = new InMemoryTableItems();

    @Override
    protected TableItems items() {
        items.select(PAID, item -> item.find("status").equals(Optional.of(new ItemValue.Text("paid"))));
        return items;
    }

    @Override
    protected void create(TableRef table) {
        items.create(table, "pk");
        items.index(table, "by-status", "status");
    }

    @Override
    protected void put(TableRef table, Item item) {
        items.put(table, item);
    }

    @Test
    void failsAsATestSays() {
        create(ORDERS);
        Cause throttled = new Cause(Cause.Kind.THROTTLED, "AWS throttled.");
        items.succeedNext();
        items.failNext(throttled);
        ScanOrder order = new ScanOrder(ORDERS, 0, 1, Optional.empty(), 10);

        assertThat(items.count(order).success()).isPresent();
        assertThat(items.count(order)).isEqualTo(new Result.Failure<>(throttled));
        assertThat(items.count(order).success()).isPresent();
        assertThat(items.calls()).isEqualTo(3);
    }

    @Test
    void restoresWithSomethingWrong() {
        create(ORDERS);
        items.put(ORDERS, order("1"));
        items.put(ORDERS, order("2"));

        items.restore(ORDERS, BACK, item -> item.equals(order("1")) ? Optional.empty() : Optional.of(item));
        items.withoutIndex(BACK, "by-status");

        assertThat(value(items.scan(new ScanOrder(BACK, 0, 1, Optional.empty(), 10)))
                        .items())
                .containsExactly(order("2"));
        items.drop(ORDERS);
        assertThat(items.scan(new ScanOrder(ORDERS, 0, 1, Optional.empty(), 10)).success())
                .isEmpty();
    }

    private static Item order(String pk) {
        return Item.of(Map.of("pk", new ItemValue.Text(pk)));
    }
}
