package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillEvidenceLink;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillPlan;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillSource;
import io.pitrguard.domain.drill.DrillTarget;
import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.DrillStore;
import io.pitrguard.port.InMemoryDrillStore;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTableExports;
import io.pitrguard.port.InMemoryTableItems;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableRestores;
import io.pitrguard.restore.Interruptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An account in memory with a table {@code orders} of items, and the use cases of drills upon it. */
final class DrillTestBed {
    static final TableRef SOURCE = AnyDrill.SOURCE;
    static final DrillId ID = AnyDrill.id(1);
    static final int ITEMS = 250;

    final SettableTime time = new SettableTime(AnyDrill.AT);
    final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    final InMemoryTableItems items = new InMemoryTableItems();

    /** What checks read. */
    TableItems read = items;

    final InMemoryTableExports exports = new InMemoryTableExports(time);
    final InMemoryDrillStore store = new InMemoryDrillStore();
    final InMemoryLedger ledger = new InMemoryLedger();
    final List<DrillRecord> recorded = new ArrayList<>();
    final List<Notified> notified = new ArrayList<>();
    final Instant moment = AnyDrill.AT.minus(Duration.ofMinutes(5));
    final String sourceId;

    /** The moment that a drill asks for. */
    Instant asked = moment;

    /** What AWS says of an export. */
    UnaryOperator<TableExport> exported = UnaryOperator.identity();

    DrillBudget budget = DrillBudget.STANDARD;

    /** What a restore makes of each item. */
    Function<Item, Optional<Item>> restored = Optional::of;

    Interruptions interruptions = new Interruptions(Interruptions.Kind.LOST, 0, () -> {});

    DrillTestBed() {
        this(AnyRestore.shape().billing());
    }

    /** Makes a table that is paid so. */
    DrillTestBed(TableShape.Billing billing) {
        Instant since = AnyDrill.AT.minus(Duration.ofDays(3));
        sourceId = tables.create(SOURCE, shape(billing), since);
        tables.keys(SOURCE, AnyDrill.KEYS);
        items.create(SOURCE, "pk");
        items.index(SOURCE, "by-day", "day");
        for (int i = 0; i < ITEMS; i++) {
            items.put(SOURCE, item(i, moment.minus(Duration.ofMinutes(2 + i))));
        }
        exports.create(SOURCE, ITEMS, since);
        exports.bucket("exports");
        tables.onRestore(call -> items.restore(call.source(), call.target(), restored));
    }

    private static TableShape shape(TableShape.Billing billing) {
        TableShape any = AnyRestore.shape();
        return new TableShape(
                any.sizeBytes(),
                List.of(new TableIndex(
                        "by-day", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE, OptionalLong.of(1_000))),
                billing,
                any.encryption(),
                any.stream());
    }

    /** Returns an item that was written at a moment. */
    static Item item(int number, Instant written) {
        return Item.of(Map.of(
                "pk", new ItemValue.Text("p" + number),
                "day", new ItemValue.Text("d" + number % 7),
                "total", ItemValue.Numeric.of(String.valueOf(number)),
                "written", new ItemValue.Text(written.toString())));
    }

    /** Returns a requirement of drills that only count and compare. */
    static DrillRequirement plain() {
        return DrillRequirement.every(Duration.ofDays(30));
    }

