package io.pitrguard.sandbox.state;

import io.pitrguard.sandbox.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An object in a bucket.
 *
 * @param version empty in a bucket without versions
 */
public record StoredObject(Bytes content, String contentType, Instant lastModified, Optional<String> version) {

    /** Creates an object that has no version. */
    public StoredObject(Bytes content, String contentType, Instant lastModified) {
        this(content, contentType, lastModified, Optional.empty());
    }

    /** Returns the same object as this version. */
    StoredObject withVersion(String id) {
        return new StoredObject(content, contentType, lastModified, Optional.of(id));
    }

    /** Returns the tag that S3 gives to content that came in one piece: its MD5, in quotes. */
    public String eTag() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(content.content());
            return '"' + HexFormat.of().formatHex(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** Returns how many bytes it has. */
    public int size() {
        return content.content().length;
    }
}
