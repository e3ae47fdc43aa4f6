package io.pitrguard.port;

import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.Statement;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * Reads items of a table, one call and one page each time, without retries: its caller paces the calls by the capacity that
 * they consumed. Goes to the table's region. Never throws for what AWS answers; an answer that lacks a number is a failure,
 * never a page.
 */
public interface TableItems {
    /** How many keys a call can read at most. */
    int MOST_KEYS = 100;

    /**
     * A page of a scan.
     *
     * @param segment the part of the table, from 0
     * @param segments how many parts there are; the same for all pages
     * @param after where the previous page ended; empty for the first
     * @param limit how many items to look at, at most; AWS ends a page at 1 MB
     */
    record ScanOrder(TableRef table, int segment, int segments, Optional<Item> after, int limit) {
        public ScanOrder {
            if (segment < 0 || segment >= segments || limit < 1) {
                throw new IllegalArgumentException("a scan needs a segment of its segments, and a limit");
            }
        }

        /** Returns the order of the page that begins after this item. */
        public ScanOrder from(Item item) {
            return new ScanOrder(table, segment, segments, Optional.of(item), limit);
        }
    }

    /**
     * What a page has, without the items.
     *
     * @param scanned how many items AWS looked at
     * @param count how many of these it counted
     * @param consumed read capacity units
     * @param next where it ended; empty at the end of the segment
     */
    record CountPage(long scanned, long count, double consumed, Optional<Item> next) {}

    /**
     * Some items.
     *
     * @param consumed read capacity units
     * @param next where the page ended; empty where there is nothing more
     */
    record ItemPage(List<Item> items, double consumed, Optional<Item> next) {
        public ItemPage {
            items = List.copyOf(items);
        }
    }

    /**
     * The items of some keys.
     *
     * @param items those that exist
     * @param unread keys that AWS did not read, because of its limits
     * @param consumed read capacity units
     */
    record ItemBatch(List<Item> items, List<Item> unread, double consumed) {
        public ItemBatch {
            items = List.copyOf(items);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Items of one partition key.
     *
     * @param index name of a secondary index; empty for the table itself
     * @param key the attributes of the key, each with its value: one or two
     * @param limit how many items to look at, at most
     */
    record KeyQuery(TableRef table, Optional<String> index, Item key, int limit) {
        public KeyQuery {
            if (key.attributes().isEmpty() || key.attributes().size() > 2 || limit < 1) {
                throw new IllegalArgumentException("a query needs one or two attributes of a key, and a limit");
            }
        }
    }

    /**
     * Some items that a statement selects.
     *
     * @param consumed read capacity units
     * @param token of the next page; empty after the last
     */
    record StatementPage(List<Item> items, double consumed, Optional<String> token) {
        public StatementPage {
            items = List.copyOf(items);
        }
    }

    /** Counts the items of a page: {@code Scan} that answers no items, and sees every write that came before it. */
    Result<CountPage> count(ScanOrder order);

    /** Reads the items of a page: {@code Scan}; takes half the capacity, and may miss the writes of the last second. */
    Result<ItemPage> scan(ScanOrder order);

    /**
     * Reads items by their keys, and sees every write that came before: {@code BatchGetItem}.
     *
     * @param keys at most {@link #MOST_KEYS}, all different
     */
    Result<ItemBatch> get(TableRef table, List<Item> keys);

    /** Reads items of a table or an index: {@code Query}. */
    Result<ItemPage> query(KeyQuery query);

    /**
     * Executes a statement: {@code ExecuteStatement}.
     *
     * @param token of the page; empty for the first
     * @param limit how many items to look at, at most
     */
    Result<StatementPage> select(TableRef table, Statement statement, Optional<String> token, int limit);
}
