package io.pitrguard.domain.selfcheck;

import java.util.Arrays;
import java.util.Optional;

/** What pitr-guard depends on to see changes, to act, and to notify people. */
public enum Component {
    /** AWS Config's recorder: without it the AWS Config rule judges nothing. */
    RECORDER("Recorder"),
    /** A CloudTrail trail: without it no call reaches EventBridge. */
    TRAIL("Trail"),
    /** The EventBridge rule that sends calls to the drift function. */
    EVENT_RULE("EventRule"),
    /** The EventBridge rule in a member account that sends calls to the hub. */
    FORWARDING("Forwarding"),
    /** The subscriptions to the topics. */
    SUBSCRIPTION("Subscription"),
    /** The role in a member account. */
    ACCESS("Access"),
    /** A region of a member account. */
    REGION("Region"),
    /** The permission to do what the policy asks for. */
    PERMISSION("Permission"),
    /** The policy that was deployed. */
    POLICY("Policy"),
    /** The functions, and what invokes them. */
    DEPLOYMENT("Deployment"),
    /** The ledger, where self-checks store what they found. */
    LEDGER("Ledger"),
    /** The scheduled sweeps. */
    SWEEP("Sweep"),
    /** The accounts and regions that a sweep of the organization goes through. */
    PLACE("AccountRegion"),
    /** The clock of the machine, as far as AWS's answers show that it is wrong. */
    CLOCK("Clock");

    private final String kind;

    Component(String kind) {
        this.kind = kind;
    }

    /** Returns the component of that name; empty for a name that this version does not know. */
    public static Optional<Component> named(String kind) {
        return Arrays.stream(values())
                .filter(component -> component.kind.equals(kind))
                .findFirst();
    }

    /** Returns its name in JSON, mail and the ledger. */
    public String kind() {
        return kind;
    }
}
