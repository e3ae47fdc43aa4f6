package io.pitrguard.infra;

import io.pitrguard.config.FunctionKind;
import java.util.ArrayList;
import java.util.List;

/** What each function may do. */
record FunctionPermissions(FunctionKind kind, Grants grants) {
    private static final List<Permission> LEDGER =
            List.of(Permission.READ_AND_WRITE_LEDGER, Permission.ADD_MANY_ENTRIES);
    private static final List<Permission> ALERTS = List.of(
            Permission.PUBLISH_ALERT,
            Permission.CHECK_SUBSCRIBERS,
            Permission.CHECK_FILTERS,
            Permission.ENCRYPT_ALERTS);
    private static final List<Permission> FLEET = List.of(
            Permission.READ_TABLES,
            Permission.LIST_TABLES,
            Permission.ASK_CONFIG,
            Permission.READ_TAGS,
            Permission.READ_WHOLE_LEDGER);
    private static final List<Permission> SELF_CHECK = List.of(Permission.CHECK_TRAILS, Permission.CHECK_EVENT_RULE);

    private static final List<Permission> RESTORES = List.of(
            Permission.READ_SETTINGS,
            Permission.RESTORE_TABLE,
            Permission.FILL_RESTORED_TABLE,
            Permission.COPY_SETTINGS,
            Permission.USE_TABLE_KEYS,
            Permission.READ_SCALING,
            Permission.COPY_SCALING,
            Permission.READ_ALARMS,
            Permission.COPY_ALARMS,
            Permission.READ_EVENT_SOURCES,
            Permission.COPY_EVENT_SOURCES,
            Permission.COPY_KINESIS_DESTINATION,
            Permission.READ_RECORDED_SETTINGS,
            Permission.READ_AND_WRITE_LEDGER,
            Permission.PUBLISH_ALERT,
            Permission.CHECK_SUBSCRIBERS,
            Permission.CHECK_FILTERS,
            Permission.ENCRYPT_SHARED_ALERTS);

    /** Nothing that changes a table, reads an item, or restores one. */
    private static final List<Permission> BACKUPS = List.of(
            Permission.LIST_TABLES,
            Permission.LIST_BACKUPS,
            Permission.READ_BACKED_UP_TABLE,
            Permission.TAKE_BACKUP,
            Permission.READ_BACKUP,
            Permission.DELETE_BACKUP,
            Permission.READ_AND_WRITE_LEDGER,
            Permission.READ_WHOLE_LEDGER,
            Permission.PUBLISH_ALERT,
            Permission.CHECK_SUBSCRIBERS,
            Permission.CHECK_FILTERS,
            Permission.ENCRYPT_SHARED_ALERTS);

    /** No UpdateTable, and no write of an item: a drill changes no table that it did not make. */
    private static final List<Permission> DRILLS = List.of(
            Permission.RESTORE_FOR_DRILL,
            Permission.READ_DRILLED_TABLE,
            Permission.SAMPLE_DRILLED_TABLE,
            Permission.FILL_DRILL_TABLE,
            Permission.CHECK_DRILL_TABLE,
            Permission.DELETE_DRILL_TABLE,
            Permission.FIND_DRILL_TABLES,
            Permission.USE_TABLE_KEYS,
            Permission.READ_AND_WRITE_LEDGER,
            Permission.READ_WHOLE_LEDGER,
            Permission.PUBLISH_ALERT,
            Permission.CHECK_SUBSCRIBERS,
            Permission.CHECK_FILTERS,
            Permission.ENCRYPT_SHARED_ALERTS);

    private static final List<Permission> EXPORTS =
            List.of(Permission.EXPORT_FOR_DRILL, Permission.READ_EXPORT, Permission.WRITE_EXPORT);

