package io.pitrguard.domain.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All settings that there are. */
public final class Settings {
    /**
     * In the order in which they are copied: what asks nobody, then what waits for a person, with what can delete items at
     * the end; then what is only reported.
     */
    public static final List<Setting> ALL = List.of(
            new TagsSetting(),
            new RecoverySetting(),
            new TableClassSetting(),
            new CapacitySetting(),
            new OnDemandMaximumSetting(),
            new ScalingSetting(),
            new InsightsSetting(),
            new AlarmsSetting(),
            new DeletionProtectionSetting(),
            new ResourcePolicySetting(),
            new StreamSetting(),
            new StreamAccessSetting(),
            new KinesisSetting(),
            new EventSourcesSetting(),
            new EventSourcesEnabledSetting(),
            new AlarmActionsSetting(),
            new TtlSetting(),
            new EncryptionSetting(),
            new IndexesSetting(),
            new WarmThroughputSetting(),
            new ReplicasSetting(),
            new ReplicaScalingSetting(),
            new UnknownFieldsSetting(),
            new PipesSetting(),
            new ReferencesSetting());

    private Settings() {}

    /** Returns the setting with that key. */
    public static Optional<Setting> of(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** Returns the settings that are copied, with those that wait for a person or without. */
    public static Set<Setting> copied(boolean withConfirmed) {
        return ALL.stream()
                .filter(setting -> isAutomatic(setting) || (withConfirmed && needsPerson(setting)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a person must confirm a setting before it is copied. */
    public static boolean needsPerson(Setting setting) {
        return setting.description().copying() instanceof Copying.Confirmed;
    }

    /** Whether some call reads a setting. */
    public static boolean isRead(Setting setting) {
        return !(setting.description().copying() instanceof Copying.ByHand);
    }

    /** Returns the actions that reading these settings takes, and copying them. */
    public static Set<String> actions(Set<Setting> settings, boolean copied) {
        return settings.stream()
                .map(Setting::description)
                .flatMap(all -> copied
                        ? java.util.stream.Stream.concat(all.reads().stream(), all.writes().stream())
                        : all.reads().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAutomatic(Setting setting) {
        return setting.description().copying() instanceof Copying.Automatic;
    }
}
