package io.pitrguard.domain.drill;

/** What a check, or a whole drill, came to; the names are stored and shown, and never change. */
public enum DrillVerdict {
    /** It showed that all is right. */
    PASSED,
    /** It showed that something is wrong. */
    FAILED,
    /** It showed neither: something could not be read, or there was nothing to see. */
    NOT_PROVEN
}
