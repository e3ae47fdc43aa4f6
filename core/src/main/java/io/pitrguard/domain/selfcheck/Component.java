package io.pitrguard.domain.selfcheck;

/** What pitr-guard sees by, acts by, or is heard by. */
public enum Component {
    /** AWS Config's recorder: without it the rule of AWS Config judges nothing. */
    RECORDER("Recorder"),
    /** A CloudTrail trail: without it no call reaches EventBridge. */
    TRAIL("Trail"),
    /** The rule of EventBridge that brings calls to the drift function. */
    EVENT_RULE("EventRule"),
    /** Somebody who gets the mail. */
    SUBSCRIPTION("Subscription"),
    /** The permission to do what the policy asks for. */
    PERMISSION("Permission"),
    /** The policy that was deployed. */
    POLICY("Policy"),
    /** The functions, and what invokes them. */
    DEPLOYMENT("Deployment"),
    /** Somebody who looks at all tables, again and again. */
    SWEEP("Sweep");

    private final String kind;

    Component(String kind) {
        this.kind = kind;
    }

    /** Gives its name in reports. */
    public String kind() {
        return kind;
    }
}
