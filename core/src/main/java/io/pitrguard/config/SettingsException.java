package io.pitrguard.config;

import java.util.List;

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
        super(String.join("\n", problems), null, false, false);
    }
}
