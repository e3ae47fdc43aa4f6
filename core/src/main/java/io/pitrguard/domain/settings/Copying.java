package io.pitrguard.domain.settings;

/** How a setting gets from one table to another. Each carries a sentence for people. */
public sealed interface Copying {
    /** Returns what a person must know before it happens, or why it does not. */
    String words();

    /**
     * Copied without asking.
     *
     * @param words what the copy does beyond the table, such as its cost
     */
    record Automatic(String words) implements Copying {}

    /**
     * Copied only once a person confirmed it.
     *
     * @param words the harm that it can do
     */
    record Confirmed(String words) implements Copying {}

    /**
     * Compared, never copied.
     *
     * @param words why, and what a person does instead
     */
    record ReportOnly(String words) implements Copying {}

    /**
     * Not even compared: no call reads it.
     *
     * @param words how a person checks it
     */
    record ByHand(String words) implements Copying {}
}
