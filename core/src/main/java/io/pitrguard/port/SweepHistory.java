package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What sweeps came to over time, and by which policy. Never throws for what AWS answers. */
public interface SweepHistory {
    /**
     * What one sweep came to.
     *
     * @param at when it was finished
     * @param fixed tables that it changed, and then read as changed
     * @param policySource where the policy came from, for people
     * @param policyDigest the SHA-256 of the policy's file, in hexadecimal; empty where there was no file
     */
    record Sweep(Instant at, Verdicts verdicts, int fixed, String policySource, Optional<String> policyDigest) {
        public Sweep {
            if (fixed < 0) {
                throw new IllegalArgumentException("a count is not negative");
            }
        }
    }

    /** How many tables had each verdict. */
    record Verdicts(int compliant, int nonCompliant, int exempt, int notApplicable, int undetermined) {
        public Verdicts {
            if (IntStream.of(compliant, nonCompliant, exempt, notApplicable, undetermined)
                    .anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException("a count is not negative");
            }
        }
    }

    /**
     * The newest sweeps, oldest first.
     *
     * @param problems what cannot be understood, with the item and what to do about it
     */
    record Past(List<Sweep> sweeps, List<Cause> problems) {
        /** Nothing is stored. */
        public static final Past NOTHING = new Past(List.of(), List.of());

        public Past {
            sweeps = List.copyOf(sweeps);
            problems = List.copyOf(problems);
        }
    }

    /** Stores a sweep in place of one that was finished at the same moment; returns why that failed, empty if it did not. */
    Optional<Cause> record(AccountRegion where, Sweep sweep);

    /**
     * Reads sweeps. One that cannot be understood does not keep the others from being read, and is among the problems.
     *
     * @param newest how many at most, the newest ones
     */
    Result<Past> read(AccountRegion where, int newest);

    /** Stores nothing: for deployments without a ledger. */
    SweepHistory NONE = new SweepHistory() {
        @Override
        public Optional<Cause> record(AccountRegion where, Sweep sweep) {
            return Optional.empty();
        }

        @Override
        public Result<Past> read(AccountRegion where, int newest) {
            return new Result.Success<>(Past.NOTHING);
        }
    };
}
