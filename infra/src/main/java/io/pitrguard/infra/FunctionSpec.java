package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.DeploymentOptions.SnapStart;

/**
 * How a function is deployed.
 *
 * @param memoryMb its memory; CPU grows with it
 * @param reserveSeconds seconds of the timeout that are kept back for the report
 */
record FunctionSpec(FunctionKind kind, int memoryMb, int timeoutSeconds, int reserveSeconds) {
    /** Returns the specification of a function. */
    static FunctionSpec of(FunctionKind kind) {
        return switch (kind) {
            // Waits for AWS most of its time: at 10 reads per second 8,000 tables take the 15 minutes that Lambda
            // allows. CPU decides how long the start and the first calls take (docs/benchmarks.md): half a core is
            // enough for something that runs hourly. Two at once would share the quota of reads.
            case SWEEP -> new FunctionSpec(kind, 1024, 900, 30);
            // The same for the schedule; a change need not wait 15 minutes for it.
            case CONFIG_RULE -> new FunctionSpec(kind, 1024, 900, 30);
            // Seconds count: a whole core (1,769 MB) for the start. A minute is enough for a batch of ten calls, each
            // read, fixed and read again; the rest comes again. Its queue limits it: what a reservation throttles would
            // count as an attempt of the message.
            case DRIFT -> new FunctionSpec(kind, 1769, 60, 10);
            // Wait for AWS Organizations and S3: a few hundred calls that nobody is in a hurry for.
            case PLAN, SUMMARY -> new FunctionSpec(kind, 512, 900, 30);
            // As a sweep of one call; what does not fit goes on in the next.
            case PLACE -> new FunctionSpec(kind, 1024, 900, 30);
            // A step is one write to AWS at most, and the reads before it: of all settings of two tables, some 40
            // calls.
            case RESTORE -> new FunctionSpec(kind, 1024, 300, 30);
            // A statement of a policy may take five minutes, and cannot be read on in another call.
            case DRILL -> new FunctionSpec(kind, 1024, 900, 30);
            // As a sweep: a backup takes four calls, and the first run of 10,000 tables goes on in the next hours.
            case BACKUP -> new FunctionSpec(kind, 1024, 900, 30);
        };
    }

    /** Returns whether the function starts from a snapshot: only where an alias names a published version. */
    boolean startsFromSnapshot(SnapStart which) {
        return kind.alias().isPresent()
                && switch (which) {
                    case NONE -> false;
                    case REGULAR -> comesDaily();
                    case ALL -> true;
                };
    }

    private boolean comesDaily() {
        return switch (kind.trigger()) {
            case SCHEDULE, STATE_MACHINE -> true;
            case AWS_CONFIG, QUEUE, EXECUTION -> false;
        };
    }
}
