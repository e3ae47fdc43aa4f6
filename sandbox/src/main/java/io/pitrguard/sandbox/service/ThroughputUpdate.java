package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.OnDemandMaxima;
import io.pitrguard.sandbox.state.OnDemandMaxima.Maximum;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableUpdates;
import io.pitrguard.sandbox.state.WarmThroughput.Units;
import io.pitrguard.sandbox.wire.Input;
import java.time.Instant;
import java.util.Optional;

/**
 * OnDemandThroughput and WarmThroughput of a table or of one of its indexes, in requests that create or update either
 * (API reference, OnDemandThroughput and WarmThroughput).
 */
final class ThroughputUpdate {

    private static final String ON_DEMAND = "OnDemandThroughput";
    private static final String WARM = "WarmThroughput";
    private static final String READ_MAXIMUM = "MaxReadRequestUnits";
    private static final String WRITE_MAXIMUM = "MaxWriteRequestUnits";

    private ThroughputUpdate() {}

    static TableState apply(TableState table, Input input, Account account) {
        return apply(table, "", input, account);
    }

    /** The same for an index. */
    static TableState apply(TableState table, String index, Input input, Account account) {
        TableSettings settings = table.settings();
        Optional<Input> onDemand = input.structure(ON_DEMAND);
        if (onDemand.isPresent()) {
            requireOnDemand(table, index, onDemand.get());
            settings = settings.with(maxima(settings.maxima(), index, onDemand.get()));
        }
        Optional<Input> warm = input.structure(WARM);
        if (warm.isPresent()) {
            settings = settings.with(settings.warm().with(index, units(table, index, warm.get())));
            Instant until = account.now().plus(account.tables().updateTimes().table());
            settings = settings.with(settings.updates().settling(TableUpdates.WARM_THROUGHPUT + index, until));
        }
        return table.withSettings(settings);
    }

    /** Member by member; -1 removes one (API reference, OnDemandThroughput). */
    private static OnDemandMaxima maxima(OnDemandMaxima old, String index, Input given) {
        Maximum present = old.of(index).orElse(new Maximum(OnDemandMaxima.UNLIMITED, OnDemandMaxima.UNLIMITED));
        long read = maximum(given, READ_MAXIMUM, index).orElse(present.read());
        long write = maximum(given, WRITE_MAXIMUM, index).orElse(present.write());
        return old.with(index, new Maximum(read, write));
    }

    private static Optional<Long> maximum(Input given, String member, String index) {
        Optional<Long> units = given.number(member);
        if (units.filter(value -> value < 1 && value != OnDemandMaxima.UNLIMITED)
                .isPresent()) {
            throw SettingErrors.invalid("Requested " + member + " for OnDemandThroughput for " + target(index)
                    + " is outside of valid range");
        }
        return units;
    }

    private static void requireOnDemand(TableState table, String index, Input given) {
        if (table.schema().throughput() != null) {
            String member = given.has(READ_MAXIMUM) ? READ_MAXIMUM : WRITE_MAXIMUM;
            throw SettingErrors.invalid(member + " for OnDemandThroughput cannot be specified "
                    + (index.isEmpty() ? "" : "for index : " + index + ' ')
                    + "when the table BillingMode is PROVISIONED");
        }
    }

    private static Units units(TableState table, String index, Input given) {
        Units present = SettingViews.warmUnits(table, index);
        return new Units(
                raised(given, "ReadUnitsPerSecond", present.read(), index),
                raised(given, "WriteUnitsPerSecond", present.write(), index));
    }

    private static long raised(Input given, String member, long present, String index) {
        long wanted = given.number(member).orElse(present);
        if (wanted < present) {
            throw SettingErrors.invalid("Requested " + member + " for WarmThroughput for " + target(index)
                    + " is lower than current WarmThroughput, decreasing WarmThroughput is not supported");
        }
        return wanted;
    }

    private static String target(String index) {
        return index.isEmpty() ? "table" : "index " + index;
    }
}
