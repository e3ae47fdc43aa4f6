package io.pitrguard.organization;

import io.pitrguard.concurrent.Workers;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AccountOwners;
import io.pitrguard.port.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds out who owns the accounts that a sweep goes through. */
public final class OwnerLookup {
    // AWS Organizations throttles early, and nobody waits for this.
    private static final int AT_ONCE = 4;

    private final AccountOwners owners;

    /** Asks there. */
    public OwnerLookup(AccountOwners owners) {
        this.owners = owners;
    }

    /**
     * The owners of accounts.
     *
     * @param known owners by account; an account without an owner is not among them
     * @param unread the accounts whose owners could not be read
     * @param failure why the first of these could not be read
     */
    public record Owners(Map<String, String> known, Set<String> unread, Optional<Cause> failure) {
        /** Nobody owns anything. */
        public static final Owners NONE = new Owners(Map.of(), Set.of(), Optional.empty());

        public Owners {
            known = Map.copyOf(known);
            unread = Set.copyOf(unread);
        }

        /** Returns the same with what an earlier plan knew of accounts whose owners could not be read now. */
        public Owners or(Map<String, String> earlier) {
            Map<String, String> all = new TreeMap<>(known);
            earlier.forEach((account, owner) -> {
                if (unread.contains(account)) {
                    all.put(account, owner);
                }
            });
            return new Owners(all, unread, failure);
        }

        /** Returns who owns an account; empty if nobody is known to. */
        public Optional<String> of(String account) {
            return Optional.ofNullable(known.get(account));
        }
    }

    private record Answer(String account, Result<Optional<String>> owner) {}

    /**
     * Returns the owners of the accounts that a plan does not skip.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    public Owners of(OrganizationPlan plan) throws InterruptedException {
        List<String> accounts = Stream.concat(
                        plan.places().stream().map(OrganizationPlan.Place::account),
                        plan.failed().stream().map(OrganizationPlan.Failed::account))
                .map(MemberAccount::id)
                .distinct()
                .toList();
        Map<String, String> known = new TreeMap<>();
        Set<String> unread = new TreeSet<>();
        Optional<Cause> failure = Optional.empty();
        for (Answer answer :
                Workers.map(AT_ONCE, accounts, account -> new Answer(account, Result.of(() -> owners.of(account))))) {
            answer.owner().success().flatMap(owner -> owner).ifPresent(owner -> known.put(answer.account(), owner));
            if (answer.owner().failure().isPresent()) {
                unread.add(answer.account());
                failure = failure.or(() -> answer.owner().failure());
            }
        }
        return new Owners(known, unread, failure);
    }
}
