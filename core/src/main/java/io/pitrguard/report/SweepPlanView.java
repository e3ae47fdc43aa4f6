package io.pitrguard.report;

import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.OrganizationalUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one sweep of a state machine goes through.
 *
 * @param started when the sweep was started; ISO-8601, UTC
 * @param places one for each account and region, in their order
 * @param skipped accounts that are left out, and why
 * @param failed accounts of which not even the regions are known, and why
 * @param gaps why further accounts may be missing
 * @param owners the owners of accounts that have one, by the accounts' tags
 * @param problems what else people should know of it: it keeps no account from being swept
 */
public record SweepPlanView(
        String sweep,
        String started,
        List<PlaceView> places,
        List<OrganizationView.SkippedView> skipped,
        List<OrganizationView.FailedView> failed,
        List<OrganizationView.GapView> gaps,
        List<OwnerView> owners,
        List<String> problems) {
    public SweepPlanView {
        places = List.copyOf(places);
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
        gaps = List.copyOf(gaps);
        owners = List.copyOf(owners);
        problems = List.copyOf(problems);
    }

    /** Returns a copy with a further problem, if there is one. */
    public SweepPlanView with(Optional<String> problem) {
        return new SweepPlanView(
                sweep,
                started,
                places,
                skipped,
                failed,
                gaps,
                owners,
                Stream.concat(problems.stream(), problem.stream()).toList());
    }

    /** The owner of an account. */
    public record OwnerView(String account, String owner) {}

    /**
     * The accounts of the organization, as the latest plan found them; an account that is not among them is outside.
     *
     * @param at when they were listed; ISO-8601, UTC
     */
    public record KnownAccounts(String at, List<KnownAccountView> accounts) {
        public KnownAccounts {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account of the organization.
     *
     * @param state its state in AWS Organizations, such as {@code ACTIVE}
     * @param owner null if it has none
     * @param leftOut why sweeps leave it out; null if they do not
     */
    public record KnownAccountView(
            String id,
            String name,
            String state,
            List<OrganizationView.UnitView> units,
            @Nullable String owner,
            @Nullable String leftOut) {
        public KnownAccountView {
            units = List.copyOf(units);
        }

        /** Returns the account; in an unknown state if this version does not know its state. */
        public KnownAccount account() {
            MemberAccount.State known = Stream.of(MemberAccount.State.values())
                    .filter(each -> each.name().equals(state))
                    .findFirst()
                    .orElse(MemberAccount.State.UNKNOWN);
            return new KnownAccount(
                    new MemberAccount(
                            id,
                            name,
                            known,
                            units.stream()
                                    .map(unit -> new OrganizationalUnit(unit.id(), unit.name()))
                                    .toList()),
                    Optional.ofNullable(owner),
                    Optional.ofNullable(leftOut));
        }
    }
}
