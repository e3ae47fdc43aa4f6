package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.RateLimits;
import io.pitrguard.sandbox.state.Timing;
import io.pitrguard.sandbox.state.Trails;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The account in each region that somebody asked for; all but the home region begin empty. */
final class Regions implements AutoCloseable {

    private final SandboxOptions options;
    private final URI endpoint;
    private final Trails trails = new Trails();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    Regions(SandboxOptions options, URI endpoint) {
        this.options = options;
        this.endpoint = endpoint;
    }

    Account home() {
        return in(options.region());
    }

    Account in(String region) {
        return accounts.computeIfAbsent(region, this::open);
    }

    @Override
    public void close() {
        accounts.values().forEach(Account::close);
    }

    private Account open(String region) {
        Map<String, Double> limits = new HashMap<>(options.furtherLimits());
        limits.put(Sandbox.DESCRIBE_CONTINUOUS_BACKUPS, options.continuousBackupsPerSecond());
        AccountRegion location = new AccountRegion(options.partition(), region, options.account());
        Timing timing = new Timing(options.clock(), options.readLag());
        return Account.empty(location, timing, new RateLimits(limits), endpoint, trails);
    }
}
