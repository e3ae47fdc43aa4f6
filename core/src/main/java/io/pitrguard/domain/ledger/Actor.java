package io.pitrguard.domain.ledger;

/**
 * Who called AWS, as CloudTrail shows it.
 *
 * @param who the user, or role and session with the person behind them, or service; with its account if that is another
 *     one than the table's
 * @param from the address or the service that the call came from
 * @param with the tool: console, AWS CLI, an SDK, CloudFormation, Terraform
 * @param requestId the call's id, to find it in CloudTrail
 */
public record Actor(String who, String from, String with, String requestId) {
    /** Stands for what nobody knows of a call. */
    public static final String UNKNOWN = "unknown";

    /** Takes what is blank as unknown. */
    public Actor {
        who = orUnknown(who);
        from = orUnknown(from);
        with = orUnknown(with);
        requestId = orUnknown(requestId);
    }

    private static String orUnknown(String text) {
        return text.isBlank() ? UNKNOWN : text;
    }

    /** Returns all of it in one clause. */
    public String description() {
        return "%s, from %s, with %s (request %s)".formatted(who, from, with, requestId);
    }
}
