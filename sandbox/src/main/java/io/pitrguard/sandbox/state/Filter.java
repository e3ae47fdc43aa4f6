package io.pitrguard.sandbox.state;

/**
 * The filter policy of a subscription: SNS delivers only messages that match it.
 *
 * @param policy a JSON object
 * @param scope what it is matched against
 */
public record Filter(String policy, Scope scope) {

    /** No filter policy: every message matches. */
    public static final Filter NONE = new Filter("", Scope.MessageAttributes);

    /** What a filter policy is matched against, in the words of SNS. */
    public enum Scope {
        MessageAttributes,
        MessageBody
    }

    /** Returns whether there is no filter policy. */
    public boolean isNone() {
        return policy.isEmpty();
    }
}
