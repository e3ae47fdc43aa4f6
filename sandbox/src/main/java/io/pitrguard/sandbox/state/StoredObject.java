package io.pitrguard.sandbox.state;

import io.pitrguard.sandbox.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** An object in a bucket. */
public record StoredObject(Bytes content, String contentType, Instant lastModified) {

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
