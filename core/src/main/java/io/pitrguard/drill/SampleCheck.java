package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.SampleLook;
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
import io.pitrguard.port.TableItems.ItemPage;
import io.pitrguard.port.TableItems.ScanOrder;
import io.pitrguard.port.TableRestores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares items of places spread over the table: at every other place those that the source has, and those that the
 * restored table has at the places between. The source is read nowhere else, and at most as many items as the policy says.
 */
final class SampleCheck {
    private static final int HASH_LENGTH = 12;

    /** Items that were found in one table are read by their keys in the other, even if the step lasts somewhat longer. */
    private static final Duration TO_END = Duration.ofMinutes(3);

    private final ReadTools restored;
    private final ReadTools source;
    private final PageSize sourcePages;
    private final PageSize restoredPages;
    private final TableRestores tables;

    /**
     * Creates the check.
     *
     * @param restored reads the restored table
     * @param source reads the source, at the same pace or a slower one
     */
    SampleCheck(ReadTools restored, ReadTools source, TableRestores tables) {
        this.restored = restored;
        this.source = source;
        // What a page has of one table is read of the other.
        this.sourcePages = new PageSize(source.share(), PageSize.LARGEST_EVENTUAL);
        this.restoredPages = new PageSize(source.share(), PageSize.LARGEST_EVENTUAL);
        this.tables = tables;
    }

    /** What a page of one place came to. */
    private sealed interface Compared {
        record Read(CheckProgress progress) implements Compared {}

        record NotRead(CheckProgress progress, Cause cause) implements Compared {}
    }

    Part next(DrillRecord drill, CheckProgress before) {
        DrillPlan plan = drill.plan();
        SampleLook look = drill.look().orElse(SampleLook.NONE);
        int last = look.looked() ? look.places() : places(plan);
        SampleRules rules = new SampleRules(plan.moment(), plan.requirement().timeAttribute());
        Optional<Part> gone = sourceGone(plan, before);
        if (gone.isPresent()) {
            return gone.get();
        }
        Instant deadline = source.deadline();
        CheckProgress progress = before;
        while (progress.sample().spot() < last) {
            switch (page(new Sampled(plan, rules, look), progress, deadline)) {
                case Compared.Read(CheckProgress next) -> progress = next;
                case Compared.NotRead(CheckProgress next, Cause cause) -> {
                    return notRead(next, cause);
                }
            }
        }
        return new Part.Advanced(progress.with(rules.judge(progress.sample(), look.looked())));
    }

    /** Places of as many items as one call can read by their keys; two at least, one of each kind. */
    static int places(DrillPlan plan) {
        return Math.max(2, Math.ceilDiv(plan.requirement().sample(), TableItems.MOST_KEYS));
    }

    /** Returns how many items are looked at at most in each place. */
    static int itemsOfPlace(DrillPlan plan) {
        return Math.min(TableItems.MOST_KEYS, Math.max(1, plan.requirement().sample() / places(plan)));
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

    private Part notRead(CheckProgress progress, Cause cause) {
        return ReadTools.lasting(cause)
                .<Part>map(lasting -> new Part.Advanced(
                        progress.with(notProven("The items could not be read. " + lasting.message()))))
                .orElseGet(() -> source.notRead(progress, cause));
    }

    private static CheckResult notProven(String reason) {
        return new CheckResult.Question(
                        CheckKind.SAMPLE,
                        "Items of parts of the source and of the restored table.",
                        "Items that were not written since the moment are equal.")
                .notProven("not known", reason);
    }

    /** What is compared, and how. */
    private record Sampled(DrillPlan plan, SampleRules rules, SampleLook look) {}

    private Compared page(Sampled sampled, CheckProgress progress, Instant deadline) {
        DrillPlan plan = sampled.plan();
        SampleProgress sample = progress.sample();
        boolean ofSource = ofSource(sample);
        PageSize pages = ofSource ? sourcePages : restoredPages;
        ScanOrder order = new ScanOrder(
                table(plan, ofSource),
                sample.spot(),
                places(plan),
                sample.after(),
                pages.limit(itemsOfPlace(plan) - sample.looked()));
        return switch (reads(ofSource)
                .read(deadline, pages.planned(order.limit()), items -> items.scan(order), ItemPage::consumed)) {
            case Result.Failure<ItemPage>(Cause cause) -> new Compared.NotRead(progress, cause);
            case Result.Success<ItemPage>(ItemPage page) -> {
                pages.seen(page.items().size(), page.consumed());
                KeyReads.Found found = new KeyReads(reads(!ofSource), source.share())
                        .read(table(plan, !ofSource), keys(plan), page.items(), deadline.plus(TO_END));
                CheckProgress read =
                        progress.consumed(units(ofSource, page.consumed())).consumed(units(!ofSource, found.units()));
                yield found.failure()
                        .<Compared>map(cause -> new Compared.NotRead(read, cause))
                        .orElseGet(() -> new Compared.Read(compared(sampled, read, page, found.items())));
            }
        };
    }

    private ReadTools reads(boolean ofSource) {
        return ofSource ? source : restored;
    }

    private static TableRef table(DrillPlan plan, boolean ofSource) {
        return ofSource ? plan.source().table() : plan.target();
    }

    private static boolean ofSource(SampleProgress sample) {
        return sample.spot() % 2 == 0;
    }

    private static ReadUnits units(boolean ofSource, double consumed) {
        return ofSource ? new ReadUnits(0, consumed) : new ReadUnits(consumed, 0);
    }

    private static CheckProgress compared(
            Sampled sampled, CheckProgress progress, ItemPage page, Map<Item, Item> others) {
        DrillPlan plan = sampled.plan();
        SampleRules rules = sampled.rules();
        SampleProgress sample = progress.sample();
        boolean ofSource = ofSource(sample);
        List<String> keys = keys(plan);
        for (Item item : page.items()) {
            Item key = item.only(keys);
            Optional<Item> here = Optional.of(item);
            Optional<Item> there = Optional.ofNullable(others.get(key));
            Optional<Item> restored = ofSource ? there : here;
            sample = sample.with(
                    rules.compare(
                            ofSource ? here : there, restored, sampled.look().before(sample.spot(), key)),
                    restored.isPresent(),
                    restored.flatMap(rules::written),
                    hash(plan, key));
        }
        return progress.with(behind(plan, sample, page));
    }

    /** A page that AWS repeats ends the place. */
    private static SampleProgress behind(DrillPlan plan, SampleProgress sample, ItemPage page) {
        boolean more = sample.looked() + page.items().size() < itemsOfPlace(plan);
        return page.next()
                .filter(key -> more && !Optional.of(key).equals(sample.after()))
                .map(key -> sample.further(page.items().size(), key))
                .orElseGet(sample::nextSpot);
    }

    static List<String> keys(DrillPlan plan) {
        return plan.source().keys().own().stream().map(TableKeys.Part::name).toList();
    }

    /** Keys may be personal data: evidence has only hashes of them, which depend on the table. */
    private static String hash(DrillPlan plan, Item key) {
        return Sha256.of(plan.source().tableId() + "\n" + plan.target().name() + "\n" + key.attributes())
                .substring(0, HASH_LENGTH);
    }
}
