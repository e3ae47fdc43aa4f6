package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.infra.DeploymentOptions.SnapStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
            // Waits for AWS Organizations: a few hundred calls that nobody is in a hurry for.
            case PLAN -> new FunctionSpec(kind, 512, 900, 30);
            // As the sweep of one account and region.
            case PLACE -> new FunctionSpec(kind, 1024, 900, 30);
        };
    }

    /** Returns whether the function starts from a snapshot: only where an alias names a published version. */
    boolean startsFromSnapshot(SnapStart which) {
        return kind.alias().isPresent()
                && switch (which) {
                    case NONE -> false;
                    case REGULAR -> kind.trigger() == FunctionKind.Trigger.SCHEDULE;
                    case ALL -> true;
                };
    }

    /**
     * Returns what the function may do.
     *
     * @param remediates whether the policy lets it change tables
     * @param rule whether there is a rule of AWS Config, and so a recorder to check
     */
    List<Permission> permissions(boolean remediates, boolean rule) {
        List<Permission> permissions = new ArrayList<>(Set.of(
                Permission.READ_TABLES,
                Permission.READ_AND_WRITE_LEDGER,
                Permission.ADD_MANY_ENTRIES,
                Permission.PUBLISH_ALERT,
                Permission.CHECK_SUBSCRIBERS,
                Permission.CHECK_FILTERS,
                Permission.ENCRYPT_ALERTS,
                Permission.WRITE_LOGS));
        permissions.addAll(own());
        if (kind.asynchronous()) {
            permissions.add(Permission.DEAD_LETTER);
        }
        if (kind == FunctionKind.SWEEP && rule) {
            permissions.add(Permission.CHECK_RECORDER);
        }
        if (remediates) {
            permissions.addAll(List.of(Permission.ENABLE_RECOVERY, Permission.COUNT_CHANGES));
        }
        return permissions.stream().distinct().sorted().toList();
    }

    private List<Permission> own() {
        return switch (kind) {
            case SWEEP ->
                List.of(
                        Permission.LIST_TABLES,
                        Permission.ASK_CONFIG,
                        Permission.READ_TAGS,
                        Permission.READ_WHOLE_LEDGER,
                        Permission.CHECK_TRAILS,
                        Permission.CHECK_EVENT_RULE);
            case CONFIG_RULE ->
                List.of(
                        Permission.LIST_TABLES,
                        Permission.ASK_CONFIG,
                        Permission.READ_WHOLE_LEDGER,
                        Permission.READ_TAGS,
                        Permission.REPORT_TO_CONFIG,
                        Permission.READ_CONFIG_RESULTS);
            case DRIFT -> List.of(Permission.READ_TAGS, Permission.REQUEUE, Permission.RECEIVE_CALLS);
            case PLAN, PLACE -> List.of();
        };
    }
}
