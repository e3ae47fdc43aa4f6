package io.pitrguard.infra;

import java.util.List;

/** Everything that is wrong with what a person asked for, in words that name the option and its remedy. */
public final class OptionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one for all problems found. */
    OptionsException(List<String> problems) {
        // Without a stack trace: it is read by people who did not write this code.
        super(String.join("\n", problems), null, false, false);
    }
}
