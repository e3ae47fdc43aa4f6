package io.pitrguard.restore;

import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.settings.KnownSettings;

/** Reads the settings of the source of a restore: of a table that exists, or those that others still hold of a deleted one. */
@FunctionalInterface
public interface SourceSettings {
    /** Returns each as far as it could be read; never throws for what AWS answers. */
    KnownSettings of(RestorePlan plan);
}
