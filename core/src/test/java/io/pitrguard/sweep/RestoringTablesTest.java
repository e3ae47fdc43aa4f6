package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.of;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoredTable;
import io.pitrguard.domain.restore.UnderWay;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.InMemoryLedger;
import io.pitrguard.port.InMemoryRestoreListing;
import io.pitrguard.port.InMemoryTables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that pitr-guard is restoring are no findings; all others are, whatever their names. */
class RestoringTablesTest {
    private static final TableRef ORDERS = InMemoryTables.WHERE.table("orders");
    private static final TableRef TARGET = InMemoryTables.WHERE.table("pitr-guard-restore-orders");
    private static final TableDetails.Restored RESTORED =
            new TableDetails.Restored(Optional.of(ORDERS.arn()), Optional.empty(), UnderWay.MOMENT);

    private final SweepFixture fixture = new SweepFixture();
    private final InMemoryRestoreListing restores = new InMemoryRestoreListing();
    private final InMemoryLedger ledger = new InMemoryLedger();

    @BeforeEach
    void restoredTable() {
        fixture.restores = restores;
        fixture.ledger = ledger;
        fixture.tables.create("orders", 35);
        fixture.tables
                .create("pitr-guard-restore-orders")
                .disabled()
                .restored(new TableDetails.Origin("id-1", now()), RESTORED);
    }

    @Test
    void doesNotAlertAboutATableThatItIsRestoring() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, TARGET.name()))
                .isEqualTo(new Verdict.NotApplicable(
                        "pitr-guard is restoring this table (restore 20261130-091500-orders-7f3a);"
                                + " it is judged once the restore is complete.",
                        true));
        assertThat(of(result, TARGET.name()).notification().any()).isFalse();
        assertThat(of(result, TARGET.name()).outcome()).isEmpty();
        assertThat(restores.lists).isEqualTo(1);
        assertThat(result.ledgerFailure()).isEmpty();
        assertThat(timeline(TARGET))
                .extracting(TimelineEntry::kind, TimelineEntry::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        TimelineEntry.Kind.RESTORED,
                        "Restored by pitr-guard (restore 20261130-091500-orders-7f3a) from table orders"
                                + " as of 2026-11-29T08:14:00Z."));
    }

    @Test
    void judgesItAsAnyOtherOnceTheRestoreIsComplete() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));
        fixture.fix(Policy.BUILT_IN);
        restores.records.clear();
        underWay(new RestoreState.Completed(new RestoredTable(now(), now(), "id-1"), now(), List.of()));

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, TARGET.name())).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(of(result, TARGET.name()).notification().any()).isTrue();
    }

    @Test
    void alertsAboutATableThatSomebodyElseRestored() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-2", Optional.empty()));

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, TARGET.name())).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(of(result, TARGET.name()).notification().any()).isTrue();
        assertThat(timeline(TARGET).getLast().text())
                .isEqualTo("Restored from table orders as of 2026-11-29T08:14:00Z.");
    }

    @Test
    void restoresThatCannotBeReadSilenceNoAlert() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));
        restores.failure = Optional.of(new Cause(Cause.Kind.DENIED, "The ledger denies it."));

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, TARGET.name())).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(of(result, TARGET.name()).notification().any()).isTrue();
        assertThat(result.ledgerFailure())
                .hasValueSatisfying(cause -> assertThat(cause.message())
                        .startsWith("Tables that pitr-guard is restoring are judged as any other, because its"
                                + " restores could not be read. The ledger denies it."));
    }

    @Test
    void oneRestoreThatCannotBeUnderstoodHidesNoOther() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));
        restores.problems.add(new Cause(Cause.Kind.BROKEN, "The item x is none."));

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, TARGET.name())).isInstanceOf(Verdict.NotApplicable.class);
        assertThat(result.ledgerFailure()).isPresent();
    }

    @Test
    void asksNothingWhereNoTableWasRestored() throws InterruptedException {
        fixture.tables.delete(TARGET.name());
        fixture.tables.create("payments").disabled();

        SweepResult result = fixture.fix(Policy.BUILT_IN);

        assertThat(verdict(result, "payments")).isInstanceOf(Verdict.NonCompliant.class);
        assertThat(restores.lists).isZero();
    }

    @Test
    void asksNothingWhereRestoredTablesAreCompliant() throws InterruptedException {
        fixture.tables.create(TARGET.name(), 35).restored(new TableDetails.Origin("id-1", now()), RESTORED);

        assertThat(verdict(fixture.fix(Policy.BUILT_IN), TARGET.name())).isInstanceOf(Verdict.Compliant.class);
        assertThat(restores.lists).isZero();
    }

    @Test
    void whatCannotBeReadStaysUndetermined() throws InterruptedException {
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));
        fixture.tables.on(InMemoryTables.Call.READ, TARGET.name()).fail(Cause.Kind.DENIED);

        assertThat(verdict(fixture.fix(Policy.BUILT_IN), TARGET.name())).isInstanceOf(Verdict.Undetermined.class);
    }

    @Test
    void resolvesNothingThatPeopleKnowToBeOpen() throws InterruptedException {
        SweepResult alerted = fixture.fix(Policy.BUILT_IN);
        fixture.notify(alerted);
        underWay(new RestoreState.Restoring(now(), "id-1", Optional.empty()));

        TableResult restoring = of(fixture.fix(Policy.BUILT_IN), TARGET.name());

        assertThat(restoring.notification().any()).isFalse();
        assertThat(timeline(TARGET))
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.OPENED, TimelineEntry.Kind.RESTORED);
    }

    private void underWay(RestoreState state) {
        restores.records.add(UnderWay.toMoment(ORDERS, TARGET, state));
    }

    private Instant now() {
        return fixture.time.awsInstant();
    }

    private List<TimelineEntry> timeline(TableRef table) {
        return ledger.timeline(table, 100).success().orElseThrow();
    }
}