    /** Returns them, in the order of their declaration. */
    List<Permission> all() {
        List<Permission> all = new ArrayList<>(List.of(Permission.WRITE_LOGS));
        all.addAll(own());
        if (kind.asynchronous()) {
            all.add(Permission.DEAD_LETTER);
        }
        if (all.contains(Permission.CHECK_EVENT_RULE) && grants.rule()) {
            all.add(Permission.CHECK_RECORDER);
        }
        if (all.contains(Permission.READ_TABLES) && grants.remediates()) {
            all.addAll(List.of(Permission.ENABLE_RECOVERY, Permission.COUNT_CHANGES));
        }
        if (grants.outputs().events() && all.contains(Permission.PUBLISH_ALERT) && sendsEvents()) {
            all.add(Permission.SEND_EVENTS);
        }
        if (grants.outputs().chat() && all.contains(Permission.PUBLISH_ALERT)) {
            all.add(Permission.PUBLISH_CHAT);
        }
        if (grants.outputs().securityHub() && sweeps()) {
            all.add(Permission.IMPORT_FINDINGS);
        }
        if (grants.organization() && entersMembers()) {
            all.add(Permission.ASSUME_MEMBER_ROLE);
        }
        if (grants.organization() && readsAccounts()) {
            all.addAll(List.of(Permission.READ_ORGANIZATION, Permission.LIST_SWEEPS));
        }
        if (grants.organization() && kind == FunctionKind.PLACE) {
            // In other regions of the hub's own account it acts with its own role.
            all.add(Permission.CHECK_FORWARDING);
        }
        if (grants.outputs().exports() && kind == FunctionKind.DRILL) {
            all.addAll(EXPORTS);
        }
        if (grants.outputs().evidence() && keepsEvidence(kind)) {
            all.add(Permission.WRITE_EVIDENCE);
        }
        if (grants.aggregator() && kind == FunctionKind.PLAN) {
            all.add(Permission.ASK_AGGREGATOR);
        }
        return all.stream().distinct().sorted().toList();
    }

    /** Returns whether a function ends sweeps or drills, and so keeps their reports. */
    static boolean keepsEvidence(FunctionKind kind) {
        return switch (kind) {
            case SWEEP, SUMMARY, DRILL -> true;
            case CONFIG_RULE, DRIFT, PLAN, PLACE, RESTORE, BACKUP -> false;
        };
    }

    private List<Permission> own() {
        return switch (kind) {
            case SWEEP -> join(LEDGER, ALERTS, FLEET, SELF_CHECK);
            case CONFIG_RULE ->
                join(LEDGER, ALERTS, FLEET, List.of(Permission.REPORT_TO_CONFIG, Permission.READ_CONFIG_RESULTS));
            case DRIFT ->
                join(
                        LEDGER,
                        ALERTS,
                        List.of(
                                Permission.READ_TABLES,
                                Permission.READ_TAGS,
                                // The restores under way, where a restored table falls short.
                                Permission.READ_WHOLE_LEDGER,
                                Permission.REQUEUE,
                                Permission.RECEIVE_CALLS));
            case PLAN ->
                join(
                        List.of(Permission.HOLD_LEASE, Permission.READ_SWEEPS, Permission.WRITE_PLAN),
                        grants.organization() ? List.of(Permission.LIST_ACCOUNTS, Permission.LIST_REGIONS) : List.of());
            case PLACE ->
                join(
                        LEDGER,
                        FLEET,
                        List.of(
                                Permission.HOLD_LEASE,
                                Permission.READ_SWEEPS,
                                Permission.LIST_SWEEPS,
                                Permission.WRITE_PARTS));
            case SUMMARY ->
                join(
                        LEDGER,
                        ALERTS,
                        SELF_CHECK,
                        List.of(
                                Permission.READ_WHOLE_LEDGER,
                                Permission.HOLD_LEASE,
                                Permission.READ_SWEEPS,
                                Permission.LIST_SWEEPS,
                                Permission.WRITE_SUMMARY));
            case RESTORE -> RESTORES;
            case DRILL -> DRILLS;
            case BACKUP -> BACKUPS;
        };
    }

    /** The alerts of the others are of no table's finding. */
    private boolean sendsEvents() {
        return switch (kind) {
            case SWEEP, CONFIG_RULE, DRIFT, PLAN, PLACE, SUMMARY, DRILL -> true;
            case RESTORE, BACKUP -> false;
        };
    }

    private boolean sweeps() {
        return switch (kind) {
            case SWEEP, PLACE -> true;
            case CONFIG_RULE, DRIFT, PLAN, SUMMARY, RESTORE, DRILL, BACKUP -> false;
        };
    }

    private boolean entersMembers() {
        return switch (kind) {
            case PLAN, PLACE, DRIFT -> true;
            case CONFIG_RULE -> grants.organizationRule();
            case SWEEP, SUMMARY, RESTORE, DRILL, BACKUP -> false;
        };
    }

    /** They compare an account with those of the latest plan. */
    private boolean readsAccounts() {
        return switch (kind) {
            case DRIFT, PLAN, CONFIG_RULE -> true;
            case SWEEP, PLACE, SUMMARY, RESTORE, DRILL, BACKUP -> false;
        };
    }

    @SafeVarargs
    private static List<Permission> join(List<Permission>... groups) {
        List<Permission> all = new ArrayList<>();
        for (List<Permission> group : groups) {
            all.addAll(group);
        }
        return all;
    }
}
