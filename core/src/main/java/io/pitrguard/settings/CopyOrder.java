package io.pitrguard.settings;

import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.table.TableRef;
import java.util.Set;

/**
 * What a copy of settings is asked to do.
 *
 * @param source the settings of the source, read anew for each step or once; a deleted table may have the target's name
 * @param wanted the settings to copy; others are only compared
 * @param confirmed those of them that a person confirmed, where they need it
 */
public record CopyOrder(KnownSettings source, TableRef target, Set<Setting> wanted, Set<Setting> confirmed) {
    public CopyOrder {
        wanted = Set.copyOf(wanted);
        confirmed = Set.copyOf(confirmed);
    }
}
