package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.OnDemandMaxima;
import io.pitrguard.sandbox.state.TableSchema.GlobalIndex;
import io.pitrguard.sandbox.state.TableSchema.Throughput;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableStreams;
import io.pitrguard.sandbox.state.TableUpdates;
import io.pitrguard.sandbox.state.TableUpdates.Kind;
import io.pitrguard.sandbox.state.WarmThroughput;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of tables as DescribeTable shows them; what has its default value is mostly left out, as on AWS. */
final class SettingViews {

    private SettingViews() {}

    /** Adds them to a TableDescription that has the schema and the encryption. */
    static void add(TableState table, Account account, ObjectNode view) {
        Instant now = account.now();
        tableClass(table.settings(), view);
        streams(table, account, view);
        billing(table, view);
        capacity(table, "", now, view);
        for (JsonNode index : view.path("GlobalSecondaryIndexes")) {
            if (index instanceof ObjectNode node) {
                index(table, now, node);
            }
        }
        if (table.settings().updates().isSettling(TableUpdates.ENCRYPTION, now)
                && view.get("SSEDescription") instanceof ObjectNode description) {
            description.put("Status", "UPDATING");
        }
        table.settings().unknown().forEach((member, value) -> unknown(member, value, view));
    }

    /** Returns the warm throughput of a table, or of an index. */
    static WarmThroughput.Units warmUnits(TableState table, String index) {
        Optional<WarmThroughput.Units> raised = table.settings().warm().of(index);
        Throughput provisioned = throughput(table, index);
        if (raised.isPresent() || provisioned == null || wasOnDemand(table)) {
            return raised.orElse(WarmThroughput.INITIAL);
        }
        return new WarmThroughput.Units(provisioned.read(), provisioned.write());
    }

    private static void tableClass(TableSettings settings, ObjectNode view) {
        Optional<Instant> changed = settings.updates().last(Kind.TABLE_CLASS, "");
        if (changed.isPresent() || !settings.tableClass().equals(TableSettings.STANDARD)) {
            ObjectNode summary = view.putObject("TableClassSummary").put("TableClass", settings.tableClass());
            changed.ifPresent(moment -> summary.put("LastUpdateDateTime", Json.timestamp(moment)));
        }
    }

    private static void streams(TableState table, Account account, ObjectNode view) {
        TableStreams streams = table.settings().streams();
        if (streams.viewType() != null) {
            view.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", streams.viewType());
        }
        streams.latestLabel()
                .ifPresent(label -> view.put("LatestStreamLabel", label)
                        .put("LatestStreamArn", account.location().table(table.name()) + "/stream/" + label));
    }

    private static void billing(TableState table, ObjectNode view) {
        if (table.schema().throughput() == null || wasOnDemand(table)) {
            Instant since = table.settings()
                    .updates()
                    .last(Kind.ON_DEMAND_MODE, "")
                    .orElse(table.identity().created());
            view.putObject("BillingModeSummary")
                    .put("BillingMode", table.schema().throughput() == null ? "PAY_PER_REQUEST" : "PROVISIONED")
                    .put("LastUpdateToPayPerRequestDateTime", Json.timestamp(since));
        }
    }

    private static boolean wasOnDemand(TableState table) {
        return !table.settings().updates().of(Kind.PROVISIONED_MODE, "").isEmpty();
    }

    private static void capacity(TableState table, String index, Instant now, ObjectNode view) {
        TableUpdates updates = table.settings().updates();
        if (view.get("ProvisionedThroughput") instanceof ObjectNode throughput) {
            throughput.put("NumberOfDecreasesToday", CapacityUpdate.decreasesToday(updates, index, now));
            updates.last(Kind.CAPACITY_INCREASE, index)
                    .ifPresent(moment -> throughput.put("LastIncreaseDateTime", Json.timestamp(moment)));
            updates.last(Kind.CAPACITY_DECREASE, index)
                    .ifPresent(moment -> throughput.put("LastDecreaseDateTime", Json.timestamp(moment)));
        }
        table.settings().maxima().of(index).ifPresent(maximum -> maximum(maximum, view));
        WarmThroughput.Units warm = warmUnits(table, index);
        boolean settling = updates.isSettling(TableUpdates.WARM_THROUGHPUT + index, now);
        view.putObject("WarmThroughput")
                .put("ReadUnitsPerSecond", warm.read())
                .put("WriteUnitsPerSecond", warm.write())
                .put("Status", settling ? "UPDATING" : "ACTIVE");
    }

    private static void maximum(OnDemandMaxima.Maximum maximum, ObjectNode view) {
        ObjectNode node = view.putObject("OnDemandThroughput");
        if (maximum.read() != OnDemandMaxima.UNLIMITED) {
            node.put("MaxReadRequestUnits", maximum.read());
        }
        if (maximum.write() != OnDemandMaxima.UNLIMITED) {
            node.put("MaxWriteRequestUnits", maximum.write());
        }
    }

    private static void index(TableState table, Instant now, ObjectNode view) {
        String name = view.path("IndexName").asText();
        if (table.settings().updates().isSettling(name, now)) {
            view.put("IndexStatus", "CREATING").put("Backfilling", true);
        }
        capacity(table, name, now, view);
    }

    private static @Nullable Throughput throughput(TableState table, String index) {
        return index.isEmpty()
                ? table.schema().throughput()
                : table.schema().globalIndexes().stream()
                        .filter(one -> one.name().equals(index))
                        .findFirst()
                        .map(GlobalIndex::throughput)
                        .orElse(null);
    }

    private static void unknown(String member, String value, ObjectNode view) {
        ObjectNode parsed = Json.read("{\"value\":" + value + '}');
        if (parsed != null) {
            view.set(member, parsed.get("value"));
        }
    }
}
