package io.pitrguard.cli;

import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.Settings;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Keys of settings in options. */
final class SettingNames {
    /** Stands for all settings. */
    static final String ALL = "all";

    private SettingNames() {}

    /** The keys of settings that can be copied, for completion. */
    static final class Copied implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return keys(Settings.copied(true)).iterator();
        }
    }

    /** The keys of settings that a person confirms, for completion. */
    static final class Confirmed implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> keys = keys(confirmable());
            keys.add(ALL);
            return keys.iterator();
        }
    }

    /**
     * Returns the settings that were named.
     *
     * @param possible those that the option takes
     * @throws ParameterException if there is no such setting, or the option does not take it
     */
    static Set<Setting> of(CommandSpec spec, String option, List<String> names, Set<Setting> possible) {
        Set<Setting> settings = new LinkedHashSet<>();
        for (String name : names) {
            settings.add(Settings.of(name)
                    .filter(possible::contains)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "%s does not take '%s'. Use one of %s."
                                    .formatted(option, name, String.join(", ", keys(possible))))));
        }
        return settings;
    }

    /** Returns the settings that a person confirms. */
    static Set<Setting> confirmable() {
        return Settings.ALL.stream().filter(Settings::needsPerson).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> keys(Set<Setting> settings) {
        return Settings.ALL.stream()
                .filter(settings::contains)
                .map(Setting::key)
                .collect(Collectors.toList());
    }
}
