package io.pitrguard.sandbox.state;

/** The verdicts that AWS Config accepts from a rule. */
public enum Compliance {
    /** The resource does what the rule asks for. */
    COMPLIANT,
    /** It does not. */
    NON_COMPLIANT,
    /** The rule has nothing to say about it: takes the resource off the dashboard. */
    NOT_APPLICABLE
}
