package io.pitrguard.organization;

import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The accounts of the latest plan, kept for a few minutes. An account that it does not have is looked up afresh: it may
 * have joined. Not for several threads at once.
 */
public final class KnownAccounts {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_KEPT = Duration.ofMinutes(1);

    private static final Cause NO_PLAN = new Cause(
            Cause.Kind.NOT_YET,
            "There is no plan of the organization yet that this version understands, so that no account is known.",
            Optional.of("The next sweep makes one."));

    private final Source source;
    private final Time time;
    private Map<String, KnownAccount> accounts = Map.of();
    private Instant readAt = Instant.MIN;

    /** Where the accounts of the latest plan are stored. */
    @FunctionalInterface
    public interface Source {
        /** Reads them; empty if nothing was planned yet, or by another version. */
        Result<Optional<List<KnownAccount>>> read();
    }

    /** Keeps what this source has. */
    public KnownAccounts(Source source, Time time) {
        this.source = source;
        this.time = time;
    }

    /** Returns what an account is; a failure if the plan could not be read: then nobody knows. */
    public Result<Membership> of(String account) {
        Duration age = age();
        boolean old = age.compareTo(KEPT) >= 0 || (!accounts.containsKey(account) && age.compareTo(UNKNOWN_KEPT) >= 0);
        return (old ? read() : Optional.<Cause>empty())
                .<Result<Membership>>map(Result.Failure::new)
                .orElseGet(() -> new Result.Success<>(Optional.ofNullable(accounts.get(account))
                        .map(Membership::of)
                        .orElseGet(Membership.Outsider::new)));
    }

    private Duration age() {
        return readAt.equals(Instant.MIN) ? KEPT : Duration.between(readAt, time.instant());
    }

    private Optional<Cause> read() {
        return switch (Result.of(source::read)) {
            case Result.Failure<Optional<List<KnownAccount>>>(Cause cause) -> Optional.of(cause);
            case Result.Success<Optional<List<KnownAccount>>>(Optional<List<KnownAccount>> plan)
            when plan.isEmpty() -> Optional.of(NO_PLAN);
            case Result.Success<Optional<List<KnownAccount>>>(Optional<List<KnownAccount>> plan) -> {
                accounts = plan.orElseThrow().stream()
                        .collect(Collectors.toMap(known -> known.account().id(), Function.identity(), (one, _) -> one));
                readAt = time.instant();
                yield Optional.empty();
            }
        };
    }
}
