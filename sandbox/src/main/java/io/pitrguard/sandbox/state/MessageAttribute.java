package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A message attribute of SQS.
 *
 * @param type such as {@code String}, {@code Number.int} or {@code Binary.gif}
 * @param value of a binary one in base64
 */
public record MessageAttribute(String type, String value) {

    /** Returns a text. */
    public static MessageAttribute text(String value) {
        return new MessageAttribute("String", value);
    }

    /** Returns whether the value stands for bytes. */
    public boolean binary() {
        return type.equals("Binary") || type.startsWith("Binary.");
    }

    /** Returns the bytes that count for size and digest. */
    public byte[] content() {
        return binary() ? Base64.getDecoder().decode(value) : value.getBytes(UTF_8);
    }
}
