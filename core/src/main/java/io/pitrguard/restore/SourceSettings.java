package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.settings.KnownSettings;

/** Reads the settings of what is restored: of a table that exists, or what is left of those of a deleted one. */
@FunctionalInterface
public interface SourceSettings {
    /** Returns what is known of them; never throws for what AWS answers. */
    KnownSettings of(RestorePlan plan);
}
