package io.pitrguard.functions;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.KnownAccounts;
import io.pitrguard.organization.Membership;
import io.pitrguard.port.Result;
import io.pitrguard.report.SweepDocuments;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.wiring.HubWiring;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The accounts of the organization in which a function may act, and what it acts there with: one for each account and
 * region, kept while the function is warm. Not for several threads at once.
 *
 * @param <T> what it acts with
 */
final class OrganizationAccess<T> {
    /** How many are kept, the latest used ones: each holds clients of its own. */
    static final int KEPT = 64;

    private final KnownAccounts accounts;
    private final BiFunction<Membership.Member, AccountRegion, T> maker;
    private final Map<AccountRegion, Kept<T>> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Kept<T>(Membership.Member member, T tools) {}

    /** Returns the accounts that the latest plan of the deployment's sweeps found. */
    static KnownAccounts accounts(Deployment deployment) {
        SweepDocuments documents =
                HubWiring.documents(deployment.clients(), deployment.settings().hub());
        return new KnownAccounts(
                () -> documents
                        .organization()
                        .map(plan -> plan.map(known -> known.accounts().stream()
                                .map(SweepPlanView.KnownAccountView::account)
                                .toList())),
                deployment.time());
    }

    /** Grants access to these accounts; {@code maker} makes what to act with. */
    OrganizationAccess(KnownAccounts accounts, BiFunction<Membership.Member, AccountRegion, T> maker) {
        this.accounts = accounts;
        this.maker = maker;
    }

    /**
     * Returns what to act with in the account and region that an event comes from.
     *
     * @throws UnplannedAccountException if the account is not in the latest plan, or there is none yet
     * @throws InvocationFailedException if the plan could not be read
     * @throws LeftOutException if the deployment leaves the account out, or AWS locked it
     */
    T at(AccountRegion place) {
        Membership.Member member = member(place);
        Kept<T> known = kept.get(place);
        // Its units may have changed, and with them the policy.
        if (known == null || !known.member().equals(member)) {
            known = new Kept<>(member, maker.apply(member, place));
            kept.put(place, known);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known.tools();
    }

    private Membership.Member member(AccountRegion place) {
        return switch (accounts.of(place.account())) {
            case Result.Failure<Membership>(Cause cause) -> throw unknown(place, cause);
            case Result.Success<Membership>(Membership.Member member) -> member;
            case Result.Success<Membership>(Membership.LeftOut(MemberAccount account, String reason)) ->
                throw leftOut(account, reason);
            case Result.Success<Membership>(Membership.Outsider _) ->
                throw new UnplannedAccountException(
                        "The event comes from account %s, which the latest plan of the organization does not have. Refused: no table was read. If the account joined since, the next sweep adds it. Otherwise find out why it may send events here; if its call became a dead letter, ./pitr-guard redrive moves it back."
                                .formatted(place.account()));
        };
    }

    private static InvocationFailedException unknown(AccountRegion place, Cause cause) {
        String message =
                "Whether account %s is in the organization could not be read. No table was read; the event comes again. %s"
                        .formatted(place.account(), cause.message());
        return cause.kind() == Cause.Kind.NOT_YET
                ? new UnplannedAccountException(message)
                : new InvocationFailedException(message);
    }

    private static LeftOutException leftOut(MemberAccount account, String reason) {
        String why = account.usable()
                ? "left out: %s. To have it guarded, change the options accounts, ous, excludeAccounts or excludeOus of the deployment."
                        .formatted(reason)
                : "%s, so no table was read. Once it is active, the next sweep reads all of its tables."
                        .formatted(account.state().words());
        return new LeftOutException("Account %s (%s) is ".formatted(account.id(), Caller.cut(account.name())) + why);
    }
}
