package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.drill.DrillVerdict;
import io.pitrguard.domain.item.Item;
import io.pitrguard.domain.item.ItemValue;
import io.pitrguard.domain.policy.DrillBudget;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePrices;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drill.AfterDrill;
import io.pitrguard.drill.BeginDrill;
import io.pitrguard.drill.DrillChecks;
import io.pitrguard.drill.DrillEngine;
import io.pitrguard.drill.DrillPlanner;
import io.pitrguard.drill.DrillRecorder;
import io.pitrguard.drill.DrillRequest;
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
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.TableItems;
import io.pitrguard.port.TableRestores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Several drills that one command carries out. */
class DrillRunTest {
    private static final int DRILLS = 3;
    private static final String RESUME = "./pitr-guard drill run --unfinished --region eu-west-1";

    private final SettableTime time = new SettableTime(AnyDrill.AT);
    private final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    private final InMemoryTableItems items = new InMemoryTableItems();
    private final DrillStore store = new InMemoryDrillStore();
    private final Object lock = new Object();
    private DrillRecorder recorder = DrillRecorder.NONE;
    private final StringWriter err = new StringWriter();
    private Function<DrillId, SweepLease> leases = _ -> SweepLease.NONE;

    /** Each reads its first page only when all have come so far. */
    private final CountDownLatch counting = new CountDownLatch(DRILLS);

    @Test
    void carriesAllOutAtOnce() throws InterruptedException {
        List<DrillRecord> drills = begin();

        List<DrillRecord> ended = run(store, meeting()).run(drills);

        assertThat(ended).extracting(DrillRecord::id).containsExactlyElementsOf(ids(drills));
        assertThat(ended).allSatisfy(drill -> assertThat(drill.verdict()).contains(DrillVerdict.PASSED));
        assertThat(err.toString()).contains("Planned by", "Checked: passed.");
    }

    /** The schedule carries on what is not over, also what a person has begun: a step is taken by one at a time. */
    @Test
    void waitsWhileAnotherOneTakesAStep() throws InterruptedException {
        Instant until = time.instant().plus(Duration.ofMinutes(3));
        leases = _ -> new SweepLease() {
            @Override
            public Result<Held> take(AccountRegion where, String holder, Duration longest) {
                return new Result.Success<>(new Held(time.instant().isBefore(until) ? "the schedule" : holder, until));
            }

            @Override
            public Optional<Cause> release(AccountRegion where, String holder) {
                return Optional.empty();
            }
        };

        List<DrillRecord> ended = run(store, meeting()).run(begin());

        assertThat(ended).allSatisfy(drill -> assertThat(drill.verdict()).contains(DrillVerdict.PASSED));
        assertThat(ended.getFirst().times().requested().orElseThrow()).isAfterOrEqualTo(until);
        assertThat(err.toString()).contains("Another command or the schedule takes a step of it.");
    }

    /** The restore is proven; nobody waits a day at a terminal for a bucket that does not exist. */
    @Test
    void doesNotWaitForEvidenceThatCannotBeStored() throws InterruptedException {
        recorder = _ -> new Result.Failure<>(new Cause(Cause.Kind.MISSING, "There is no bucket nowhere."));

        List<DrillRecord> ended = run(store, meeting()).run(begin());

        assertThat(ended).allSatisfy(drill -> {
            assertThat(drill.verdict()).contains(DrillVerdict.PASSED);
            assertThat(drill.evidence()).isEmpty();
            assertThat(Duration.between(drill.times().deleted().orElseThrow(), time.instant()))
                    .isLessThan(Duration.ofMinutes(30));
        });
        assertThat(err.toString()).contains("Evidence: not stored yet. There is no bucket nowhere.");
    }

    @Test
    void endsTheOthersWhereOneIsLost() {
        List<DrillRecord> drills = begin();
        DrillStore losing = (DrillStore) Proxy.newProxyInstance(
                DrillStore.class.getClassLoader(), new Class<?>[] {DrillStore.class}, (_, method, arguments) -> {
                    boolean lost = method.getName().equals("read")
                            && arguments[1].equals(drills.getFirst().id());
                    return lost
                            ? new Result.Failure<>(new Cause(Cause.Kind.DENIED, "dynamodb:GetItem was denied."))
                            : method.invoke(store, arguments);
                });

        assertThatThrownBy(
                        () -> run(losing, synchronous(TableItems.class, items)).run(drills))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(drills.getFirst().id() + ". dynamodb:GetItem was denied.", RESUME);
        assertThat(drills.subList(1, DRILLS))
                .allSatisfy(drill -> assertThat(stored(drill).verdict()).contains(DrillVerdict.PASSED));
    }

    private DrillRecord stored(DrillRecord drill) {
        return store.read(drill.where(), drill.id())
                .success()
                .orElseThrow()
                .orElseThrow()
                .record();
    }

    private static List<DrillId> ids(List<DrillRecord> drills) {
        return drills.stream().map(DrillRecord::id).toList();
    }

    private List<DrillRecord> begin() {
        tables.onRestore(call -> items.restore(call.source(), call.target(), Optional::of));
        List<DrillRecord> drills = new ArrayList<>();
        for (int number = 0; number < DRILLS; number++) {
            TableRef table = AnyDrill.SOURCE.where().table("orders-" + number);
            tables.create(table, AnyRestore.shape(), AnyDrill.AT.minus(Duration.ofDays(3)));
            tables.keys(table, AnyDrill.KEYS);
            items.create(table, "pk");
            items.put(table, Item.of(Map.of("pk", new ItemValue.Text("a"))));
            DrillRequest request = new DrillRequest(
                    table,
                    new RestoreMoment.Latest(),
                    DrillRequirement.every(Duration.ofDays(30)),
                    AnyDrill.order(),
                    DrillBudget.STANDARD.readsPerSecond(),
                    new RestoreTimes(ZoneOffset.UTC));
            RestorePrices prices = new RestorePrices(LocalDate.parse("2026-09-09"), Map.of());
            drills.add(((BeginDrill.Outcome.Begun)
                            new BeginDrill(new DrillPlanner(tables, store, prices, time), store).begin(request))
                    .record());
        }
        return drills;
    }

    private DrillRun run(DrillStore on, TableItems reads) {
        TableRestores restores = synchronous(TableRestores.class, tables);
        DrillEngine engine = new DrillEngine(
                on,
                restores,
                new DrillChecks(restores, reads, new InMemoryTableExports(time), DrillBudget.STANDARD, time),
                new AfterDrill(new InMemoryLedger(), recorder),
                time);
        return new DrillRun(engine, AnyDrill.SOURCE.where(), time, new PrintWriter(err), RESUME, leases);
    }

    private TableItems meeting() {
        TableItems locked = synchronous(TableItems.class, items);
        return (TableItems) Proxy.newProxyInstance(
                TableItems.class.getClassLoader(), new Class<?>[] {TableItems.class}, (_, method, arguments) -> {
                    if (method.getName().equals("count")) {
                        counting.countDown();
                        assertThat(counting.await(1, TimeUnit.MINUTES)).isTrue();
                    }
                    return method.invoke(locked, arguments);
                });
    }

    /** Twins know only one thread. */
    private <T> T synchronous(Class<T> port, T twin) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    synchronized (lock) {
                        try {
                            return method.invoke(twin, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                }));
    }
}
