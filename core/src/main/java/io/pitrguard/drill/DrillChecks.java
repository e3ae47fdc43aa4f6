package io.pitrguard.drill;

import io.pitrguard.concurrent.UnitPacer;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.SampleLook;
import io.pitrguard.domain.drill.SampleRules;
import io.pitrguard.domain.drill.ShapeRules;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Checks a restored table, a part a call. What could not be read is not proven, never passed. */
public final class DrillChecks {
    /** More drills than run at once; of one that is forgotten nothing is lost but its pace. */
    private static final int MOST = 100;

    /** Another process may have read until just now. */
    private static final Duration SINCE_OTHERS = Duration.ofSeconds(1);

    private static final int PART_OF_PROVISIONED = 5;

    private final Map<DrillId, Checks> running = new LinkedHashMap<>();
    private final TableRestores tables;
    private final TableItems items;
    private final TableExports exports;
    private final DrillBudget budget;
    private final Time time;

    /** Creates checks that read at the pace of the budget, those of each drill for themselves. */
    public DrillChecks(TableRestores tables, TableItems items, TableExports exports, DrillBudget budget, Time time) {
        this.tables = tables;
        this.items = items;
        this.exports = exports;
        this.budget = budget;
        this.time = time;
    }

    /** The checks of one drill, at its pace. */
    private record Checks(
            SourceLook look, CountCheck count, SampleCheck sample, IndexCheck indexes, AssertionCheck assertions) {}

    private Checks checks(DrillRecord drill) {
        synchronized (running) {
            if (!running.containsKey(drill.id()) && running.size() >= MOST) {
                running.remove(running.keySet().iterator().next());
            }
            return running.computeIfAbsent(drill.id(), _ -> checks(drill.plan()));
        }
    }

    private Checks checks(DrillPlan plan) {
        int pace = budget.readsPerSecond();
        ReadTools reads = new ReadTools(items, List.of(pacer(pace)), pace, time);
        int ofSource = paceOfSource(plan.source().shape().billing());
        ReadTools source = reads.and(pacer(ofSource), ofSource);
        return new Checks(
                new SourceLook(source),
                new CountCheck(reads, exports),
                new SampleCheck(reads, source, tables),
                new IndexCheck(reads),
                new AssertionCheck(reads));
    }

    private UnitPacer pacer(int pace) {
        return new UnitPacer(pace, time.instant().plus(SINCE_OTHERS), time);
    }

    /** Provisioned capacity belongs to those who use the source: a drill takes only a part of it. */
    private int paceOfSource(TableShape.Billing billing) {
        long most = billing instanceof TableShape.Billing.Provisioned provisioned
                ? provisioned.readUnits() / PART_OF_PROVISIONED
                : budget.readsPerSecond();
        return Math.clamp(most, 1, budget.readsPerSecond());
    }

    /** What a part of the checks came to. */
    sealed interface Part {
        /** Returns how far the checks are now. */
        CheckProgress progress();

        /** The next part can follow at once. */
        record Advanced(CheckProgress progress) implements Part {}

        /** The next part can follow when the units that were read are paid for. */
        record Paused(CheckProgress progress, Duration pause) implements Part {}

        /** The same part must be tried again later. */
        record Later(CheckProgress progress, Cause cause) implements Part {}

        /** Everything is checked. */
        record Over(CheckProgress progress) implements Part {}
    }

    /** Returns how many drills run at once at most. */
    int mostAtOnce() {
        return budget.maxConcurrent();
    }

    /** Reads as much of the sample of the source as one step may. */
    SourceLook.Outcome look(DrillRecord drill, SampleLook before) {
        return checks(drill).look().next(drill.plan(), before);
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
            return checks(drill).count().next(drill, progress);
        }
        if (!progress.has(CheckKind.SAMPLE)) {
            return checks(drill).sample().next(drill, progress);
        }
        if (requirement.timeAttribute().isPresent() && !progress.has(CheckKind.TIME_ATTRIBUTE)) {
            return new Part.Advanced(progress.with(new SampleRules(plan.moment(), requirement.timeAttribute())
                    .judgeTime(
                            requirement.timeAttribute().get(),
                            progress.sample(),
                            progress.counted() ? OptionalLong.of(progress.items()) : OptionalLong.empty())));
        }
        if (requirement.indexes() && !progress.has(CheckKind.INDEXES)) {
            return checks(drill).indexes().next(plan, progress, restored);
        }
        return progress.assertions() < requirement.assertions().size()
                ? checks(drill).assertions().next(plan, progress)
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
