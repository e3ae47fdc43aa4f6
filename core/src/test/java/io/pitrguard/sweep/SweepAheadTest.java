package io.pitrguard.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.RecoveryStates;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableCatalog;
import io.pitrguard.port.TableTags;
import io.pitrguard.remediate.NextRun;
import io.pitrguard.remediate.Remediation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts and own tags are loaded while states are still being read, and neither waits for the other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SweepAheadTest {
    private static final Map<String, String> EXEMPT = Map.of(
            "pitr-guard:exempt-until", "2027-03-31",
            "pitr-guard:exempt-reason", "load test",
            "pitr-guard:exempt-owner", "team-data");

    private final SettableTime time = new SettableTime();
    private final InMemoryTables tables = new InMemoryTables(time);
    private final CountDownLatch described = new CountDownLatch(2);
    private final CountDownLatch tagged = new CountDownLatch(1);
    private final CountDownLatch allRead = new CountDownLatch(1);

    SweepAheadTest() {
        tables.create("a-off");
        tables.create("b-exempt").tags(EXEMPT);
        tables.create("c-on", 35);
        tables.create("z-last", 35);
    }

    @Test
    void loadsFactsAndOwnTagsBeforeTheLastStateIsRead() throws Exception {
        RecoveryStates states = table -> {
            if (table.name().equals("z-last")) {
                await(described);
                await(tagged);
            }
            return tables.read(table);
        };

        SweepResult result = sweep(states, tables);

        assertThat(SweepFixture.verdict(result, "a-off")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.verdict(result, "b-exempt")).isInstanceOf(Verdict.Exempt.class);
        assertThat(tables.calls("a-off")).containsExactly("READ", "DESCRIBE");
        assertThat(tables.calls("b-exempt")).containsExactly("READ", "DESCRIBE", "TAGS_OF");
        assertThat(tables.calls("c-on")).containsExactly("READ");
    }

    @Test
    void readsTheSizeOfEachTableOnceWhereThatIsAskedFor() throws Exception {
        SweepResult result = sweep(tables, tables, SweepOrder::withSizes);

        for (String name : List.of("a-off", "b-exempt", "c-on")) {
            assertThat(tables.calls(name)).as(name).containsOnlyOnce("DESCRIBE");
            assertThat(SweepFixture.of(result, name).cost()).as(name).isInstanceOf(MonthlyCost.Usd.class);
        }
        assertThat(SweepFixture.verdict(result, "c-on")).isInstanceOf(Verdict.Compliant.class);
    }

    @Test
    void readsStatesWhileFactsTakeLong() throws Exception {
        RecoveryStates states = table -> {
            if (table.name().equals("z-last")) {
                allRead.countDown();
            }
            return tables.read(table);
        };
        TableCatalog slow = catalog(() -> await(allRead));

        SweepResult result = sweep(states, slow);

        assertThat(SweepFixture.verdict(result, "a-off")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(2);
    }

    @Test
    void failedFactCostsOnlyItsTable() throws Exception {
        tables.on(InMemoryTables.Call.DESCRIBE, "a-off").fail(Cause.Kind.DENIED);

        SweepResult result = sweep(tables, tables);

        assertThat(SweepFixture.verdict(result, "a-off")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(SweepFixture.of(result, "a-off").snapshot().facts().details())
                .isInstanceOf(Fact.Unreadable.class);
        assertThat(tables.calls("a-off")).containsExactly("READ", "DESCRIBE");
        assertThat(SweepFixture.count(result, Verdict.Compliant.class)).isEqualTo(2);
    }

    private SweepResult sweep(RecoveryStates recovery, TableCatalog catalog) throws InterruptedException {
        return sweep(recovery, catalog, order -> order);
    }

    private SweepResult sweep(RecoveryStates recovery, TableCatalog catalog, UnaryOperator<SweepOrder> change)
            throws InterruptedException {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY, time);
        StateReader states = new StateReader(recovery, pacer, time, new Random(1));
        TableCatalog counted = catalog == tables ? catalog(described::countDown) : catalog;
        FleetReader fleet = new FleetReader(new FleetReader.Ports(counted, tags()), states, time, 2, pacer);
        Remediation remediation = new Remediation(fleet, tables, SweepFixture.PRICES, time, NextRun.SCHEDULED);
        return SweepFixture.run(
                new Sweep(fleet, states, new RemediationTools(remediation, SweepFixture.PRICES, time)),
                change.apply(
                        new SweepOrder("test", InMemoryTables.WHERE, Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE)));
    }

    private TableCatalog catalog(Runnable before) {
        return new TableCatalog() {
            @Override
            public Result<Page<List<String>>> list(Optional<String> after) {
                return tables.list(after);
            }

            @Override
            public Fact<?> fact(TableRef table, FactKind kind) {
                before.run();
                return tables.fact(table, kind);
            }
        };
    }

    private TableTags tags() {
        return new TableTags() {
            @Override
            public Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
                return tables.bulk(token);
            }

            @Override
            public Tags of(TableRef table) {
                tagged.countDown();
                return tables.of(table);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
