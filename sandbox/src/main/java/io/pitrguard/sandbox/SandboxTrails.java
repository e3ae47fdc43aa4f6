package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.Trail;
import io.pitrguard.sandbox.state.TrailSelectors;
import io.pitrguard.sandbox.state.TrailSettings;
import io.pitrguard.sandbox.state.TrailStatus;

/** The CloudTrail trails, as they show in the home region. */
public final class SandboxTrails {

    private final Account account;

    SandboxTrails(Account account) {
        this.account = account;
    }

    /**
     * Adds a trail of the home region that logs all management events.
     *
     * @throws IllegalArgumentException when there is one of that name
     */
    public SandboxTrail create(String name) {
        return add(account.location(), name, settings());
    }

    /**
     * Adds a trail that was created in another region, shows in all, and logs all management events.
     *
     * @throws IllegalArgumentException when there is one of that name
     */
    public SandboxTrail addShadow(String name, String homeRegion) {
        AccountRegion home = new AccountRegion(
                account.location().partition(), homeRegion, account.location().account());
        return add(home, name, settings().inAllRegions());
    }

    /**
     * Adds a trail that the management account of the organization created; it shows in all regions and logs all
     * management events.
     *
     * @param managementAccount twelve digits
     * @throws IllegalArgumentException when there is one of that name
     */
    public SandboxTrail addOrganization(String name, String homeRegion, String managementAccount) {
        AccountRegion home = new AccountRegion(account.location().partition(), homeRegion, managementAccount);
        return add(home, name, settings().inAllRegions().ofOrganization());
    }

    /**
     * Returns the trail of that name in the home region, or of that ARN.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SandboxTrail get(String nameOrArn) {
        String arn =
                nameOrArn.startsWith("arn:") ? nameOrArn : account.location().trail(nameOrArn);
        if (account.trails().find(arn).isEmpty()) {
            throw new IllegalArgumentException("there is no trail '" + nameOrArn + "'");
        }
        return new SandboxTrail(arn, account);
    }

    private SandboxTrail add(AccountRegion home, String name, TrailSettings settings) {
        TrailStatus logging = TrailStatus.none().start(account.now());
        Trail trail = new Trail(home, name, settings, TrailSelectors.defaults(), logging);
        if (!account.trails().add(trail)) {
            throw new IllegalArgumentException("there is a trail '" + name + "' already");
        }
        return new SandboxTrail(trail.arn(), account);
    }

    private TrailSettings settings() {
        return TrailSettings.of("trail-bucket-" + account.location().account());
    }
}
