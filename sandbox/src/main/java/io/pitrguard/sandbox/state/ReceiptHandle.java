package io.pitrguard.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * What a receipt handle stands for; as opaque as AWS's, and known without keeping those of deleted messages.
 *
 * @param count the receive that it belongs to
 */
record ReceiptHandle(String queueArn, String messageId, int count) {

    // How the handles of AWS begin.
    private static final String PREFIX = "AQEB";
    private static final int PARTS = 3;

    static Optional<ReceiptHandle> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            String content = new String(Base64.getDecoder().decode(text.substring(PREFIX.length())), UTF_8);
            String[] parts = content.split(" ", -1);
            return parts.length == PARTS
                    ? Optional.of(new ReceiptHandle(parts[0], parts[1], Integer.parseInt(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        String content = queueArn + ' ' + messageId + ' ' + count;
        return PREFIX + Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
    }
}
