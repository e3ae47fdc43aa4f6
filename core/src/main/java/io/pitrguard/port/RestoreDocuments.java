package io.pitrguard.port;

/** Writes a restore as the text of a file, and reads it again. */
public interface RestoreDocuments {
    /** Returns the text. */
    String write(RestoreStore.Stored stored);

    /**
     * Returns the restore in a text; a failure if it cannot be understood.
     *
     * @param name of the file, for messages
     */
    Result<RestoreStore.Stored> read(String name, String text);
}
