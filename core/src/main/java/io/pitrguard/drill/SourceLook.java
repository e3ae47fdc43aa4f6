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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the places of the source that are compared later, before the moment that will be restored. */
final class SourceLook {
    /** A place that was begun is read to its end, even if the step lasts somewhat longer. */
    private static final Duration TO_END = Duration.ofMinutes(3);

    private final ReadTools reads;
    private final PageSize pages;

    SourceLook(ReadTools reads) {
        this.reads = reads;
        this.pages = new PageSize(reads.share(), PageSize.LARGEST_EVENTUAL);
    }

    /** What a part of the look came to. */
    sealed interface Outcome {
        /** So far it is. */
        record Looked(SampleLook look) implements Outcome {}

        /** The next place follows when the units that were read are paid for. */
        record Paused(SampleLook look, Duration pause) implements Outcome {}

        /** The same place must be looked at again later. */
        record Later(SampleLook look, Cause cause) implements Outcome {}

        /** The source cannot be read. */
        record NotPossible(Cause cause) implements Outcome {}
    }

    /** What a place had, and the units that it took. */
    private record Place(SampleLook.Spot spot, double units) {}

    /** Begins with the places of the sample. */
    static SampleLook begin(DrillPlan plan) {
        return SampleLook.at(Math.min(SampleCheck.places(plan), SampleLook.MOST_ITEMS / TableItems.MOST_KEYS));
    }

    /** Reads as many places as one step may. */
    Outcome next(DrillPlan plan, SampleLook before) {
        Instant deadline = reads.deadline();
        SampleLook look = before;
        while (!look.over()) {
            switch (place(plan, look.spots().size(), deadline)) {
                case Result.Failure<Place>(Cause cause) -> {
                    return failed(look, cause);
                }
                case Result.Success<Place>(Place place) -> look = look.with(place.spot(), place.units());
            }
        }
        return new Outcome.Looked(look);
    }

    private Outcome failed(SampleLook look, Cause cause) {
        if (cause.kind() == Cause.Kind.OUT_OF_TIME) {
            return reads.pause()
                    .<Outcome>map(pause -> new Outcome.Paused(look, pause))
                    .orElseGet(() -> new Outcome.Looked(look));
        }
        return ReadTools.lasting(cause)
                .<Outcome>map(Outcome.NotPossible::new)
                .orElseGet(() -> new Outcome.Later(look, cause));
    }

    private static ScanOrder order(DrillPlan plan, int number, Optional<Item> after, int limit) {
        return new ScanOrder(plan.source().table(), number, SampleCheck.places(plan), after, limit);
    }

    private Result<Place> place(DrillPlan plan, int number, Instant deadline) {
        Map<Long, Long> digests = new HashMap<>();
        List<String> keys = SampleCheck.keys(plan);
        int most = SampleCheck.itemsOfPlace(plan);
        double units = 0;
        int read = 0;
        Instant until = deadline;
        Optional<Item> after = Optional.empty();
        do {
            ScanOrder order = order(plan, number, after, pages.limit(most - read));
            switch (reads.read(until, pages.planned(order.limit()), items -> items.scan(order), ItemPage::consumed)) {
                case Result.Failure<ItemPage>(Cause cause) -> {
                    return new Result.Failure<>(cause);
                }
                case Result.Success<ItemPage>(ItemPage page) -> {
                    pages.seen(page.items().size(), page.consumed());
                    page.items().forEach(item -> digests.put(ItemDigest.of(item.only(keys)), ItemDigest.of(item)));
                    units += page.consumed();
                    read += page.items().size();
                    until = deadline.plus(TO_END);
                    // A page that AWS repeats ends the place.
                    boolean over = page.next().isEmpty();
                    if (over || page.next().equals(after)) {
                        return new Result.Success<>(new Place(new SampleLook.Spot(digests, over), units));
                    }
                    after = page.next();
                }
            }
        } while (read < most);
        return new Result.Success<>(new Place(new SampleLook.Spot(digests, false), units));
    }
}
