package io.pitrguard.organization;

import io.pitrguard.domain.organization.MemberAccount;

/** What an account is to pitr-guard, by the latest plan of the organization. */
public sealed interface Membership {
    /** It is in the organization, and its tables are pitr-guard's to guard. */
    record Member(MemberAccount account) implements Membership {}

    /**
     * It is in the organization, and no sweep goes through it.
     *
     * @param reason such as "suspended" or "excluded"
     */
    record LeftOut(MemberAccount account, String reason) implements Membership {}

    /** The latest plan does not have it: it is of another organization, has left this one, or has joined since. */
    record Outsider() implements Membership {}
}
