package io.pitrguard.domain.settings;

/** Whether a restore gives the new table this setting of the source. */
public enum Carried {
    /** AWS documents that it does. */
    YES("yes"),
    /** AWS documents that it does not. */
    NO("no"),
    /** AWS does not document it: only reading both tables shows it. */
    UNDOCUMENTED("undocumented");

    private final String word;

    Carried(String word) {
        this.word = word;
    }

    /** Returns the answer in one word. */
    public String word() {
        return word;
    }
}
