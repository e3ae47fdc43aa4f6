package io.pitrguard.sandbox.calls;

import java.util.List;

/**
 * A call to AWS by a client of the SDK, as it was recorded.
 *
 * @param client whose client made it
 * @param deployment what the function was deployed to do
 * @param access whose permissions it takes
 * @param region where the client calls
 * @param service as the SDK names it, such as {@code DynamoDb}
 * @param operation such as {@code GetItem}; of a transaction also the kind of item, as in
 *     {@code TransactWriteItems.Put}
 * @param resource what the request names, as it names it; empty where it names nothing
 */
public record RecordedCall(
        ClientOwner client,
        Deployment deployment,
        Access access,
        String region,
        String service,
        String operation,
        String resource) {
    private static final String SEPARATOR = "\t";
    private static final String NO_TEXT = "[\\t\\r\\n]";

    /** What a function was deployed to do. */
    public enum Deployment {
        /** A rule of its policy remediates, and it may act. */
        REMEDIATES,
        /** It only tells. */
        ALERTS,
        /** Whoever started it did not say. */
        UNKNOWN
    }

    /** Whose permissions a call takes. */
    public enum Access {
        /** The client's owner's own. */
        OWN,
        /** Those of the role in a member account that the owner assumed. */
        MEMBER
    }

    /** Gives it as a line. */
    String line() {
        return String.join(
                SEPARATOR,
                client.kind().name(),
                client.name(),
                deployment.name(),
                access.name(),
                region,
                service,
                operation,
                resource.replaceAll(NO_TEXT, " "));
    }

    /** Reads a line. */
    public static RecordedCall parse(String line) {
        List<String> fields = List.of(line.split(SEPARATOR, -1));
        if (fields.size() != 8) {
            throw new IllegalArgumentException("not a recorded call: " + line);
        }
        return new RecordedCall(
                new ClientOwner(ClientOwner.Kind.valueOf(fields.get(0)), fields.get(1)),
                Deployment.valueOf(fields.get(2)),
                Access.valueOf(fields.get(3)),
                fields.get(4),
                fields.get(5),
                fields.get(6),
                fields.get(7));
    }
}
