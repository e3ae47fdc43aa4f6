package io.pitrguard.config;

import java.util.List;

/** What is wrong with the settings, all of it, in words that name each setting and its remedy. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one for a single problem. */
    public SettingsException(String problem) {
        this(List.of(problem));
    }

    /** Makes one for all problems found. */
    public SettingsException(List<String> problems) {
        // Without a stack trace: it is read by people who did not write this code.
        super(String.join("\n", problems), null, false, false);
    }
}
