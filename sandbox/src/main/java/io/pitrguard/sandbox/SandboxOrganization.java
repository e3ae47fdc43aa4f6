package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Organization;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The organization of the sandbox, seeded without going through the wire. The home account may list it. */
public final class SandboxOrganization {

    private final Organization organization;
    private final SandboxOptions options;

    SandboxOrganization(Organization organization, SandboxOptions options) {
        this.organization = organization;
        this.options = options;
        organization.manage(options.account());
    }

    /** Adds a unit below the root; returns its id. */
    public String unit(String name) {
        return unit(name, Organization.ROOT);
    }

    /** Adds a unit below another one; returns its id. */
    public String unit(String name, String parent) {
        return organization.addUnit(name, parent).id();
    }

    /** Adds an active account at the root, with these regions enabled. */
    public SandboxOrganization account(String id, String name, Set<String> regions) {
        return account(id, name, Organization.ROOT, "ACTIVE", regions);
    }

    /**
     * Adds an account.
     *
     * @param parent the id of a unit
     * @param state as Organizations names it
     */
    public SandboxOrganization account(String id, String name, String parent, String state, Set<String> regions) {
        organization.put(new Organization.Member(id, name, state, parent, regions));
        return this;
    }

    /** Tags an account. */
    public SandboxOrganization tag(String account, String key, String value) {
        organization.tag(account, key, value);
        return this;
    }

    /** Adds a role that the home account may assume; {@code externalId} is null for one that asks for none. */
    public SandboxOrganization role(String account, String name, @Nullable String externalId) {
        return roleOf(account, name, externalId, options.account());
    }

    /** Adds a role that another account may assume, in place of one of its name. */
    public SandboxOrganization roleOf(String account, String name, @Nullable String externalId, String trusted) {
        organization.put(new Organization.Role(arn(account, name), externalId, trusted));
        return this;
    }

    /** Removes a role. */
    public SandboxOrganization removeRole(String account, String name) {
        organization.removeRole(arn(account, name));
        return this;
    }

    private String arn(String account, String name) {
        return "arn:%s:iam::%s:role/%s".formatted(options.partition(), account, name);
    }
}
