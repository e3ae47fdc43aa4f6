package io.pitrguard.drill;

import io.pitrguard.concurrent.UnitPacer;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.SampleRules;
import io.pitrguard.domain.drill.ShapeRules;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Checks a restored table, a part a call. What could not be read is not proven, never passed. */
public final class DrillChecks {
    private final int mostAtOnce;
    private final SourceLook look;
    private final CountCheck count;
    private final SampleCheck sample;
    private final IndexCheck indexes;
    private final AssertionCheck assertions;

    /** Creates checks that read at the pace of the budget. */
    public DrillChecks(TableRestores tables, TableItems items, TableExports exports, DrillBudget budget, Time time) {
        ReadTools reads = new ReadTools(items, new UnitPacer(budget.readsPerSecond(), time), time);
        this.mostAtOnce = budget.maxConcurrent();
        this.look = new SourceLook(reads);
        this.count = new CountCheck(reads, exports);
        this.sample = new SampleCheck(reads, tables);
        this.indexes = new IndexCheck(reads);
        this.assertions = new AssertionCheck(reads);
    }

    /** What a part of the checks came to. */
    sealed interface Part {
        /** Returns how far the checks are now. */
        CheckProgress progress();

        /** The next part can follow at once. */
        record Advanced(CheckProgress progress) implements Part {}

        /** The same part must be tried again later. */
        record Later(CheckProgress progress, Cause cause) implements Part {}

        /** Everything is checked. */
        record Over(CheckProgress progress) implements Part {}
    }

    /** Returns how many drills run at once at most. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    /** Returns what looks at the source before the moment. */
    SourceLook look() {
        return look;
    }

    /**
     * Checks the next part.
     *
     * @param restored the restored table, as it was read just now
     */
    Part next(DrillRecord drill, CheckProgress progress, TableDescription restored) {
        DrillPlan plan = drill.plan();
        DrillRequirement requirement = plan.requirement();
        if (!progress.has(CheckKind.SCHEMA)) {
            return new Part.Advanced(progress.with(ShapeRules.schema(plan.source(), restored))
                    .with(ShapeRules.encryption(plan.source(), restored))
                    .with(ShapeRules.origin(plan, restored)));
        }
        if (!progress.has(CheckKind.COUNT)) {
            return count.next(drill, progress);
        }
        if (!progress.has(CheckKind.SAMPLE)) {
            return sample.next(drill, progress);
        }
        if (requirement.timeAttribute().isPresent() && !progress.has(CheckKind.TIME_ATTRIBUTE)) {
            return new Part.Advanced(progress.with(new SampleRules(plan.moment(), requirement.timeAttribute())
                    .judgeTime(
                            requirement.timeAttribute().get(),
                            progress.sample(),
                            progress.counted() ? OptionalLong.of(progress.items()) : OptionalLong.empty())));
        }
        if (requirement.indexes() && !progress.has(CheckKind.INDEXES)) {
            return indexes.next(plan, progress, restored);
        }
        return progress.assertions() < requirement.assertions().size()
                ? assertions.next(plan, progress)
                : new Part.Over(progress);
    }

    /** Returns the progress of checks that end here: what is not checked yet is not proven. */
    CheckProgress cutOff(DrillPlan plan, CheckProgress progress, String reason) {
        CheckProgress all = progress;
        if (!all.has(CheckKind.COUNT)) {
            all = all.with(CountRules.cutOff(all.items(), reason));
        }
        for (CheckKind kind : asked(plan.requirement())) {
            all = all.has(kind) ? all : all.with(notChecked(kind, reason));
        }
        List<DrillRequirement.Assertion> asserted = plan.requirement().assertions();
        for (DrillRequirement.Assertion left : asserted.subList(all.assertions(), asserted.size())) {
            all = all.with(CountRules.assertion(left, OptionalLong.empty(), reason));
        }
        return all;
    }

    private static List<CheckKind> asked(DrillRequirement requirement) {
        List<CheckKind> kinds =
                new ArrayList<>(List.of(CheckKind.SCHEMA, CheckKind.ENCRYPTION, CheckKind.ORIGIN, CheckKind.SAMPLE));
        if (requirement.timeAttribute().isPresent()) {
            kinds.add(CheckKind.TIME_ATTRIBUTE);
        }
        if (requirement.indexes()) {
            kinds.add(CheckKind.INDEXES);
        }
        return kinds;
    }

    private static CheckResult notChecked(CheckKind kind, String reason) {
        return new CheckResult.Question(kind, "Not checked.", "").notProven("not known", reason);
    }
}
