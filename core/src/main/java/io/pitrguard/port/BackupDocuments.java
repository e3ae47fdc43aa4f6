package io.pitrguard.port;

/** Writes the record of a backup as the text of a file, and reads it again. */
public interface BackupDocuments {
    /** Returns the text. */
    String write(BackupStore.Stored stored);

    /**
     * Returns the record in a text; a failure if it cannot be understood.
     *
     * @param name of the file, for messages
     */
    Result<BackupStore.Stored> read(String name, String text);
}
