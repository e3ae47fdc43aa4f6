package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.InMemoryRestoreStore;
import io.pitrguard.port.InMemoryTableRestores;
import io.pitrguard.port.InMemoryTableSettings;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.RestoreStore.Stored;
import io.pitrguard.port.SettableTime;
import io.pitrguard.port.TableRestores;
import io.pitrguard.port.TableSettings;
import io.pitrguard.settings.SettingsCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An account in memory with a table {@code orders}, and the use cases of restores upon it. */
final class RestoreTestBed {
    static final TableRef SOURCE = AnyRestore.SOURCE;
    static final TableRef TARGET = SOURCE.where().table("pitr-guard-restore-orders");
    static final RestoreId ID = AnyRestore.id(1);

    /** Requires an approval; the requester may give it in an emergency. */
    static final RestorePolicy APPROVAL = new RestorePolicy(
            RestorePolicy.Approval.REQUIRED, List.of(), true, Duration.ofHours(4), "pitr-guard-restore-");

    final SettableTime time = new SettableTime(AnyRestore.AT);
    final InMemoryTableRestores tables = new InMemoryTableRestores(time);
    final InMemoryRestoreStore store = new InMemoryRestoreStore();
    final InMemoryTableSettings settings = new InMemoryTableSettings();
    final List<RestoreState> seen = new ArrayList<>();
    final String sourceId;
    Interruptions interruptions = new Interruptions(Interruptions.Kind.LOST, 0, () -> {});
    RestorePolicy policy = RestorePolicy.STANDARD;

    RestoreTestBed() {
        sourceId = tables.create(SOURCE, AnyRestore.shape(), AnyRestore.AT.minus(Duration.ofDays(3)));
        settings.create(SOURCE);
        settings.create(TARGET);
        settings.set(SOURCE, new TagsSetting(), SettingValue.of("team", "orders"));
        settings.set(SOURCE, new TtlSetting(), SettingValue.of(TtlSetting.ATTRIBUTE, "expires"));
    }

    /** Disturbs a call of those that follow. */
    void interrupt(Interruptions.Kind kind, int at) {
        RestoreEngine undisturbed = engine(new Interruptions(kind, 0, () -> {}));
        interruptions = new Interruptions(kind, at, () -> undisturbed.advance(SOURCE.where(), ID));
    }

    /** Returns a plan as the planner makes it. */
    RestorePlan plan(SettingsChoice choice) {
        RestorePlan any = AnyRestore.plan(
                AnyRestore.request(new RestoreSource.Live(SOURCE), choice),
                new RestorePoint.PointInTime(AnyRestore.MOMENT),
                TARGET.name());
        return new RestorePlan(
                any.request(),
                any.target(),
                any.targetPrefix(),
                any.from(),
                new SourceFacts(
                        Optional.of(sourceId),
                        any.source().shape(),
                        any.source().recovery()),
                any.time(),
                any.cost(),
                any.remarks(),
                ApprovalNeed.of(policy),
                any.plannedAt());
    }

    /** Stores a plan. */
    RestoreRecord create(RestorePlan plan) {
        return store.create(RestoreRecord.planned(ID, plan))
                .success()
                .orElseThrow()
                .orElseThrow()
                .record();
    }

    /** Stores a state, as an earlier run may have. */
    void state(RestoreState state) {
        Stored read = stored();
        store.write(read, read.record().to(state, time.instant(), "So it is."));
    }

    RestoreEngine engine() {
        return engine(interruptions);
    }

    private RestoreEngine engine(Interruptions by) {
        TableSettings wrapped = by.wrap(TableSettings.class, settings);
        return new RestoreEngine(
                by.wrap(RestoreStore.class, store),
                by.wrap(TableRestores.class, tables),
                new RestoreEngine.SettingsSteps(
                        new SettingsCopy(wrapped, time),
                        plan -> new KnownSettings(
                                plan.sourceTable(), settings.read(plan.sourceTable(), Set.copyOf(Settings.ALL)))),
                policy,
                time);
    }

    DiscardRestore discard() {
        return new DiscardRestore(
                interruptions.wrap(RestoreStore.class, store), interruptions.wrap(TableRestores.class, tables), time);
    }

    ApproveRestore approve() {
        return new ApproveRestore(store, tables, policy, time);
    }

    /** Carries the restore on until it ends or waits for a person, through kills and failures. */
    RestoreRecord run() {
        return run(true);
    }

    /** Does the same while tables vanish. */
    RestoreRecord runUnchecked() {
        return run(false);
    }

    private RestoreRecord run(boolean checked) {
        for (int i = 0; i < 3_000; i++) {
            Optional<RestoreStep> step = step();
            if (checked) {
                check();
            }
            if (step.isEmpty()) {
                time.advance(Duration.ofSeconds(10));
                continue;
            }
            switch (step.get()) {
                case RestoreStep.Again _ -> {}
                case RestoreStep.Wait(RestoreRecord _, Duration pause) -> time.advance(pause);
                case RestoreStep.AwaitPerson(RestoreRecord record) -> {
                    return record;
                }
                case RestoreStep.Done(RestoreRecord record) -> {
                    return record;
                }
            }
        }
        throw new AssertionError("The restore does not end: " + record());
    }

    private Optional<RestoreStep> step() {
        try {
            return engine().advance(SOURCE.where(), ID).success();
        } catch (Interruptions.Killed _) {
            return Optional.empty();
        }
    }

    /** What is stored was seen: a table that is said to be restored is there, ready, and the one of that id. */
    private void check() {
        RestoreState state = record().state();
        seen.add(state);
        state.restoredTable()
                .ifPresent(table -> assertThat(target()).hasValueSatisfying(now -> {
                    assertThat(now.ready()).isTrue();
                    assertThat(now.tableId()).isEqualTo(table.tableId());
                }));
        if (state instanceof RestoreState.Restoring(Instant _, String tableId, Optional<Instant> _)) {
            assertThat(tables.ids()).contains(tableId);
        }
    }

    /** Discards the restore, through kills and failures. */
    DiscardRestore.Outcome runDiscard() {
        for (int i = 0; i < 300; i++) {
            try {
                switch (discard().advance(SOURCE.where(), ID)) {
                    case DiscardRestore.Outcome.Deleting(RestoreRecord _, Duration pause) -> time.advance(pause);
                    case DiscardRestore.Outcome.NotKnown _ -> time.advance(Duration.ofSeconds(10));
                    case DiscardRestore.Outcome.Discarded done -> {
                        return done;
                    }
                    case DiscardRestore.Outcome.Refused refused -> {
                        return refused;
                    }
                }
            } catch (Interruptions.Killed _) {
                time.advance(Duration.ofSeconds(10));
            }
        }
        throw new AssertionError("The table is not discarded: " + record());
    }

    Optional<TableDescription> target() {
        return tables.describe(TARGET).success().orElseThrow() instanceof DescribedTable.Present(var table)
                ? Optional.of(table)
                : Optional.empty();
    }

    Stored stored() {
        return store.read(SOURCE.where(), ID).success().orElseThrow().orElseThrow();
    }

    RestoreRecord record() {
        return stored().record();
    }

    /** Returns the failure that the restore ended with. */
    RestoreState.Failed failed() {
        assertThat(record().state()).isInstanceOf(RestoreState.Failed.class);
        return (RestoreState.Failed) record().state();
    }
}
