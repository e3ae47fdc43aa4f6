package io.pitrguard.config.policy;

import io.pitrguard.domain.evidence.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return Sha256.of(content);
    }
}
