package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ContributorInsights.Insights;
import io.pitrguard.sandbox.state.TableSchema;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** UpdateContributorInsights, DescribeContributorInsights and ListContributorInsights (API reference of each). */
final class InsightsOperations {

    private static final int LARGEST_PAGE = 100;
    private static final String MODE = "ContributorInsightsMode";
    private static final String STATUS = "ContributorInsightsStatus";
    private static final String NOT_READY =
            "Table or Index is not in a valid state to update Key Access Insights: TableStatus must be ACTIVE to enable "
                    + "ContributorInsights.";

    private InsightsOperations() {}

    static ObjectNode describe(Input input, Account account) {
        TableState table = require(input, account);
        String index = index(input, table);
        ObjectNode view = view(table.name(), index);
        Optional<Insights> insights = table.settings().insights().of(index);
        view.put(STATUS, insights.map(one -> one.statusAt(account.now())).orElse("DISABLED"));
        insights.ifPresent(one -> {
            view.put("LastUpdateDateTime", Json.timestamp(one.changed()));
            view.put(MODE, one.mode());
            rules(one, table, index, view.putArray("ContributorInsightsRuleList"));
        });
        return view;
    }

    static ObjectNode update(Input input, Account account) {
        String action =
                input.text("ContributorInsightsAction").orElseThrow(() -> Errors.missing("contributorInsightsAction"));
        boolean enable = IndexInput.requireOneOf(action, "contributorInsightsAction", Set.of("ENABLE", "DISABLE"))
                .equals("ENABLE");
        Optional<String> mode = input.text(MODE)
                .map(given -> IndexInput.requireOneOf(
                        given, "contributorInsightsMode", Set.of(Insights.DEFAULT_MODE, "THROTTLED_KEYS")));
        TableState before = require(input, account);
        String index = index(input, before);
        SettingErrors.update(before.name(), account, table -> changed(table, index, enable, mode, account));
        ObjectNode view = view(before.name(), index).put(STATUS, enable ? "ENABLING" : "DISABLING");
        mode.ifPresent(given -> view.put(MODE, given));
        return view;
    }

    /** Those that somebody enabled at least once, in pages. */
    static ObjectNode list(Input input, Account account) {
        long most = input.number("MaxResults").orElse((long) LARGEST_PAGE);
        if (most > LARGEST_PAGE) {
            throw Errors.constraint(most, "maxResults", "Member must have value less than or equal to 100");
        }
        SequencedMap<String, ObjectNode> rest = summaries(input, account);
        input.text("NextToken").ifPresent(token -> rest.keySet().removeIf(key -> key.compareTo(token) <= 0));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ContributorInsightsSummaries");
        String last = "";
        while (list.size() < Math.max(1, most) && !rest.isEmpty()) {
            Map.Entry<String, ObjectNode> next = rest.pollFirstEntry();
            last = next.getKey();
            list.add(next.getValue());
        }
        return rest.isEmpty() ? answer : answer.put("NextToken", last);
    }

    private static SequencedMap<String, ObjectNode> summaries(Input input, Account account) {
        TreeMap<String, ObjectNode> all = new TreeMap<>();
        Optional<String> only =
                input.has("TableName") ? Optional.of(require(input, account).name()) : Optional.empty();
        for (TableState table : account.tables().after("").toList()) {
            if (only.isEmpty() || only.get().equals(table.name())) {
                table.settings()
                        .insights()
                        .all()
                        .forEach((index, insights) -> all.put(
                                table.name() + '/' + index,
                                view(table.name(), index)
                                        .put(STATUS, insights.statusAt(account.now()))
                                        .put(MODE, insights.mode())));
            }
        }
        return all;
    }

    private static TableState changed(
            TableState table, String index, boolean enable, Optional<String> mode, Account account) {
        Instant now = account.now();
        if (!table.statusAt(now).equals(TableState.ACTIVE)
                || table.settings().updates().isSettling(index, now)) {
            throw Errors.validation(NOT_READY);
        }
        String kept = table.settings().insights().of(index).map(Insights::mode).orElse(Insights.DEFAULT_MODE);
        Instant settled = now.plus(account.tables().updateTimes().table());
        Insights insights = new Insights(enable, mode.orElse(kept), now, settled);
        return table.withSettings(
                table.settings().with(table.settings().insights().with(index, insights)));
    }

    private static TableState require(Input input, Account account) {
        String name = TableNames.resolve(input, account);
        return account.tables().find(name).orElseThrow(() -> Errors.resourceNotFound(name));
    }

    /** The index that a request names; empty for the table. */
    private static String index(Input input, TableState table) {
        String index = input.text("IndexName").orElse("");
        boolean there = index.isEmpty()
                || table.schema().globalIndexes().stream()
                        .map(TableSchema.GlobalIndex::name)
                        .anyMatch(index::equals);
        if (!there) {
            throw SettingErrors.indexNotFound(table.name(), index);
        }
        return index;
    }

    private static ObjectNode view(String table, String index) {
        ObjectNode view = Json.object().put("TableName", table);
        return index.isEmpty() ? view : view.put("IndexName", index);
    }

    // The names of the rules are documented; those of the accessed keys are missing in the mode for throttled ones.
    private static void rules(Insights insights, TableState table, String index, ArrayNode rules) {
        if (!insights.enabled()) {
            return;
        }
        String suffix = table.name()
                + (index.isEmpty() ? "" : '-' + index)
                + '-'
                + table.identity().created().toEpochMilli();
        if (insights.mode().equals(Insights.DEFAULT_MODE)) {
            rules.add("DynamoDBContributorInsights-PKC-" + suffix);
        }
        rules.add("DynamoDBContributorInsights-PKT-" + suffix);
    }
}
