package io.pitrguard.remediate;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.domain.remediation.PriceList;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.sweep.FleetReader;
import io.pitrguard.sweep.Policies;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.SweepOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** One table that was found to fall short, about to be corrected. */
final class OneTable {
    static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");

    final SettableTime time = new SettableTime();
    final InMemoryTables tables = new InMemoryTables(time);
    Policy policy = Policies.of(Policies.remediate("*", 14));
    PriceList prices = new PriceList(LocalDate.parse("2026-01-01"), Map.of("eu-west-1", BigDecimal.ONE));
    Instant deadline = SweepOrder.NO_DEADLINE;
    NextRun nextRun = NextRun.SCHEDULED;
    Runnable counting = () -> {};
    boolean afresh;
    Supplier<Optional<Outcome>> announce = Optional::empty;
    private ChangeBudget budget;

    /** Looks at the table, then lets something happen, then corrects. */
    RemediationResult remediate(Runnable between) throws InterruptedException {
        budget = budget == null ? new ChangeBudget(policy.limits(), InMemoryTables.WHERE, counter(), nextRun) : budget;
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, time);
        FleetReader fleet = new FleetReader(
                new FleetReader.Ports(tables, tables),
                new StateReader(tables, pacer, time, new Random(1)),
                time,
                1,
                pacer);
        TableSnapshot seen = fleet.read(ORDERS, Policy.BUILT_IN, SweepOrder.NO_DEADLINE);
        between.run();
        return new Remediation(fleet, tables, prices, time, nextRun)
                .remediate(new Found(seen, seen.judge(policy), afresh, announce), policy, budget, deadline);
    }

    private SharedChangeCounter counter() {
        return new SharedChangeCounter() {
            @Override
            public Scope scope() {
                return Scope.ACCOUNT_AND_REGION;
            }

            @Override
            public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
                counting.run();
                return SharedChangeCounter.NONE.take(where, usd, limits);
            }

            @Override
            public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {}
        };
    }

    RemediationResult remediate() throws InterruptedException {
        return remediate(() -> {});
    }

    /** The calls on the table after the first look at it. */
    List<String> calls() {
        List<String> all = tables.calls("orders");
        return all.subList(3, all.size());
    }

    /** Room left under the caps, as far as one more table goes. */
    boolean full() {
        return budget.full().isPresent();
    }

    static String kind(RemediationResult result) {
        return result.outcome().map(Outcome::kind).map(OutcomeKind::toString).orElse("none");
    }

    static String message(RemediationResult result) {
        return result.outcome().map(Outcome::message).orElse("");
    }
}
