package io.pitrguard.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The body of a request or an answer. It is handed on, not copied: nobody changes it. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Returns the given bytes themselves. */
    public static Bytes of(byte[] content) {
        return new Bytes(content);
    }

    /** Returns a text in UTF-8. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(UTF_8));
    }

    /** Returns the bytes themselves. */
    public byte[] content() {
        return content;
    }

    /** Returns the text that they are in UTF-8. */
    public String text() {
        return new String(content, UTF_8);
    }
}
