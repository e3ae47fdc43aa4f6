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
        return all.stream().distinct().sorted().toList();
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
                                Permission.REQUEUE,
                                Permission.RECEIVE_CALLS));
            case PLAN ->
                join(
                        List.of(Permission.HOLD_LEASE, Permission.WRITE_PLAN),
                        grants.organization() ? List.of(Permission.LIST_ACCOUNTS, Permission.LIST_REGIONS) : List.of());
            case PLACE ->
                join(LEDGER, FLEET, List.of(Permission.READ_SWEEPS, Permission.LIST_SWEEPS, Permission.WRITE_PARTS));
            case SUMMARY ->
                join(
                        LEDGER,
                        ALERTS,
                        SELF_CHECK,
                        List.of(Permission.READ_SWEEPS, Permission.LIST_SWEEPS, Permission.WRITE_SUMMARY));
        };
    }

    private boolean entersMembers() {
        return switch (kind) {
            case PLAN, PLACE, DRIFT -> true;
            case CONFIG_RULE -> grants.organizationRule();
            case SWEEP, SUMMARY -> false;
        };
    }

    /** They compare an account with those of the latest plan. */
    private boolean readsAccounts() {
        return switch (kind) {
            case DRIFT, PLAN, CONFIG_RULE -> true;
            case SWEEP, PLACE, SUMMARY -> false;
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
