package io.pitrguard.domain.restore;

/**
 * One thing to know before a plan is carried out.
 *
 * @param text one or more sentences
 */
public record Remark(Kind kind, String text) {
    /** What a remark is about. */
    public enum Kind {
        /** The name of the restored table. */
        NAME,
        /** Its secondary indexes. */
        INDEXES,
        /** Its capacity. */
        CAPACITY,
        /** Its encryption. */
        ENCRYPTION,
        /** A permission that the caller lacks, or that could not be checked. */
        PERMISSION,
        /** A quota of AWS. */
        QUOTA,
        /** Something of the source that the restored table does not have. */
        STAYS_DIFFERENT,
        /** A consumer that does not follow to the new stream by itself. */
        CONSUMER,
        /** Something that could not be read. */
        NOT_KNOWN
    }

    public Remark {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a remark needs a text");
        }
    }
}
