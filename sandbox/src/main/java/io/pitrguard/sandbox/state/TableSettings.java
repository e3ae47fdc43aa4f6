package io.pitrguard.sandbox.state;

/** The settings of a table beside its schema, tags and recovery. */
public record TableSettings(Encryption encryption) {
    /** Those of a table that was created without any. */
    public static final TableSettings NONE = new TableSettings(Encryption.AWS_OWNED);

    /** Returns a copy with other encryption. */
    public TableSettings withEncryption(Encryption newEncryption) {
        return new TableSettings(newEncryption);
    }

    /** Returns what a restore gives its new table; AWS carries nothing else (API reference, RestoreTableToPointInTime). */
    public TableSettings carried() {
        return NONE.withEncryption(encryption);
    }
}
