package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.wire.Input;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which members of an UpdateTable request go together. */
final class UpdateRequest {

    private static final String THROUGHPUT = "ProvisionedThroughput";
    private static final String BILLING = "BillingMode";
    private static final String STREAM = "StreamSpecification";
    private static final String INDEXES = "GlobalSecondaryIndexUpdates";
    private static final String ON_DEMAND = "OnDemandThroughput";
    private static final String TABLE_CLASS = "TableClass";
    private static final Set<String> NO_CHANGE = Set.of("TableName", "AttributeDefinitions");
    private static final Set<String> BUSY = Set.of(THROUGHPUT, BILLING, STREAM, INDEXES, TABLE_CLASS);

    /** What must be alone in a request, in the order in which AWS names it. */
    private static final Map<String, String> ALONE = alone();

    private UpdateRequest() {}

    /** Refuses a request without a change, or with changes that AWS does not make together. */
    static void requireOneConcern(Input input) {
        Collection<String> changes = input.names();
        changes.removeAll(NO_CHANGE);
        requireSupported(changes);
        if (changes.isEmpty()) {
            throw Errors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, DeletionProtectionEnabled, "
                    + "OnDemandThroughput, WarmThroughput or TableClass is required");
        }
        ALONE.forEach((member, title) -> {
            if (changes.contains(member) && changes.size() > 1) {
                throw SettingErrors.invalid(title + " must be the only operation in the request");
            }
        });
        if (changes.contains(ON_DEMAND) && !Set.of(ON_DEMAND, BILLING).containsAll(changes)) {
            throw SettingErrors.invalid(
                    "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
        }
        requireCombination(input);
    }

    /** Whether the table is UPDATING after such a request. */
    static boolean makesBusy(Input input) {
        return input.names().stream().anyMatch(BUSY::contains);
    }

    private static void requireSupported(Collection<String> changes) {
        List<String> others = changes.stream()
                .filter(member -> !ALONE.containsKey(member) && !BUSY.contains(member) && !member.equals(ON_DEMAND))
                .toList();
        if (!others.isEmpty()) {
            throw Errors.validation("the sandbox does not support " + String.join(", ", others));
        }
    }

    private static void requireCombination(Input input) {
        boolean capacity = input.has(THROUGHPUT)
                || input.text(BILLING).filter("PROVISIONED"::equals).isPresent();
        boolean indexes =
                input.structures(INDEXES).stream().anyMatch(update -> update.has("Create") || update.has("Delete"));
        if (capacity && input.has(STREAM)) {
            throw SettingErrors.invalid("You cannot modify stream status while updating table IOPS");
        }
        if (indexes && (capacity || input.has(BILLING))) {
            throw SettingErrors.invalid("You cannot create or delete index while updating table IOPS");
        }
        if (indexes && input.has(STREAM)) {
            throw SettingErrors.invalid("You cannot create or delete index while changing stream status");
        }
    }

    private static Map<String, String> alone() {
        Map<String, String> alone = new LinkedHashMap<>();
        alone.put("SSESpecification", "Server-Side Encryption modification");
        alone.put(TABLE_CLASS, "TableClass modification");
        alone.put("DeletionProtectionEnabled", "DeletionProtection modification");
        alone.put("WarmThroughput", "WarmThroughput");
        return alone;
    }
}
