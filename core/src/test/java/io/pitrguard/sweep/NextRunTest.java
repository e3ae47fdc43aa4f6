package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.port.InMemoryTables.Call;
import io.pitrguard.port.Result;
import io.pitrguard.port.SharedChangeCounter;
import io.pitrguard.port.SweepListener;
import io.pitrguard.remediate.NextRun;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run left undone names who does it: a schedule only where there is one. */
class NextRunTest {
    /** Interrupts before the first change. */
    private static final class Interrupter implements SweepListener {
        private boolean interrupted;

        @Override
        public void remediating(int tables) {
            interrupted = true;
        }

        @Override
        public boolean interrupted() {
            return interrupted;
        }
    }

    private static Limits limits(int changes, int costPerSweep) {
        return new Limits(changes, BigDecimal.TEN, new BigDecimal(costPerSweep), false);
    }

    private static Policy policy(Limits limits) {
        Policy policy = Policies.of(Policies.remediate("*", 35));
        return new Policy(policy.source(), policy.rules(), limits);
    }

    private static SharedChangeCounter fullFor(SharedChangeCounter.Room room) {
        return new SharedChangeCounter() {
            @Override
            public Scope scope() {
                return Scope.ACCOUNT_AND_REGION;
            }

            @Override
            public Result<Room> take(AccountRegion where, BigDecimal usd, Limits limits) {
                return new Result.Success<>(room);
            }

            @Override
            public void giveBack(AccountRegion where, BigDecimal usd, Room.Taken taken) {}
        };
    }

    private record Case(String name, Limits limits, Consumer<SweepFixture> before, Supplier<SweepListener> listener) {
        Case(String name, Consumer<SweepFixture> before) {
            this(name, NextRunTest.limits(9, 9), before, () -> SweepListener.SILENT);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> undone() {
        List<Case> cases = List.of(
                new Case("being created", world -> world.tables.create("orders").status(TableStatus.CREATING)),
                new Case("throttled", world -> world.tables.on(Call.ENABLE).fail(Cause.Kind.THROTTLED)),
                new Case("not ready", world -> world.tables.on(Call.ENABLE).fail(Cause.Kind.NOT_YET)),
                new Case(
                        "unreadable by now",
                        world -> world.tables.on(Call.READ).skip(1).fail(Cause.Kind.DENIED)),
                new Case("interrupted", limits(9, 9), _ -> {}, Interrupter::new),
                new Case(
                        "more than one sweep may change",
                        limits(1, 9),
                        world -> world.tables.create("another"),
                        () -> SweepListener.SILENT),
                new Case(
                        "more than the cost of one sweep",
                        limits(9, 1),
                        world -> {
                            world.tables.create("another").size(1L << 30);
                            world.tables.create("orders").size(1L << 30);
                        },
                        () -> SweepListener.SILENT),
                new Case(
                        "more than one hour may change",
                        world -> world.changes = fullFor(
                                new SharedChangeCounter.Room.TooMany(SharedChangeCounter.Bound.ACCOUNT_AND_REGION))),
                new Case(
                        "more than the cost of one hour",
                        world -> world.changes = fullFor(
                                new SharedChangeCounter.Room.TooDear(SharedChangeCounter.Scope.ACCOUNT_AND_REGION))));
        return cases.stream().flatMap(each -> Stream.of(NextRun.values()).map(next -> Arguments.of(each, next)));
    }

    @ParameterizedTest
    @MethodSource("undone")
    void namesWhoDoesWhatIsLeft(Case left, NextRun next) throws Exception {
        SweepFixture world = new SweepFixture();
        world.nextRun = next;
        world.tables.create("orders");
        left.before().accept(world);

        SweepResult result = world.fix(policy(left.limits()), left.listener().get());

        Outcome outcome = SweepFixture.of(result, "orders").outcome().orElseThrow();
        assertThat(outcome).isInstanceOfAny(Outcome.Deferred.class, Outcome.OverBudget.class);
        switch (next) {
            case SCHEDULED ->
                assertThat(outcome.message())
                        .containsPattern("sweep( of the next hour)? (tries|continues)")
                        .doesNotContain("command");
            case BY_HAND ->
                assertThat(outcome.message())
                        .contains("run the command again")
                        .doesNotContainIgnoringCase("sweep tries", "sweep continues", "sweep of");
        }
    }
}
