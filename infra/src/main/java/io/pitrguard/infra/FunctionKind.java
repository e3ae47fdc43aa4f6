package io.pitrguard.infra;

import io.pitrguard.functions.ConfigRuleFunction;
import io.pitrguard.functions.DriftFunction;
import io.pitrguard.functions.SweepFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions that are deployed, and what each is given. */
enum FunctionKind {
    /**
     * Waits for AWS most of its time: at 10 reads a second a fleet of 8,000 tables takes the 15 minutes that Lambda
     * allows. CPU grows with memory and decides how long the start and the first calls take (under a second on a whole core,
     * docs/benchmarks.md); half a core is enough for something that runs hourly.
     */
    SWEEP("sweep", SweepFunction.class, 1024, 900, 30),

    /** As the sweep, which it is on schedule. AWS Config calls the function itself, so there is no snapshot to start. */
    CONFIG_RULE("config-rule", ConfigRuleFunction.class, 1024, 900, 30),

    /**
     * Seconds count: a whole core (1,769 MB) for the start. A minute is enough for a batch of ten calls, each read,
     * corrected and read again; what is not reached comes again.
     */
    DRIFT("drift", DriftFunction.class, 1769, 60, 10);

    private final String key;
    private final Class<?> handler;
    private final int record;
    private final int timeout;
    private final int reserve;

    FunctionKind(String key, Class<?> handler, int record, int timeout, int reserve) {
        this.key = key;
        this.handler = handler;
        this.record = record;
        this.timeout = timeout;
        this.reserve = reserve;
    }

    /** Gives what its names end in. */
    String key() {
        return key;
    }

    String handler() {
        return handler.getName();
    }

    /** Gives the memory, in MB. */
    int record() {
        return record;
    }

    /** Gives the timeout, in seconds. */
    int timeout() {
        return timeout;
    }

    /** Gives the seconds of the timeout that are kept back to report. */
    int reserve() {
        return reserve;
    }

    /** Whether its trigger can name a published version, which SnapStart needs. */
    boolean snapStart() {
        return this != CONFIG_RULE;
    }

    /** Whether Lambda itself queues its events, and so has to keep those that fail for good. */
    boolean asynchronous() {
        return this != DRIFT;
    }

    /**
     * Gives what it does.
     *
     * @param remediates whether the policy lets it change tables; otherwise it gets no permission to
     * @param rule whether there is a rule of AWS Config, and so a recorder to watch
     */
    List<Permission> needs(boolean remediates, boolean rule) {
        List<Permission> needs = new ArrayList<>(Set.of(
                Permission.READ_TABLES,
                Permission.WRITE_LEDGER,
                Permission.ADD_MANY_ENTRIES,
                Permission.PUBLISH_ALERT,
                Permission.CHECK_SUBSCRIBERS,
                Permission.ENCRYPT_ALERTS,
                Permission.WRITE_LOGS));
        needs.addAll(
                switch (this) {
                    case SWEEP ->
                        List.of(
                                Permission.LIST_TABLES,
                                Permission.READ_WHOLE_LEDGER,
                                Permission.CHECK_TRAILS,
                                Permission.CHECK_EVENT_RULE);
                    case CONFIG_RULE ->
                        List.of(
                                Permission.LIST_TABLES,
                                Permission.READ_WHOLE_LEDGER,
                                Permission.READ_TAGS,
                                Permission.REPORT_TO_CONFIG,
                                Permission.ASK_CONFIG);
                    case DRIFT -> List.of(Permission.READ_TAGS, Permission.REQUEUE, Permission.TAKE_MESSAGES);
                });
        if (asynchronous()) {
            needs.add(Permission.DEAD_LETTER);
        }
        if (this == SWEEP && rule) {
            needs.add(Permission.CHECK_RECORDER);
        }
        if (remediates) {
            needs.addAll(List.of(Permission.REMEDIATE, Permission.COUNT_CHANGES, Permission.READ_TAGS));
        }
        return needs.stream().distinct().sorted().toList();
    }
}
