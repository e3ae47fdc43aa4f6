package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.port.AnyRestore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to any one call, a restore comes to the same end, and a discard deletes nothing but its table. */
class RestoreInterruptionsTest {
    private static final Set<String> CONFIRMED = Set.of("ttl");

    @ParameterizedTest
    @EnumSource
    void comesToTheSameEndThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = restored(kind, 0);
        assertThat(calls).isGreaterThan(30);

        for (int at = 1; at <= calls; at++) {
            restored(kind, at);
        }
    }

    /** Restores with a confirmation in between, and returns how many calls that took. */
    private static int restored(Interruptions.Kind kind, int at) {
        RestoreTestBed bed = new RestoreTestBed();
        bed.create(bed.plan(SettingsChoice.ALL));
        bed.interrupt(kind, at);

        assertThat(bed.run().state()).as("%s at %d", kind, at).isInstanceOf(RestoreState.AwaitingConfirmation.class);
        new ConfirmSettings(bed.store, bed.time)
                .confirm(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, AnyRestore.REQUESTER, CONFIRMED);
        RestoreRecord end = bed.run();

        assertThat(end.state()).as("%s at %d", kind, at).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.tables.ids())
                .containsExactlyInAnyOrder(
                        bed.sourceId, end.state().madeTableId().orElseThrow());
        assertThat(bed.tables.deleted()).isEmpty();
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TagsSetting()))
                .isEqualTo(SettingValue.of("team", "orders"));
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting()))
                .isEqualTo(SettingValue.of(TtlSetting.ATTRIBUTE, "expires"));
        return bed.interruptions.calls();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void deletesOnlyItsTableThroughEveryInterruption(Interruptions.Kind kind) {
        int calls = discarded(kind, 0);
        assertThat(calls).isGreaterThan(10);

        for (int at = 1; at <= calls; at++) {
            discarded(kind, at);
        }
    }

    private static int discarded(Interruptions.Kind kind, int at) {
        RestoreTestBed bed = new RestoreTestBed();
        bed.create(bed.plan(SettingsChoice.NONE));
        String made = bed.run().state().madeTableId().orElseThrow();
        bed.interrupt(kind, at);

        DiscardRestore.Outcome end = bed.runDiscard();

        assertThat(end).as("%s at %d", kind, at).isInstanceOf(DiscardRestore.Outcome.Discarded.class);
        assertThat(bed.target()).isEmpty();
        assertThat(bed.tables.deleted()).containsExactly(made);
        assertThat(bed.tables.ids()).containsExactly(bed.sourceId);
        return bed.interruptions.calls();
    }

    /** Another table takes the name of the restored one, at any moment of the discard. */
    @Test
    void neverDeletesATableThatTookTheName() {
        for (int at = 1; at <= discarded(Interruptions.Kind.LOST, 0); at++) {
            RestoreTestBed bed = new RestoreTestBed();
            bed.create(bed.plan(SettingsChoice.NONE));
            bed.run();
            AtomicReference<String> stranger = new AtomicReference<>("");
            bed.interruptions = new Interruptions(Interruptions.Kind.OVERTAKEN, at, () -> {
                bed.tables.vanish(RestoreTestBed.TARGET);
                stranger.set(bed.tables.createWithoutRecovery(RestoreTestBed.TARGET));
            });

            bed.runDiscard();

            assertThat(bed.tables.ids()).as("at %d", at).containsExactlyInAnyOrder(bed.sourceId, stranger.get());
            assertThat(bed.tables.deleted()).doesNotContain(stranger.get());
        }
    }
}
