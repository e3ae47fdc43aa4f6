package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** SelectResourceConfig: searches the newest configuration items of what still exists. */
final class QueryOperations {

    private static final int LONGEST_EXPRESSION = 4096;
    private static final Pattern POSITION = Pattern.compile("\\d{1,9}");

    private QueryOperations() {}

    static ObjectNode select(Input input, Account account) {
        String expression = ConfigInput.text(input, "Expression", "expression", LONGEST_EXPRESSION);
        int limit = ConfigInput.pageSize(input, "Limit");
        int from = input.text("NextToken").map(QueryOperations::position).orElse(0);
        ConfigQuery query = ConfigQuery.parse(expression);
        List<JsonNode> found = account.config().items().current().stream()
                .filter(item -> item.status().showsConfiguration())
                .sorted(Comparator.comparing(ConfigItem::resourceId))
                .<JsonNode>map(item -> ItemViews.notification(item, account.location()))
                .filter(query.condition())
                .sorted(query.order())
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode rows = answer.putArray("Results");
        int end = Math.min(found.size(), from + limit);
        found.subList(Math.min(from, end), end).forEach(item -> rows.add(Json.text(query.row(item))));
        ArrayNode fields = answer.putObject("QueryInfo").putArray("SelectFields");
        query.properties().forEach(property -> fields.addObject().put("Name", property));
        if (end < found.size()) {
            answer.put("NextToken", ConfigInput.encode(Integer.toString(end)));
        }
        return answer;
    }

    private static int position(String token) {
        String decoded = ConfigInput.decode(token);
        if (!POSITION.matcher(decoded).matches()) {
            throw ConfigErrors.invalidNextToken();
        }
        return Integer.parseInt(decoded);
    }
}
