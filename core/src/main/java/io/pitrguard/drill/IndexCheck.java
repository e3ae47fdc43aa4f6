package io.pitrguard.drill;

import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.ShapeRules;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.drill.DrillChecks.Part;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableItems.ItemPage;
import io.pitrguard.port.TableItems.KeyQuery;
import io.pitrguard.port.TableItems.ScanOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks each index of the restored table for an item that must be in it. */
final class IndexCheck {
    /** A strongly consistent read takes twice what an eventually consistent one does. */
    private static final double STRONG = 2;

    private static final double SMALLEST = 0.01;

    private final ReadTools reads;

    IndexCheck(ReadTools reads) {
        this.reads = reads;
    }

    Part next(DrillPlan plan, CheckProgress progress, TableDescription restored) {
        List<String> names = ShapeRules.indexes(plan.source());
        CheckResult.Question question = new CheckResult.Question(
                CheckKind.INDEXES,
                "Each index of the source, by its status and by a query for an item.",
                names.isEmpty() ? "The source has none." : String.join(", ", names));
        List<String> missing = ShapeRules.missing(plan.source(), restored);
        if (!missing.isEmpty()) {
            return new Part.Advanced(progress.with(question.failed(
                    "missing or not ready: " + String.join(", ", missing),
                    "The restored table lacks indexes of its source, or they are not ready: "
                            + String.join(", ", missing) + ".")));
        }
        List<String> differing = ShapeRules.differing(plan.source(), restored);
        if (!differing.isEmpty()) {
            return new Part.Advanced(progress.with(question.failed(
                    "with other keys: " + String.join(", ", differing),
                    "Indexes of the restored table have other keys than those of its source: "
                            + String.join(", ", differing) + ".")));
        }
        List<String> unasked = ShapeRules.unasked(plan.source());
        if (!unasked.isEmpty()) {
            return new Part.Advanced(progress.with(question.notProven(
                    "not asked: " + String.join(", ", unasked),
                    "This version cannot ask vector indexes: " + String.join(", ", unasked) + ".")));
        }
        return names.isEmpty()
                ? new Part.Advanced(progress.with(question.passed("none")))
                : ask(plan, progress, restored, question);
    }

    private Part ask(DrillPlan plan, CheckProgress progress, TableDescription restored, CheckResult.Question question) {
        Instant deadline = reads.deadline();
        Looking looking = looking(progress);
        ScanOrder order = new ScanOrder(plan.target(), 0, 1, Optional.empty(), looking.items());
        List<String> silent = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        CheckProgress now = progress;
        switch (reads.read(deadline, looking.units(), items -> items.scan(order), ItemPage::consumed)) {
            case Result.Failure<ItemPage>(Cause cause) -> {
                return notRead(progress, question, cause);
            }
            case Result.Success<ItemPage>(ItemPage page) -> {
                now = now.consumed(new ReadUnits(page.consumed(), 0));
                for (String index : ShapeRules.indexes(plan.source())) {
                    switch (ask(restored, index, page.items(), looking, deadline)) {
                        case Answer.Found(double units) -> now = now.consumed(new ReadUnits(units, 0));
                        case Answer.NotFound _ -> wrong.add(index);
                        case Answer.NoItem _ -> silent.add(index);
                        case Answer.NotRead(Cause cause) -> {
                            return notRead(now, question, cause);
                        }
                    }
                }
            }
        }
        return new Part.Advanced(now.with(result(question, wrong, silent)));
    }

    /** How many items one call looks at, and what that takes. */
    private record Looking(int items, double units) {}

    /** As many items as one second has room for, by what they took when they were counted. */
    private Looking looking(CheckProgress progress) {
        double perItem = Math.min(
                PageSize.LARGEST_EVENTUAL, progress.units().restored() / Math.max(1, progress.items()) / STRONG);
        int items = Math.clamp((long) (reads.readsPerSecond() / Math.max(perItem, SMALLEST)), 1, TableItems.MOST_KEYS);
        return new Looking(items, items * perItem);
    }

    private static CheckResult result(CheckResult.Question question, List<String> wrong, List<String> silent) {
        if (!wrong.isEmpty()) {
            String names = String.join(", ", wrong);
            return question.failed(
                    "items missing in " + names, "An item of the table is not in its index: " + names + ".");
        }
        return silent.isEmpty()
                ? question.passed("all answer")
                : question.notProven(
                        "no item for " + String.join(", ", silent),
                        "Among the items that were looked at, none belongs to the index: " + String.join(", ", silent)
                                + ".");
    }

    private Part notRead(CheckProgress progress, CheckResult.Question question, Cause cause) {
        return ReadTools.lasting(cause)
                .<Part>map(
                        lasting -> new Part.Advanced(progress.with(question.notProven("not known", lasting.message()))))
                .orElseGet(() -> reads.notRead(progress, cause));
    }

    /** What an index answered. */
    private sealed interface Answer {
        record Found(double units) implements Answer {}

        record NotFound() implements Answer {}

        record NoItem() implements Answer {}

        record NotRead(Cause cause) implements Answer {}
    }

    private Answer ask(TableDescription restored, String index, List<Item> items, Looking looking, Instant deadline) {
        List<TableKeys.Part> parts = restored.keys().indexes().getOrDefault(index, List.of());
        Optional<Item> sought =
                items.stream().filter(item -> belongs(item, parts)).findFirst();
        if (sought.isEmpty() || parts.isEmpty() || parts.size() > 2) {
            return new Answer.NoItem();
        }
        Item key = sought.get().only(names(parts));
        KeyQuery query = new KeyQuery(restored.table(), Optional.of(index), key, looking.items());
        Collection<String> own = names(restored.keys().own());
        return switch (reads.read(deadline, looking.units(), each -> each.query(query), ItemPage::consumed)) {
            case Result.Failure<ItemPage>(Cause cause) -> new Answer.NotRead(cause);
            case Result.Success<ItemPage>(ItemPage page) -> {
                boolean found = page.items().stream()
                        .anyMatch(item -> item.only(own).equals(sought.get().only(own)));
                // Many items may have the same key of the index: any of them shows that it answers.
                boolean many = page.next().isPresent() && !page.items().isEmpty();
                yield found || many ? new Answer.Found(page.consumed()) : new Answer.NotFound();
            }
        };
    }

    private static boolean belongs(Item item, List<TableKeys.Part> parts) {
        return parts.stream()
                .allMatch(part -> item.find(part.name())
                        .filter(value -> value.type().equals(part.type()))
                        .isPresent());
    }

    private static Collection<String> names(List<TableKeys.Part> parts) {
        return parts.stream().map(TableKeys.Part::name).toList();
    }
}
