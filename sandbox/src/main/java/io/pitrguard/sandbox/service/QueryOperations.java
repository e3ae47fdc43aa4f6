package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.state.ConfigItems;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** SelectResourceConfig: searches the newest configuration items of what still exists. */
final class QueryOperations {

    private static final int LONGEST_EXPRESSION = 4096;
    /** "If you run a non-aggregation query and do not specify the Limit, the default page size is set to 25." */
    private static final int DEFAULT_PER_PAGE = 25;

    private static final Pattern POSITION = Pattern.compile("\\d{1,9}");

    private QueryOperations() {}

    /** A query, and the page of its result. */
    record Search(ConfigQuery query, int limit, int from) {

        /**
         * Reads it.
         *
         * @param size the member that names the size of a page
         */
        static Search of(Input input, String size) {
            String expression = ConfigInput.text(input, "Expression", "expression", LONGEST_EXPRESSION);
            int limit = ConfigInput.pageSize(input, size, DEFAULT_PER_PAGE);
            int from = input.text("NextToken").map(QueryOperations::position).orElse(0);
            return new Search(ConfigQuery.parse(expression), limit, from);
        }
    }

    static ObjectNode select(Input input, Account account) {
        return answer(
                Search.of(input, "Limit"),
                Map.of(account.location(), account.config().items()));
    }

    /** Returns a page of what fits among these items. */
    static ObjectNode answer(Search search, Map<AccountRegion, ConfigItems> items) {
        List<JsonNode> found = items.entrySet().stream()
                .flatMap(place -> place.getValue().current().stream()
                        .filter(item -> item.status().showsConfiguration())
                        .map(item -> properties(item, place.getKey())))
                .sorted(Comparator.comparing(item -> item.path("arn").asText()))
                .filter(search.query().condition())
                .sorted(search.query().order())
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode rows = answer.putArray("Results");
        int end = Math.min(found.size(), search.from() + search.limit());
        found.subList(Math.min(search.from(), end), end)
                .forEach(item -> rows.add(Json.text(search.query().row(item))));
        ArrayNode fields = answer.putObject("QueryInfo").putArray("SelectFields");
        search.query().properties().forEach(property -> fields.addObject().put("Name", property));
        if (end < found.size()) {
            answer.put("NextToken", ConfigInput.encode(Integer.toString(end)));
        }
        return answer;
    }

    /** A query has other names for some properties than a notification. */
    private static JsonNode properties(ConfigItem item, AccountRegion location) {
        ObjectNode properties = ItemViews.notification(item, location);
        properties.remove(List.of("awsAccountId", "ARN"));
        return properties.put("accountId", location.account()).put("arn", item.arn());
    }

    private static int position(String token) {
        String decoded = ConfigInput.decode(token);
        if (!POSITION.matcher(decoded).matches()) {
            throw ConfigErrors.invalidNextToken();
        }
        return Integer.parseInt(decoded);
    }
}
