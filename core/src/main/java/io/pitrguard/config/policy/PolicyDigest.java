package io.pitrguard.config.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Distinguishes policy files. */
public final class PolicyDigest {
    private PolicyDigest() {}

    /**
     * Returns the SHA-256 of a file, in hexadecimal.
     *
     * @throws IOException when it cannot be read
     */
    public static String of(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    /** Returns the SHA-256 of a file with this content, in hexadecimal. */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
