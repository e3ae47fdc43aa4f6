package io.pitrguard.drill;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemSize;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableItems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Tables of as many items as a test says, which exist only while a page of them is read; all tables have the same. Pages end
 * and consume capacity as AWS's do, at a time of the test's clock.
 */
final class VastItems implements TableItems {
    static final int PAGE_BYTES = 1 << 20;
    private static final int UNIT = ItemSize.UNIT_BYTES;
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final String KEY = "pk";

    final List<Consumed> log = new ArrayList<>();
    private final int count;
    private final IntUnaryOperator bytes;
    private final SettableTime time;
    private int calls;

    /** The numbers of calls that AWS throttles. */
    IntPredicate throttled = _ -> false;

    /** The numbers of calls after which the process is killed. */
    IntPredicate killed = _ -> false;

    /** The most items that one answer had. */
    int most;

    /** What a call consumed, and when. */
    record Consumed(Instant at, TableRef table, double units, int items) {}

    /** Stops a process in the middle. */
    static final class KilledError extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Makes tables of so many items; each is of so many bytes by its number. */
    VastItems(int count, IntUnaryOperator bytes, SettableTime time) {
        this.count = count;
        this.bytes = bytes;
        this.time = time;
    }

    private record Range(int from, int to, long bytes, boolean end) {
        int items() {
            return to - from;
        }

        double units() {
            return Math.max(1, Math.ceilDiv(bytes, UNIT));
        }

        Optional<Item> next() {
            return end ? Optional.empty() : Optional.of(key(to - 1));
        }
    }

    private Range range(ScanOrder order) {
        int end = (int) ((long) count * (order.segment() + 1) / order.segments());
        int from = order.after().map(after -> number(after) + 1).orElse((int)
                ((long) count * order.segment() / order.segments()));
        return range(from, end, order.limit());
    }

    private Range range(int from, int end, int limit) {
        int to = from;
        long sum = 0;
        while (to < end && to - from < limit && sum < PAGE_BYTES) {
            sum += bytes.applyAsInt(to);
            to++;
        }
        return new Range(from, to, sum, to == end);
    }

    @Override
    public Result<CountPage> count(ScanOrder order) {
        Range range = range(order);
        return answered(
                order.table(),
                range.units(),
                range.items(),
                () -> new CountPage(range.items(), range.items(), range.units(), range.next()));
    }

    @Override
    public Result<ItemPage> scan(ScanOrder order) {
        Range range = range(order);
        return answered(
                order.table(),
                range.units() / 2,
                range.items(),
                () -> new ItemPage(items(range), range.units() / 2, range.next()));
    }

    @Override
    public Result<ItemBatch> get(TableRef table, List<Item> keys) {
        List<Item> items = keys.stream().map(key -> item(number(key))).toList();
        double units = items.stream().mapToLong(ItemSize::units).sum();
        return answered(table, units, items.size(), () -> new ItemBatch(items, List.of(), units));
    }

    @Override
    public Result<ItemPage> query(KeyQuery query) {
        Item item = item(number(query.key()));
        double units = ItemSize.units(item) / 2.0;
        return answered(query.table(), units, 1, () -> new ItemPage(List.of(item), units, Optional.empty()));
    }

    /** Selects all. */
    @Override
    public Result<StatementPage> select(TableRef table, Statement statement, Optional<String> token, int limit) {
        Range range = range(token.map(Integer::parseInt).orElse(0), count, limit);
        return answered(
                table,
                range.units() / 2,
                range.items(),
                () -> new StatementPage(
                        items(range),
                        range.units() / 2,
                        range.end() ? Optional.empty() : Optional.of(Integer.toString(range.to()))));
    }

    private List<Item> items(Range range) {
        List<Item> items = new ArrayList<>();
        for (int number = range.from(); number < range.to(); number++) {
            items.add(item(number));
        }
        return items;
    }

    private Item item(int number) {
        Item key = key(number);
        int rest = (int) Math.max(0, bytes.applyAsInt(number) - ItemSize.bytes(key) - 1);
        return Item.of(Map.of(KEY, key.attributes().get(KEY), "x", new ItemValue.Text("x".repeat(rest))));
    }

    private static Item key(int number) {
        return Item.of(Map.of(KEY, new ItemValue.Text("%09d".formatted(number))));
    }

    private static int number(Item key) {
        return Integer.parseInt(((ItemValue.Text) key.find(KEY).orElseThrow()).value());
    }

    private <T> Result<T> answered(TableRef table, double units, int items, Supplier<T> answer) {
        int call = ++calls;
        if (throttled.test(call)) {
            log.add(new Consumed(time.instant(), table, 0, 0));
            time.advance(LATENCY);
            return new Result.Failure<>(new Cause(Cause.Kind.THROTTLED, "AWS asked to slow down."));
        }
        log.add(new Consumed(time.instant(), table, units, items));
        most = Math.max(most, items);
        if (killed.test(call)) {
            throw new KilledError();
        }
        time.advance(LATENCY);
        return new Result.Success<>(answer.get());
    }

    /** Returns what the busiest time of this length took. */
    static double peak(List<Consumed> calls, Duration window) {
        double most = 0;
        double sum = 0;
        int oldest = 0;
        for (Consumed call : calls) {
            sum += call.units();
            while (!calls.get(oldest).at().plus(window).isAfter(call.at())) {
                sum -= calls.get(oldest).units();
                oldest++;
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
