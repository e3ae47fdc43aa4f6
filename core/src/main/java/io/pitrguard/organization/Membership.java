package io.pitrguard.organization;

import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.organization.MemberAccount;
import java.util.Optional;

/** What an account is to pitr-guard, by the latest plan of the organization. */
public sealed interface Membership {
    /** Returns what an account of the plan is. */
    static Membership of(KnownAccount known) {
        MemberAccount account = known.account();
        Optional<String> locked = account.usable()
                ? Optional.empty()
                : Optional.of(account.state().words());
        return known.leftOut()
                .or(() -> locked)
                .<Membership>map(reason -> new LeftOut(account, reason))
                .orElseGet(() -> new Member(account, known.owner()));
    }

    /**
     * It is in the organization, and its tables are pitr-guard's to guard.
     *
     * @param owner by the account's tag; empty if it has none
     */
    record Member(MemberAccount account, Optional<String> owner) implements Membership {}

    /**
     * It is in the organization, and no sweep goes through it.
     *
     * @param reason such as "suspended" or "excluded"
     */
    record LeftOut(MemberAccount account, String reason) implements Membership {}

    /** The latest plan does not have it: it is of another organization, has left this one, or has joined since. */
    record Outsider() implements Membership {}
}
