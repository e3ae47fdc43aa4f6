package io.pitrguard.domain.export;

/** Whether a data file in the bucket is what AWS wrote. */
public sealed interface FileCheck {
    /** Its MD5 is that of the manifest. */
    record Matches(How how) implements FileCheck {}

    /**
     * It is missing, or has another content.
     *
     * @param how the end of a sentence that begins with the file
     */
    record Differs(String how) implements FileCheck {}

    /** What the MD5 was read from. */
    enum How {
        /** The ETag, which S3 makes of the content where it encrypts with keys of its own. */
        ETAG,
        /** The content itself. */
        CONTENT
    }
}
