package io.pitrguard.settings;

import static io.pitrguard.settings.SettingsFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.settings.AlarmsSetting;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Reading.Origin;
import io.pitrguard.domain.settings.ScalingSetting;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryRecordedSettings;
import io.pitrguard.port.InMemoryTableSettings.Trouble;
import io.pitrguard.port.Ledger;
import io.pitrguard.port.Result;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link SettingsReader} names the origin of each value, and takes nothing missing for off. */
class SettingsReaderTest {
    private final SettingsFixture fixture = new SettingsFixture();
    private final InMemoryRecordedSettings recorded = new InMemoryRecordedSettings();
    private final SettingsReader reader = new SettingsReader(fixture.settings, recorded);

    @Test
    void readsEverySettingOfATableThatExists() {
        KnownSettings known = reader.source(SOURCE, Ledger.NONE).success().orElseThrow();

        assertThat(known.readings().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().filter(Settings::isRead).toList());
        assertThat(known.of(new TagsSetting()))
                .isEqualTo(Reading.of(SettingsFixture.changed().get(new TagsSetting())));
    }

    @Test
    void readsWhatIsLeftOfADeletedTable() {
        Reading stream = new Reading.Known(SettingValue.of("view type", "KEYS_ONLY"), Origin.SYSTEM_BACKUP);
        Reading tags = new Reading.Known(SettingValue.of("team", "a"), Origin.AWS_CONFIG);
        fixture.settings.delete(SOURCE);
        recorded.backup(SOURCE, Map.of(new StreamSetting(), stream));
        recorded.item(SOURCE, Map.of(new TagsSetting(), tags));

        KnownSettings known = reader.source(SOURCE, Ledger.NONE).success().orElseThrow();

        assertThat(known.of(new StreamSetting())).isEqualTo(stream);
        assertThat(known.of(new TagsSetting())).isEqualTo(tags);
        assertThat(known.readings().entrySet().stream()
                        .filter(each -> each.getValue() instanceof Reading.Known)
                        .map(each -> each.getKey().key()))
                .containsExactlyInAnyOrder("stream", "tags");
    }

    @Test
    void takesNothingUnderTheNameOfADeletedTableForNotKnown() {
        SettingsFixture other = new SettingsFixture();
        SettingsReader byName = new SettingsReader(other.settings, recorded);
        other.settings.set(SOURCE, new AlarmsSetting(), SettingValue.NONE);

        KnownSettings known = byName.deleted(SOURCE, Optional.empty(), Optional.empty());

        assertThat(known.of(new AlarmsSetting())).isInstanceOf(Reading.NotKnown.class);
        assertThat(known.of(new ScalingSetting())).isInstanceOf(Reading.Known.class);
    }

    @Test
    void namesATableOfWhichNothingIsLeft() {
        fixture.settings.delete(SOURCE);

        assertThat(reader.source(SOURCE, Ledger.NONE).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message())
                        .contains("There is no table orders in eu-west-1, and no system backup of one."));
    }

    @Test
    void tellsWhyItCannotRead() {
        fixture.settings.delete(SOURCE);
        recorded.fail(new Cause(Cause.Kind.DENIED, "AWS denied it."));
        Result<KnownSettings> backups = reader.source(SOURCE, Ledger.NONE);
        fixture.settings.trouble(Trouble.LOST, Cause.Kind.BROKEN, _ -> true);

        assertThat(backups.failure()).isPresent();
        assertThat(reader.source(SOURCE, Ledger.NONE).failure()).isPresent();
    }

    @Test
    void doesNotTakeUnreadableForOff() {
        Setting stream = new StreamSetting();
        Cause cause = new Cause(Cause.Kind.DENIED, "AWS denied it.");
        fixture.settings.delete(SOURCE);
        recorded.backup(SOURCE, Map.of(stream, new Reading.Unreadable(cause)));

        assertThat(reader.source(SOURCE, Ledger.NONE).success().orElseThrow().of(stream))
                .isEqualTo(new Reading.Unreadable(cause));
    }
}
