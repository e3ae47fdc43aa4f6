package io.pitrguard.config;

import io.pitrguard.domain.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** All problems with the settings, each with the setting and the remedy. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one for a single problem. */
    public SettingsException(String problem) {
        this(List.of(problem));
    }

    /** Creates one for all problems. */
    public SettingsException(List<String> problems) {
        // No stack trace: the reader is a user.
        super(problems.stream().map(Printable::line).collect(Collectors.joining("\n")), null, false, false);
    }
}
