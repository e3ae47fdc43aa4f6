package io.pitrguard.port;

import io.pitrguard.domain.drill.LeftoversNotified;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.KnownSubscriber;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a deployment stores about itself. Never throws for what AWS answers. */
public interface InstallationStore {
    /** Reads what people have been notified of; {@link NotifiedState#nothing} if that was never stored. */
    Result<NotifiedState<BlindSpot>> notified(AccountRegion where);

    /** Stores what people have been notified of; returns why that failed, empty if it did not. */
    Optional<Cause> recordNotified(AccountRegion where, NotifiedState<BlindSpot> notified);

    /** Reads the subscribers that earlier self-checks listed; none if that was never stored. */
    Result<List<KnownSubscriber>> subscribers(AccountRegion where);

    /** Stores the subscribers that are known; returns why that failed, empty if it did not. */
    Optional<Cause> recordSubscribers(AccountRegion where, List<KnownSubscriber> known);

    /** Reads when the newest sweep was completed; empty if none ever was. */
    Result<Optional<Instant>> lastSweep(AccountRegion where);

    /** Stores that a sweep was completed; returns why that failed, empty if it did not. */
    Optional<Cause> recordSweep(AccountRegion where, Instant at);

    /** Reads what people have been notified of after drills; {@link LeftoversNotified#NOTHING} if that was never stored. */
    Result<LeftoversNotified> leftovers(AccountRegion where);

    /** Stores what people have been notified of after drills; returns why that failed, empty if it did not. */
    Optional<Cause> recordLeftovers(AccountRegion where, LeftoversNotified notified);

    /** Stores nothing: people are notified of everything each time. */
    InstallationStore NONE = new InstallationStore() {
        @Override
        public Result<NotifiedState<BlindSpot>> notified(AccountRegion where) {
            return new Result.Success<>(NotifiedState.nothing());
        }

        @Override
        public Optional<Cause> recordNotified(AccountRegion where, NotifiedState<BlindSpot> notified) {
            return Optional.empty();
        }

        @Override
        public Result<List<KnownSubscriber>> subscribers(AccountRegion where) {
            return new Result.Success<>(List.of());
        }

        @Override
        public Optional<Cause> recordSubscribers(AccountRegion where, List<KnownSubscriber> known) {
            return Optional.empty();
        }

        @Override
        public Result<Optional<Instant>> lastSweep(AccountRegion where) {
            return new Result.Success<>(Optional.empty());
        }

        @Override
        public Optional<Cause> recordSweep(AccountRegion where, Instant at) {
            return Optional.empty();
        }

        @Override
        public Result<LeftoversNotified> leftovers(AccountRegion where) {
            return new Result.Success<>(LeftoversNotified.NOTHING);
        }

        @Override
        public Optional<Cause> recordLeftovers(AccountRegion where, LeftoversNotified notified) {
            return Optional.empty();
        }
    };
}