    /** Returns a requirement that explains differences by a time attribute. */
    static DrillRequirement timed() {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.of(Duration.ofHours(2)),
                Optional.empty(),
                1_000,
                false,
                Optional.of(new DrillRequirement.TimeAttribute("written", Duration.ofHours(1))),
                Optional.empty(),
                List.of());
    }

    /** Returns a requirement with an assertion. */
    static DrillRequirement asserting(String statement, long min, long max) {
        return new DrillRequirement(
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                1_000,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(new DrillRequirement.Assertion(statement, OptionalLong.of(min), OptionalLong.of(max))));
    }

    /** Returns a plan as the planner makes it. */
    DrillPlan plan(DrillRequirement requirement, Duration keep) {
        DrillPlan any = AnyDrill.plan(requirement);
        TableDescription source = source();
        DrillOrder order = new DrillOrder(any.order().requester(), any.order().policyDigest(), keep, false);
        return new DrillPlan(
                new DrillSource(SOURCE, sourceId, source.shape(), source.keys()),
                asked,
                any.window(),
                DrillTarget.of(SOURCE, sourceId, any.plannedAt()),
                requirement,
                any.estimate(),
                order,
                any.plannedAt());
    }

    private TableDescription source() {
        return ((DescribedTable.Present) tables.describe(SOURCE).success().orElseThrow()).description();
    }

    /** Stores a plan, and carries it out. */
    DrillRecord drill(DrillRequirement requirement) {
        return drill(requirement, Duration.ZERO);
    }

    DrillRecord drill(DrillRequirement requirement, Duration keep) {
        store.create(DrillRecord.planned(ID, plan(requirement, keep)));
        return run();
    }

    TableRef target() {
        return DrillTarget.of(SOURCE, sourceId, AnyDrill.AT);
    }

    DrillEngine engine() {
        return engine(interruptions);
    }

    DrillEngine engine(Interruptions by) {
        TableRestores wrapped = by.wrap(TableRestores.class, tables);
        return new DrillEngine(
                by.wrap(DrillStore.class, store),
                wrapped,
                new DrillChecks(
                        wrapped, by.wrap(TableItems.class, read), by.wrap(TableExports.class, exports()), budget, time),
                new AfterDrill(
                        ledger,
                        by.wrap(DrillRecorder.class, this::evidence),
                        Optional.of(by.wrap(EndNotifier.class, this::notify))),
                time);
    }

    private TableExports exports() {
        return new TableExports() {
            @Override
            public ExportReply start(ExportOrder order) {
                return exports.start(order);
            }

            @Override
            public Result<Optional<TableExport>> describe(AccountRegion where, String arn) {
                return exports.describe(where, arn).map(found -> found.map(exported));
            }

            @Override
            public Result<List<TableExport>> list(TableRef table) {
                return exports.list(table);
            }

            @Override
            public Result<ExportFiles> files(AccountRegion where, TableExport export) {
                return exports.files(where, export);
            }

            @Override
            public Result<FileCheck> check(AccountRegion where, TableExport export, ExportFiles.File file) {
                return exports.check(where, export, file);
            }
        };
    }

    private Result<Optional<DrillEvidenceLink>> evidence(DrillRecord drill) {
        recorded.add(drill);
        return new Result.Success<>(Optional.of(new DrillEvidenceLink(recorded.size(), "a".repeat(64))));
    }

    private Optional<Cause> notify(DrillRecord drill, boolean mayRepeat) {
        notified.add(new Notified(drill, mayRepeat));
        return Optional.empty();
    }

    /** What people were notified of. */
    record Notified(DrillRecord drill, boolean mayRepeat) {}

    /** Carries the drill on until it ends, through kills and failures. */
    DrillRecord run() {
        for (int i = 0; i < 5_000; i++) {
            try {
                Optional<DrillStep> step = engine().advance(SOURCE.where(), ID).success();
                if (step.isPresent() && step.get() instanceof DrillStep.Done(DrillRecord record)) {
                    return record;
                }
                time.advance(
                        step.isPresent() && step.get() instanceof DrillStep.Wait(DrillRecord _, Duration pause)
                                ? pause
                                : Duration.ofSeconds(1));
            } catch (Interruptions.Killed _) {
                time.advance(Duration.ofSeconds(10));
            }
        }
        throw new AssertionError("The drill does not end: " + record());
    }

    DrillRecord record() {
        return store.read(SOURCE.where(), ID)
                .success()
                .orElseThrow()
                .orElseThrow()
                .record();
    }
}
