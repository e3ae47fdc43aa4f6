package io.pitrguard.drill;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillState;
import io.pitrguard.domain.evaluation.DrillCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.ledger.Flapping;
import io.pitrguard.domain.ledger.Identity;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.recovery.RecoveryHistory;
import io.pitrguard.domain.restore.RestorePrices;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyDrill;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryDrillStore;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryTableExports;
import io.pitrguard.port.InMemoryTableItems;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableCatalog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Several tables in memory, with a policy, a ledger and all use cases of drills. */
final class DrillFleet {
    static final AccountRegion WHERE = AnyDrill.SOURCE.where();
    static final DrillOrder SCHEDULE =
            new DrillOrder("arn:aws:sts::123456789012:assumed-role/Drills/s", "0".repeat(64), Duration.ZERO, true);

    final SettableTime time = new SettableTime(AnyDrill.AT);
    final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    final InMemoryTableItems items = new InMemoryTableItems();
    final InMemoryDrillStore store = new InMemoryDrillStore();
    final InMemoryLedger ledger = new InMemoryLedger();
    final RestoreTimes times = new RestoreTimes(ZoneOffset.UTC);
    final Map<TableRef, String> ids = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final RestorePrices prices =
            new RestorePrices(LocalDate.parse("2026-09-09"), Map.of(WHERE.region(), new BigDecimal("0.15")));
    DrillBudget budget = DrillBudget.STANDARD;
    DrillRecorder recorder = DrillRecorder.NONE;

    /** What a restore makes of each item. */
    Function<Item, Optional<Item>> restored = Optional::of;

    DrillFleet() {
        tables.onRestore(call -> items.restore(call.source(), call.target(), restored));
    }

    /** Makes a table of its own rule. */
    TableRef table(String name, DrillRequirement requirement) {
        TableRef table = WHERE.table(name);
        ids.put(table, tables.create(table, AnyRestore.shape(), time.instant().minus(Duration.ofDays(3))));
        tables.keys(table, AnyDrill.KEYS);
        items.create(table, "pk");
        for (int i = 0; i < 40; i++) {
            items.put(table, DrillTestBed.item(i, time.instant().minus(Duration.ofDays(1))));
        }
        rules.add(new Rule(
                name,
                new Match(List.of(new Glob(name)), List.of(), List.of(), List.of(), List.of()),
                new Rule.Effect.Require(Requirement.RECOVERY_ON.with(DrillCheck.DRILL, requirement), Action.ALERT)));
        observe(table, name, VerdictKind.COMPLIANT);
        return table;
    }

    /** Records what a sweep observed of a table. */
    void observe(TableRef table, String rule, VerdictKind verdict) {
        Ledger.Stored read = ledger.read(table).success().orElseThrow();
        LastObservation seen = new LastObservation(
                time.instant(),
                Trigger.PERSON,
                verdict,
                new TreeMap<FindingKind, String>(),
                "",
                new LastObservation.Recovery(
                        LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.empty(), Optional.empty()),
                new TreeMap<>(),
                new LastObservation.Details(Optional.of(rule), OptionalLong.of(1L << 30)));
        ledger.write(
                read,
                new TableRecord(
                        table,
                        Optional.of(new Identity(ids.get(table), time.instant(), false)),
                        Optional.of(seen),
                        Optional.empty(),
                        RecoveryHistory.NONE,
                        List.of(),
                        Optional.empty(),
                        NotifiedState.nothing(),
                        Flapping.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()),
                List.of());
    }

    Policy policy() {
        return new Policy(
                "policy.yaml", rules, Limits.STANDARD, Policy.EXEMPT_TAG, Map.of(), RestorePolicy.STANDARD, budget);
    }

    DrillEngine engine() {
        return new DrillEngine(
                store,
                tables,
                new DrillChecks(tables, items, new InMemoryTableExports(time), budget, time),
                new AfterDrill(ledger, recorder),
                time);
    }

    DrillPlanner planner() {
        return new DrillPlanner(tables, store, prices, time);
    }

    DueDrills due() {
        return new DueDrills(ledger, store, prices, time);
    }

    RunDueDrills.Run begin() {
        return begin(Instant.MAX);
    }

    RunDueDrills.Run begin(Instant since) {
        return new RunDueDrills(due(), new BeginDrill(planner(), store))
                .run(WHERE, policy(), SCHEDULE, times, since)
                .success()
                .orElseThrow();
    }

    DrillSweeper sweeper() {
        return new DrillSweeper(store, tables, catalog(tables), engine(), time);
    }

    /** Returns a catalog that lists the tables. */
    static TableCatalog catalog(InMemoryTableRestores tables) {
        return new TableCatalog() {
            @Override
            public Result<Page<List<String>>> list(Optional<String> after) {
                return new Result.Success<>(new Page<>(
                        tables.names(WHERE).stream()
                                .filter(name -> name.compareTo(after.orElse("")) > 0)
                                .toList(),
                        Optional.empty()));
            }

            @Override
            public Fact<?> fact(TableRef table, FactKind kind) {
                return new Fact.Gone<>();
            }
        };
    }

    /** Carries drills on until each ends. */
    List<DrillRecord> finish(List<DrillRecord> drills) {
        return drills.stream().map(this::finish).toList();
    }

    /** Carries a drill on until it is in a state. */
    DrillRecord until(DrillRecord drill, Class<? extends DrillState> state) {
        DrillRecord now = drill;
        for (int step = 0; step < 1_000 && !state.isInstance(now.state()); step++) {
            DrillStep next = engine().advance(WHERE, drill.id()).success().orElseThrow();
            if (next instanceof DrillStep.Wait(DrillRecord _, Duration pause)
                    && !state.isInstance(next.record().state())) {
                time.advance(pause);
            }
            now = next.record();
        }
        return now;
    }

    DrillRecord finish(DrillRecord drill) {
        for (int step = 0; step < 1_000; step++) {
            switch (engine().advance(WHERE, drill.id()).success().orElseThrow()) {
                case DrillStep.Again _ -> {}
                case DrillStep.Wait(DrillRecord _, Duration pause) -> time.advance(pause);
                case DrillStep.Done(DrillRecord record) -> {
                    return record;
                }
            }
        }
        throw new AssertionError("The drill does not end: " + drill.id());
    }

    TableRecord known(TableRef table) {
        return ledger.read(table).success().orElseThrow().record();
    }

    Instant now() {
        return time.instant();
    }
}
