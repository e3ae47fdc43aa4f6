package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The MD5s by which clients of SQS check what arrived (SQS developer guide, Calculating the MD5 message digest). */
final class MessageDigests {

    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private MessageDigests() {}

    static String body(String body) {
        return hex(md5().digest(body.getBytes(UTF_8)));
    }

    static String attributes(Map<String, MessageAttribute> attributes) {
        MessageDigest md5 = md5();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            update(md5, name.getBytes(UTF_8));
            update(md5, attribute.type().getBytes(UTF_8));
            md5.update(attribute.binary() ? BINARY : TEXT);
            update(md5, attribute.content());
        });
        return hex(md5.digest());
    }

    private static void update(MessageDigest md5, byte[] bytes) {
        md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        md5.update(bytes);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
