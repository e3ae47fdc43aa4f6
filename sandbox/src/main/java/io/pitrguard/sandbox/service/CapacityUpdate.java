package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.OnDemandMaxima;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableUpdates;
import io.pitrguard.sandbox.state.TableUpdates.Kind;
import io.pitrguard.sandbox.wire.Input;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of UpdateTable that changes the billing mode and the provisioned capacity of the table (developer guide,
 * Quotas: decreasing provisioned throughput, and switching capacity modes).
 */
final class CapacityUpdate {

    private static final String NOT_ON_DEMAND =
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                    + "BillingMode is PAY_PER_REQUEST";
    private static final int MOST_SWITCHES = 4;
    private static final int FREE_DECREASES = 4;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration BETWEEN_DECREASES = Duration.ofHours(1);

    private CapacityUpdate() {}

    static TableState apply(TableState table, Input input, Instant now) {
        Throughput wanted = IndexInput.throughput(input, "ProvisionedThroughput");
        String present = table.schema().throughput() == null ? "PAY_PER_REQUEST" : "PROVISIONED";
        String mode = IndexInput.requireOneOf(
                input.text("BillingMode").orElse(present), "billingMode", Set.of("PROVISIONED", "PAY_PER_REQUEST"));
        if (mode.equals("PAY_PER_REQUEST")) {
            if (wanted != null) {
                throw SettingErrors.invalid(NOT_ON_DEMAND);
            }
            return mode.equals(present) ? table : onDemand(table, now);
        }
        if (wanted == null) {
            if (input.has("BillingMode")) {
                throw SettingErrors.invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
            }
            return table;
        }
        return mode.equals(present) ? provisioned(table, wanted, now) : provisionedNow(table, wanted, input, now);
    }

    /** Returns the record of one more change of provisioned capacity, unless AWS refuses a decrease. */
    static TableUpdates counted(
            TableState table, String index, @Nullable Throughput old, Throughput wanted, Instant now) {
        TableUpdates updates = table.settings().updates();
        if (old == null) {
            return updates;
        }
        if (old.equals(wanted)) {
            throw Errors.validation("The provisioned throughput for the "
                    + (index.isEmpty() ? "table" : "index " + index) + " will not change. The requested value equals "
                    + "the current value. Current ReadCapacityUnits provisioned for the table: " + old.read()
                    + ". Current WriteCapacityUnits provisioned for the table: " + old.write() + '.');
        }
        if (wanted.read() < old.read() || wanted.write() < old.write()) {
            requireDecrease(updates, index, now);
            updates = updates.counting(Kind.CAPACITY_DECREASE, index, now);
        }
        boolean more = wanted.read() > old.read() || wanted.write() > old.write();
        return more ? updates.counting(Kind.CAPACITY_INCREASE, index, now) : updates;
    }

    /** Returns how often the capacity was decreased since midnight UTC. */
    static long decreasesToday(TableUpdates updates, String index, Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        return updates.of(Kind.CAPACITY_DECREASE, index).stream()
                .filter(moment -> !moment.isBefore(midnight))
                .count();
    }

    private static void requireDecrease(TableUpdates updates, String index, Instant now) {
        long today = decreasesToday(updates, index, now);
        if (today >= FREE_DECREASES && updates.count(Kind.CAPACITY_DECREASE, index, BETWEEN_DECREASES, now) > 0) {
            Instant last = updates.last(Kind.CAPACITY_DECREASE, index).orElseThrow();
            throw SettingErrors.limitExceeded("Provisioned throughput decreases are limited within a given UTC day. "
                    + "After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at "
                    + "most once every 3600 seconds. Number of decreases today: " + today + ". Last decrease at "
                    + last + ". Next decrease can be made at " + last.plus(BETWEEN_DECREASES));
        }
    }

    private static TableState provisioned(TableState table, Throughput wanted, Instant now) {
        TableUpdates updates = counted(table, "", table.schema().throughput(), wanted, now);
        return table.withSchema(table.schema().withThroughput(wanted))
                .withSettings(table.settings().with(updates));
    }

    private static TableState onDemand(TableState table, Instant now) {
        TableSettings settings = table.settings();
        if (settings.updates().count(Kind.ON_DEMAND_MODE, "", DAY, now) >= MOST_SWITCHES) {
            throw SettingErrors.limitExceeded(
                    "Update to PayPerRequest mode are limited to 4 in 1 day(s). Table: " + table.name());
        }
        return table.withSchema(table.schema().withoutThroughput())
                .withSettings(settings.with(settings.updates().counting(Kind.ON_DEMAND_MODE, "", now)));
    }

    private static TableState provisionedNow(TableState table, Throughput wanted, Input input, Instant now) {
        TableSchema schema = table.schema();
        List<String> given = input.structures("GlobalSecondaryIndexUpdates").stream()
                .flatMap(update -> update.structure("Update").stream())
                .filter(update -> update.has("ProvisionedThroughput"))
                .map(IndexInput::name)
                .toList();
        for (TableSchema.GlobalIndex index : schema.globalIndexes()) {
            if (!given.contains(index.name())) {
                throw SettingErrors.invalid("ProvisionedThroughput must be specified for index: " + index.name());
            }
        }
        TableSettings settings = table.settings();
        return table.withSchema(schema.withThroughput(wanted))
                .withSettings(settings.with(OnDemandMaxima.NONE)
                        .with(settings.updates().counting(Kind.PROVISIONED_MODE, "", now)));
    }
}
