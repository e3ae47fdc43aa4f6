package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.CapacitySetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TableClassSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link RecordedSettings} does. */
public abstract class RecordedSettingsContract {
    /** The settings to test; nothing is recorded yet. */
    protected abstract RecordedSettings settings();

    /** Where tables are. */
    protected abstract TableRef table(String name);

    /**
     * Makes an on-demand table with recovery on, a stream of this view type and an attribute by which items expire, tags it
     * with team, and deletes it. AWS Config recorded it, and its deletion.
     */
    protected abstract void deleted(String table, String team, String viewType, String expires);

    /** Lets all calls fail from now on. */
    protected abstract void fail(Cause.Kind kind);

    @Test
    void knowsTheBackupOfADeletedTable() {
        TableRef orders = table("orders");
        assertThat(settings().systemBackup(orders)).isEqualTo(new Result.Success<>(Optional.empty()));

        deleted("orders", "a", "KEYS_ONLY", "expires");
        String backup = settings()
                .systemBackup(orders)
                .success()
                .flatMap(found -> found)
                .orElseThrow();

        assertThat(settings().ofBackup(orders, backup))
                .containsEntry(
                        new StreamSetting(),
                        new Reading.Known(SettingValue.of(StreamSetting.VIEW_TYPE, "KEYS_ONLY"), Origin.SYSTEM_BACKUP))
                .containsEntry(
                        new TtlSetting(),
                        new Reading.Known(SettingValue.of(TtlSetting.ATTRIBUTE, "expires"), Origin.SYSTEM_BACKUP))
                .containsEntry(
                        new CapacitySetting(),
                        new Reading.Known(
                                SettingValue.of(CapacitySetting.MODE, CapacitySetting.ON_DEMAND), Origin.SYSTEM_BACKUP))
                .doesNotContainKey(new TagsSetting());
    }

    @Test
    void knowsWhatConfigRecordedBeforeTheDeletion() {
        deleted("orders", "a", "KEYS_ONLY", "expires");

        assertThat(settings().ofConfig(table("orders")))
                .isEqualTo(Map.of(
                        new TagsSetting(),
                        new Reading.Known(SettingValue.of("team", "a"), Origin.AWS_CONFIG),
                        new TableClassSetting(),
                        new Reading.NotKnown("AWS Config recorded no table class.")));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItCannotRead(Cause.Kind kind) {
        deleted("orders", "a", "KEYS_ONLY", "expires");
        String backup = settings()
                .systemBackup(table("orders"))
                .success()
                .flatMap(found -> found)
                .orElseThrow();
        fail(kind);

        assertThat(settings().systemBackup(table("orders")).failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
        assertThat(settings().ofBackup(table("orders"), backup))
                .isNotEmpty()
                .allSatisfy((_, reading) -> unreadable(reading, kind));
        assertThat(settings().ofConfig(table("orders")))
                .isNotEmpty()
                .allSatisfy((_, reading) -> unreadable(reading, kind));
    }

    private static void unreadable(Reading reading, Cause.Kind kind) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause().kind()).isEqualTo(kind));
    }
}
