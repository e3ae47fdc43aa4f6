package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.SampleLook;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemDigest;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableItems.ItemPage;
import io.pitrguard.port.TableItems.ScanOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the places of the source that are compared later, before the moment that will be restored. */
final class SourceLook {
    private final ReadTools reads;

    SourceLook(ReadTools reads) {
        this.reads = reads;
    }

    /** What a part of the look came to. */
    sealed interface Outcome {
        /** So far it is. */
        record Looked(SampleLook look) implements Outcome {}

        /** The same place must be looked at again later. */
        record Later(SampleLook look, Cause cause) implements Outcome {}

        /** The source cannot be read. */
        record NotPossible(Cause cause) implements Outcome {}
    }

    /** Begins with the places of the sample. */
    static SampleLook begin(DrillPlan plan) {
        return SampleLook.at(Math.min(SampleCheck.places(plan), SampleLook.MOST_ITEMS / TableItems.MOST_KEYS));
    }

    /** Reads as many places as one step may. */
    Outcome next(DrillPlan plan, SampleLook before) {
        Instant deadline = reads.deadline();
        SampleLook look = before;
        while (!look.over()) {
            ScanOrder order = new ScanOrder(
                    plan.source().table(),
                    look.spots().size(),
                    SampleCheck.places(plan),
                    Optional.empty(),
                    SampleCheck.limit(plan));
            switch (reads.read(deadline, items -> items.scan(order), ItemPage::consumed)) {
                case Result.Failure<ItemPage>(Cause cause) -> {
                    return failed(look, cause);
                }
                case Result.Success<ItemPage>(ItemPage page) -> look = look.with(spot(plan, page), page.consumed());
            }
        }
        return new Outcome.Looked(look);
    }

    private static Outcome failed(SampleLook look, Cause cause) {
        if (cause.kind() == Cause.Kind.OUT_OF_TIME) {
            return new Outcome.Looked(look);
        }
        return ReadTools.lasting(cause)
                .<Outcome>map(Outcome.NotPossible::new)
                .orElseGet(() -> new Outcome.Later(look, cause));
    }

    private static SampleLook.Spot spot(DrillPlan plan, ItemPage page) {
        Map<Long, Long> digests = new HashMap<>();
        for (Item item : page.items()) {
            digests.put(ItemDigest.of(SampleCheck.key(plan, item)), ItemDigest.of(item));
        }
        return new SampleLook.Spot(digests, page.next().isEmpty());
    }
}
