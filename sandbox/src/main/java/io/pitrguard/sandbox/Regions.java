package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ExportBehavior;
import io.pitrguard.sandbox.state.Organization;
import io.pitrguard.sandbox.state.RateLimits;
import io.pitrguard.sandbox.state.RestoreBehavior;
import io.pitrguard.sandbox.state.Timing;
import io.pitrguard.sandbox.state.Trails;
import io.pitrguard.sandbox.wire.Scope;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Each account in each region that somebody asked for; all but the home region begin empty. */
final class Regions implements AutoCloseable {

    private final SandboxOptions options;
    private final URI endpoint;
    private final Map<String, Trails> trails = new ConcurrentHashMap<>();
    private final Map<Place, Account> accounts = new ConcurrentHashMap<>();
    private final Account.Shared shared = new Account.Shared(this::in);

    private record Place(String account, String region) {}

    Regions(SandboxOptions options, URI endpoint) {
        this.options = options;
        this.endpoint = endpoint;
    }

    Account home() {
        return in(options.account(), options.region());
    }

    /** Returns the account that these credentials are of: a session's, else the home account. */
    Account of(Scope scope) {
        String account = organization()
                .session(scope.accessKey())
                .map(Organization.Session::account)
                .orElse(options.account());
        return in(account, scope.region());
    }

    Account in(String account, String region) {
        return accounts.computeIfAbsent(new Place(account, region), this::open);
    }

    RestoreBehavior restores() {
        return shared.restores();
    }

    ExportBehavior exports() {
        return shared.exports();
    }

    Organization organization() {
        return shared.organization();
    }

    /** Whether the account can use the region; one that the organization does not have can use all. */
    boolean enabled(AccountRegion place) {
        return organization()
                .member(place.account())
                .map(member -> member.regions().contains(place.region()))
                .orElse(true);
    }

    @Override
    public void close() {
        accounts.values().forEach(Account::close);
    }

    private Account open(Place place) {
        Map<String, Double> limits = new HashMap<>(options.furtherLimits());
        limits.put(Sandbox.DESCRIBE_CONTINUOUS_BACKUPS, options.continuousBackupsPerSecond());
        AccountRegion location = new AccountRegion(options.partition(), place.region(), place.account());
        Timing timing = new Timing(options.clock(), options.readLag());
        return Account.empty(
                location,
                timing,
                new RateLimits(limits),
                endpoint,
                trails.computeIfAbsent(place.account(), _ -> new Trails()),
                shared);
    }
}
