package io.pitrguard.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreEvent;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.restore.ConfirmSettings.Outcome;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmSettingsTest {
    private final RestoreTestBed bed = new RestoreTestBed();

    @Test
    void copiesWhatAPersonConfirms() {
        bed.create(bed.plan(SettingsChoice.ALL));
        bed.run();

        assertThat(confirm(Set.of("ttl"))).isInstanceOf(Outcome.Confirmed.class);

        assertThat(bed.run().state()).isInstanceOf(RestoreState.Completed.class);
        assertThat(bed.settings.get(RestoreTestBed.TARGET, new TtlSetting()))
                .isEqualTo(SettingValue.of(TtlSetting.ATTRIBUTE, "expires"));
        assertThat(bed.record().log())
                .extracting(RestoreEvent::what)
                .contains("Confirmed by " + AnyRestore.OTHER + ": ttl.");
    }

    @Test
    void refusesSettingsThatDoNotWait() {
        bed.create(bed.plan(SettingsChoice.ALL));
        bed.run();

        assertThat(confirm(Set.of("ttl", "tags"))).isInstanceOfSatisfying(Outcome.NotPossible.class, not -> {
            assertThat(not.reason()).contains("confirmation: tags.");
            assertThat(not.remedy()).contains("ttl");
        });
    }

    @Test
    void refusesARestoreThatDoesNotWait() {
        bed.create(bed.plan(SettingsChoice.ALL));

        assertThat(confirm(Set.of()))
                .isInstanceOfSatisfying(
                        Outcome.NotPossible.class,
                        not -> assertThat(not.reason()).contains("does not wait for a confirmation"));
    }

    @Test
    void confirmsNothingOfARestoreThatDoesNotExist() {
        assertThat(confirm(Set.of())).isInstanceOf(Outcome.NotKnown.class);
    }

    private Outcome confirm(Set<String> settings) {
        return new ConfirmSettings(bed.store, bed.time)
                .confirm(RestoreTestBed.SOURCE.where(), RestoreTestBed.ID, AnyRestore.OTHER, settings);
    }
}
