package io.pitrguard.aws;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Organization;
import io.pitrguard.port.PageTrail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;

/**
 * Walks the tree of organizational units from the roots down. Only the management account and delegated administrators
 * may.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
 */
public final class AwsOrganization implements Organization {
    /** What it takes of the caller's permissions. */
    public static final Set<String> ACTIONS = Set.of(
            "organizations:ListRoots",
            "organizations:ListAccountsForParent",
            "organizations:ListOrganizationalUnitsForParent");

    // AWS nests units five levels deep at most; a tree that AWS describes as deeper than this is not one.
    private static final int DEEPEST = 20;

    private final OrganizationsClient client;

    /** Asks through this client. */
    public AwsOrganization(OrganizationsClient client) {
        this.client = client;
    }

    @Override
    public Accounts accounts() {
        Walk walk = new Walk();
        walk.pages("organizations:ListRoots", "the organization", token -> {
            ListRootsResponse page = client.listRoots(b -> b.nextToken(token));
            if (!page.hasRoots()) {
                return walk.without("organizations:ListRoots", "the organization", "roots");
            }
            page.roots().forEach(root -> walk.fromRoot(root.id()));
            return page.nextToken();
        });
        return new Accounts(walk.accounts, walk.roots, walk.units, walk.gaps);
    }

    /** Reads one page from a token; returns the next one's. */
    private interface Pages {
        @Nullable
        String read(@Nullable String token);
    }

    private final class Walk {
        private final List<MemberAccount> accounts = new ArrayList<>();
        private final List<String> roots = new ArrayList<>();
        private final List<List<OrganizationalUnit>> units = new ArrayList<>();
        private final List<Cause> gaps = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        /** What one list lacks does not cost what the others have. */
        private void pages(String action, String on, Pages pages) {
            PageTrail<String> trail = new PageTrail<>();
            String token = null;
            try {
                do {
                    token = pages.read(token);
                    if (token != null && trail.isEndless(token)) {
                        gaps.add(new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + action + " on " + on + "."));
                        return;
                    }
                } while (token != null && !token.isEmpty());
            } catch (SdkException e) {
                gaps.add(AwsErrors.sort(action, on, e));
            }
        }

        private void fromRoot(@Nullable String root) {
            if (root != null) {
                roots.add(root);
            }
            below(root, List.of());
        }

        private void below(@Nullable String parent, List<OrganizationalUnit> chain) {
            if (parent == null || parent.isBlank() || !seen.add(parent) || chain.size() > DEEPEST) {
                gaps.add(new Cause(
                        Cause.Kind.BROKEN, "AWS listed a unit without an id, twice, or in itself (" + parent + ")."));
                return;
            }
            if (!chain.isEmpty()) {
                units.add(chain);
            }
            listAccounts(parent, chain);
            pages("organizations:ListOrganizationalUnitsForParent", parent, token -> {
                ListOrganizationalUnitsForParentResponse page = client.listOrganizationalUnitsForParent(
                        b -> b.parentId(parent).nextToken(token));
                if (!page.hasOrganizationalUnits()) {
                    return without("organizations:ListOrganizationalUnitsForParent", parent, "units");
                }
                page.organizationalUnits().forEach(unit -> below(unit.id(), and(chain, unit.id(), unit.name())));
                return page.nextToken();
            });
        }

        private void listAccounts(String parent, List<OrganizationalUnit> chain) {
            pages("organizations:ListAccountsForParent", parent, token -> {
                ListAccountsForParentResponse page =
                        client.listAccountsForParent(b -> b.parentId(parent).nextToken(token));
                if (!page.hasAccounts()) {
                    return without("organizations:ListAccountsForParent", parent, "accounts");
                }
                page.accounts().forEach(account -> add(account, parent, chain));
                return page.nextToken();
            });
        }

        private void add(Account account, String parent, List<OrganizationalUnit> chain) {
            if (account.id() == null || !account.id().matches(AwsNames.ACCOUNT)) {
                gaps.add(new Cause(
                        Cause.Kind.BROKEN, "AWS listed an account without an id (" + account.id() + ") in " + parent));
                return;
            }
            accounts.add(new MemberAccount(
                    account.id(), account.name() == null ? "" : account.name(), state(account), chain));
        }

        private @Nullable String without(String action, String on, String what) {
            gaps.add(new Cause(
                    Cause.Kind.BROKEN, "AWS answered " + action + " on " + on + " without a list of " + what + "."));
            return null;
        }
    }

    private static List<OrganizationalUnit> and(
            List<OrganizationalUnit> units, @Nullable String id, @Nullable String name) {
        List<OrganizationalUnit> all = new ArrayList<>(units);
        all.add(new OrganizationalUnit(id == null || id.isBlank() ? "(no id)" : id, name == null ? "" : name));
        return all;
    }

    /** {@code State} replaces {@code Status}, which older endpoints still send alone. */
    private static MemberAccount.State state(Account account) {
        String name = account.stateAsString() == null ? account.statusAsString() : account.stateAsString();
        return Arrays.stream(MemberAccount.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(MemberAccount.State.UNKNOWN);
    }
}
