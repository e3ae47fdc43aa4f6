package io.pitrguard.port;

import io.pitrguard.domain.drill.Abort;
import io.pitrguard.domain.drill.CheckKind;
import io.pitrguard.domain.drill.CheckProgress;
import io.pitrguard.domain.drill.CheckResult;
import io.pitrguard.domain.drill.CheckTime;
import io.pitrguard.domain.drill.CountRules;
import io.pitrguard.domain.drill.DrillCalls;
import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSource;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.drill.DrillTimes;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.drill.EndNotification;
import io.pitrguard.domain.drill.ReadUnits;
import io.pitrguard.domain.drill.SampleLook;
import io.pitrguard.domain.drill.SampleProgress;
import io.pitrguard.domain.drill.SegmentProgress;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.TableKeys;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.TableRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Drills for tests. */
public final class AnyDrill {
    /** When they are planned. */
    public static final Instant AT = SettableTime.START;

    /** The table that is restored. */
    public static final TableRef SOURCE = AnyRestore.SOURCE;

    /** Its id. */
    public static final String SOURCE_ID = "id-1";

    /** The key of a table whose items have a text {@code pk}. */
    public static final TableKeys KEYS = new TableKeys(
            List.of(new TableKeys.Part("pk", "HASH", "S")),
            Map.of("by-day", List.of(new TableKeys.Part("day", "HASH", "S"))));

    private static final Instant MOMENT = AT.minus(Duration.ofMinutes(5));

    private AnyDrill() {}

    /** Returns an id; a higher number is of a later one. */
    public static DrillId id(int number) {
        return DrillId.of(AT.plusSeconds(number), SOURCE, "7f3a");
    }

