package io.pitrguard.domain.restore;

import java.time.Instant;
import java.util.Optional;

/**
 * What is possible where the moment that a person asks for cannot be restored.
 *
 * @param moment the moment whose content it brings; empty where that is not known
 * @param command how a person does it; empty: by the same command, with this moment
 */
public record Alternative(String what, Optional<Instant> moment, Optional<String> command) {}
