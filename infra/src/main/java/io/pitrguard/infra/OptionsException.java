package io.pitrguard.infra;

import java.util.List;

/** All problems with the options of a deployment, each with the option and the remedy. */
public final class OptionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one for all problems. */
    OptionsException(List<String> problems) {
        // No stack trace: the reader is a user.
        super(String.join("\n", problems), null, false, false);
    }
}