    /** Returns a requirement that asks for everything. */
    public static DrillRequirement everything() {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.of(Duration.ofHours(2)),
                Optional.of(new BigDecimal("5")),
                1_000,
                true,
                Optional.of(new DrillRequirement.TimeAttribute("written", Duration.ofHours(1))),
                Optional.of("s3://exports/drills"),
                List.of(
                        new DrillRequirement.Assertion(
                                "SELECT * FROM {table} WHERE total < 0", OptionalLong.of(0), OptionalLong.of(0)),
                        new DrillRequirement.Assertion(
                                "SELECT * FROM {table}", OptionalLong.of(1), OptionalLong.empty())));
    }

    /** Returns an order of a person. */
    public static DrillOrder order() {
        return new DrillOrder(AnyRestore.REQUESTER, "0".repeat(64), Duration.ZERO, false);
    }

    /** Returns a plan. */
    public static DrillPlan plan(DrillRequirement requirement) {
        return new DrillPlan(
                new DrillSource(SOURCE, SOURCE_ID, AnyRestore.shape(), KEYS),
                MOMENT,
                new DrillPlan.Window(AT.minus(Duration.ofDays(3)), MOMENT),
                DrillTarget.of(SOURCE, SOURCE_ID, AT),
                requirement,
                new DrillPlan.Estimate(
                        new TimeEstimate.General(), new RestoreCost.Unknown("No price is known."), Optional.empty()),
                order(),
                AT);
    }

    /** Returns a plan that differs in every choice. */
    public static DrillPlan otherPlan() {
        return new DrillPlan(
                new DrillSource(SOURCE, "id-9", AnyRestore.otherPlan().source().shape(), TableKeys.UNKNOWN),
                MOMENT.minusSeconds(7),
                new DrillPlan.Window(AT.minus(Duration.ofDays(5)), MOMENT),
                DrillTarget.of(SOURCE, "id-9", AT),
                everything(),
                new DrillPlan.Estimate(
                        new TimeEstimate.Measured(Duration.ofMinutes(20), Duration.ofMinutes(40), 0, 2),
                        new RestoreCost.Usd(
                                new BigDecimal("0.15"),
                                new BigDecimal("0.30"),
                                LocalDate.parse("2026-09-09"),
                                List.of("More.")),
                        Optional.of(new CheckTime(1_234.5, 500))),
                new DrillOrder(
                        "arn:aws:sts::123456789012:assumed-role/Drills/x", "1".repeat(64), Duration.ofHours(2), true),
                AT);
    }

    /** Returns a plan of a drill that asks for nothing special. */
    public static DrillPlan plan() {
        return plan(DrillRequirement.every(Duration.ofDays(30)));
    }

    /** Returns one result of each verdict. */
    public static List<CheckResult> results() {
        CheckResult.Question question = new CheckResult.Question(CheckKind.COUNT, "A scan.", "some items");
        return List.of(
                question.passed("5 items"),
                question.failed("4 items", "One is missing."),
                new CheckResult.Question(CheckKind.ASSERTION, "SELECT", "0 items").notProven("not known", "Denied."));
    }

    /** Returns a look at two places. */
    public static SampleLook look() {
        return SampleLook.at(3)
                .with(new SampleLook.Spot(Map.of(1L, -2L, Long.MIN_VALUE, Long.MAX_VALUE), false), 1.5)
                .with(new SampleLook.Spot(Map.of(), true), 0.5)
                .ended(AT);
    }

    /** Returns progress in the middle of checks. */
    public static CheckProgress progress() {
        Item key = Item.of(Map.of("pk", new ItemValue.Text("a"), "n", ItemValue.Numeric.of("1.5")));
        return new CheckProgress(
                List.of(
                        new SegmentProgress(12, Optional.of(key), false),
                        new SegmentProgress(3, Optional.empty(), true),
                        SegmentProgress.NONE),
                new SampleProgress(2, 7, Optional.of(key), 100, 90, 5, 3, 2, List.of("0a1b"), Optional.of(MOMENT)),
                Optional.of(SOURCE.arn() + "/export/01"),
                1,
                new ReadUnits(12.5, 3),
                results());
    }

    /** Returns a record as large as policy and engine allow: a store must hold it. */
    public static DrillRecord largest() {
        // Four bytes each.
        String statement = "\uD83D\uDC18".repeat(1_000);
        List<DrillRequirement.Assertion> assertions = Collections.nCopies(
                DrillRequirement.MOST_ASSERTIONS,
                new DrillRequirement.Assertion(statement, OptionalLong.of(1), OptionalLong.empty()));
        DrillRequirement requirement = new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                DrillRequirement.LARGEST_SAMPLE,
                true,
                Optional.empty(),
                Optional.empty(),
                assertions);
        Item key = Item.of(Map.of(
                "pk".repeat(120), new ItemValue.Text("k".repeat(2048)),
                "sk".repeat(120), new ItemValue.Text("s".repeat(1024))));
        List<SegmentProgress> segments = new ArrayList<>(
                Collections.nCopies(63, new SegmentProgress(Long.MAX_VALUE / 64, Optional.empty(), true)));
        segments.add(new SegmentProgress(1, Optional.of(key), false));
        CheckProgress progress = new CheckProgress(
                segments,
                SampleProgress.NONE.further(1, key),
                Optional.of(SOURCE.arn() + "/export/01"),
                0,
                new ReadUnits(1e9, 1e9),
                List.of());
        for (DrillRequirement.Assertion assertion : assertions) {
            progress = progress.with(CountRules.assertion(assertion, OptionalLong.of(0), ""));
        }
        DrillRecord record = DrillRecord.planned(id(1), plan(requirement));
        for (int event = 0; event < 2 * DrillRecord.MOST_EVENTS; event++) {
            record = record.noted(AT, event + ": AWS answered " + "x".repeat(5_000));
        }
        return record.with(new DrillState.Checking("id-2", progress));
    }

    /** Returns one of each state. */
    public static List<DrillState> states() {
        return List.of(
                new DrillState.Planned(),
                new DrillState.Requested(AT),
                new DrillState.Restoring("id-2", Optional.empty()),
                new DrillState.Restoring("id-2", Optional.of(AT)),
                new DrillState.Checking("id-2", CheckProgress.start(1)),
                new DrillState.Checking("id-2", progress()),
                new DrillState.Keeping("id-2", AT),
                new DrillState.Deleting("id-2", AT),
                new DrillState.Ended(Optional.empty()),
                new DrillState.Ended(Optional.of(new DrillState.LeftOver("id-2", List.of("It is used.")))));
    }

    /** Returns a record in a state. */
    public static DrillRecord record(DrillId id, DrillState state) {
        return DrillRecord.planned(id, plan()).to(state, AT, "So it is.");
    }

    /** Returns a record that has everything. */
    public static DrillRecord full() {
        return new DrillRecord(
                id(0),
                otherPlan(),
                new DrillState.Ended(Optional.empty()),
                List.of(new RestoreEvent(AT, "Planned."), new RestoreEvent(AT, "Ended.")),
                DrillTimes.NONE
                        .requested(AT)
                        .active(AT.plusSeconds(60))
                        .checked(AT.plusSeconds(90))
                        .deleted(AT.plusSeconds(100)),
                results(),
                Optional.of(new Abort(DrillVerdict.NOT_PROVEN, "It vanished.", "Try again.")),
                new DrillCalls(Optional.of("request-1"), Optional.of("id-2"), new ReadUnits(8.5, 2)),
                Optional.of(new DrillEvidenceLink(
                        3, "a".repeat(64), Optional.of("s3://evidence/evidence/2026/11/22/drill/report.html"))),
                new EndNotification.Settled(AT.plusSeconds(110)),
                Optional.of(look()));
    }

    /** Returns a record of a drill that is over and was checked. */
    public static DrillRecord ended(int number, Instant at, CheckResult... results) {
        return DrillRecord.planned(id(number), plan())
                .with(DrillTimes.NONE
                        .requested(at)
                        .active(at.plusSeconds(600))
                        .checked(at.plusSeconds(700))
                        .deleted(at.plusSeconds(800)))
                .with(List.of(results))
                .to(new DrillState.Ended(Optional.empty()), at.plusSeconds(800), "The table is gone.");
    }
}
