package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.SampleProgress;
import io.pitrguard.domain.drill.SampleRules;
import io.pitrguard.domain.evidence.Sha256;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drill.DrillChecks.Part;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableItems.ItemBatch;
import io.pitrguard.port.TableItems.ItemPage;
import io.pitrguard.port.TableItems.ScanOrder;
import io.pitrguard.port.TableRestores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares items of places spread over the table: at every other place those that the source has, and those that the
 * restored table has at the places between. The source is read nowhere else, and at most as many items as the policy says.
 */
final class SampleCheck {
    private static final int HASH_LENGTH = 12;

    private final ReadTools reads;
    private final TableRestores tables;

    SampleCheck(ReadTools reads, TableRestores tables) {
        this.reads = reads;
        this.tables = tables;
    }

    /** What one place came to. */
    private sealed interface Spot {
        record Compared(CheckProgress progress) implements Spot {}

        record NotRead(CheckProgress progress, Cause cause) implements Spot {}
    }

    Part next(DrillPlan plan, CheckProgress before) {
        SampleRules rules = new SampleRules(plan.moment(), plan.requirement().timeAttribute());
        Optional<Part> gone = sourceGone(plan, before);
        if (gone.isPresent()) {
            return gone.get();
        }
        Instant deadline = reads.deadline();
        CheckProgress progress = before;
        while (progress.sample().spot() < spots(plan)) {
            switch (spot(plan, progress, rules, deadline)) {
                case Spot.Compared(CheckProgress next) -> progress = next;
                case Spot.NotRead(CheckProgress next, Cause cause) -> {
                    return notRead(next, cause);
                }
            }
        }
        return new Part.Advanced(progress.with(rules.judge(progress.sample())));
    }

    /** Places of as many items as one call can read by their keys; two at least, one of each kind. */
    private static int spots(DrillPlan plan) {
        return Math.max(2, Math.ceilDiv(plan.requirement().sample(), TableItems.MOST_KEYS));
    }

    private static int limit(DrillPlan plan) {
        return Math.min(TableItems.MOST_KEYS, Math.max(1, plan.requirement().sample() / spots(plan)));
    }

    /** Another table of the source's name has other items. */
    private Optional<Part> sourceGone(DrillPlan plan, CheckProgress progress) {
        return switch (tables.describe(plan.source().table())) {
            case Result.Failure<DescribedTable>(Cause cause) -> Optional.of(new Part.Later(progress, cause));
            case Result.Success<DescribedTable>(DescribedTable.Present present)
            when present.description().tableId().equals(plan.source().tableId()) -> Optional.empty();
            case Result.Success<DescribedTable> _ ->
                Optional.of(new Part.Advanced(progress.with(
                        notProven("The source was deleted meanwhile, so there is nothing to compare with."))));
        };
    }

    private static Part notRead(CheckProgress progress, Cause cause) {
        if (cause.kind() == Cause.Kind.OUT_OF_TIME) {
            return new Part.Advanced(progress);
        }
        return ReadTools.lasting(cause)
                .<Part>map(lasting -> new Part.Advanced(
                        progress.with(notProven("The items could not be read. " + lasting.message()))))
                .orElseGet(() -> new Part.Later(progress, cause));
    }

    private static CheckResult notProven(String reason) {
        return new CheckResult.Question(
                        CheckKind.SAMPLE,
                        "Items of parts of the source and of the restored table.",
                        "Items that were not written since the moment are equal.")
                .notProven("not known", reason);
    }

    private Spot spot(DrillPlan plan, CheckProgress progress, SampleRules rules, Instant deadline) {
        int spot = progress.sample().spot();
        boolean ofSource = spot % 2 == 0;
        TableRef from = ofSource ? plan.source().table() : plan.target();
        TableRef to = ofSource ? plan.target() : plan.source().table();
        ScanOrder order = new ScanOrder(from, spot, spots(plan), Optional.empty(), limit(plan));
        return switch (reads.read(deadline, items -> items.scan(order), ItemPage::consumed)) {
            case Result.Failure<ItemPage>(Cause cause) -> new Spot.NotRead(progress, cause);
            case Result.Success<ItemPage>(ItemPage page) -> {
                CheckProgress scanned = progress.consumed(units(ofSource, page.consumed()));
                List<Item> keys =
                        page.items().stream().map(item -> key(plan, item)).toList();
                yield switch (byKeys(to, keys, deadline)) {
                    case Result.Failure<Found>(Cause cause) -> new Spot.NotRead(scanned, cause);
                    case Result.Success<Found>(Found found) ->
                        new Spot.Compared(
                                compared(plan, scanned.consumed(units(!ofSource, found.units())), rules, page, found));
                };
            }
        };
    }

    private static ReadUnits units(boolean ofSource, double consumed) {
        return ofSource ? new ReadUnits(0, consumed) : new ReadUnits(consumed, 0);
    }

    /** Items of another table by their keys. */
    private record Found(List<Item> items, double units) {}

    private Result<Found> byKeys(TableRef table, List<Item> keys, Instant deadline) {
        List<Item> left = keys;
        List<Item> found = new ArrayList<>();
        double units = 0;
        while (!left.isEmpty()) {
            List<Item> asked = left;
            switch (reads.read(deadline, items -> items.get(table, asked), ItemBatch::consumed)) {
                case Result.Failure<ItemBatch>(Cause cause) -> {
                    return new Result.Failure<>(cause);
                }
                case Result.Success<ItemBatch>(ItemBatch batch) -> {
                    found.addAll(batch.items());
                    units += batch.consumed();
                    left = batch.unread();
                    if (left.size() >= asked.size()) {
                        return new Result.Failure<>(
                                new Cause(Cause.Kind.THROTTLED, "AWS read none of the items of " + table.name() + "."));
                    }
                }
            }
        }
        return new Result.Success<>(new Found(List.copyOf(found), units));
    }

    private static CheckProgress compared(
            DrillPlan plan, CheckProgress progress, SampleRules rules, ItemPage page, Found found) {
        boolean ofSource = progress.sample().spot() % 2 == 0;
        Map<Item, Item> others = new HashMap<>();
        found.items().forEach(item -> others.put(key(plan, item), item));
        SampleProgress sample = progress.sample();
        for (Item item : page.items()) {
            Item key = key(plan, item);
            Optional<Item> here = Optional.of(item);
            Optional<Item> there = Optional.ofNullable(others.get(key));
            Optional<Item> restored = ofSource ? there : here;
            sample = sample.with(
                    rules.compare(ofSource ? here : there, restored),
                    restored.isPresent(),
                    restored.flatMap(rules::written),
                    hash(plan, key));
        }
        return progress.with(sample.nextSpot());
    }

    private static Item key(DrillPlan plan, Item item) {
        return item.only(
                plan.source().keys().own().stream().map(TableKeys.Part::name).toList());
    }

    /** Keys may be personal data: evidence has only hashes of them, which depend on the table. */
    private static String hash(DrillPlan plan, Item key) {
        return Sha256.of(plan.source().tableId() + "\n" + plan.target().name() + "\n" + key.attributes())
                .substring(0, HASH_LENGTH);
    }
}
