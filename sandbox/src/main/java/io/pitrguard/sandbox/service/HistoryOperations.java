package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.AccountRegion;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.state.ConfigItems;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GetResourceConfigHistory. */
final class HistoryOperations {

    // "Each call to the API is limited to span a duration of seven days": a page may be empty and not be the last.
    private static final Duration SPAN = Duration.ofDays(7);
    private static final Pattern TYPE = Pattern.compile("AWS::[A-Za-z0-9]+::[A-Za-z0-9]+");
    private static final Pattern POSITION = Pattern.compile("(\\d{1,9})@(\\d{1,15})");

    private HistoryOperations() {}

    static ObjectNode history(Input input, Account account) {
        String type = ConfigInput.text(input, "resourceType", "resourceType", ConfigInput.LONGEST_TYPE);
        String id = ConfigInput.text(input, "resourceId", "resourceId", ConfigInput.LONGEST_ID);
        if (!TYPE.matcher(type).matches()) {
            throw Errors.constraint(
                    type, "resourceType", "Member must satisfy enum value set: [AWS::DynamoDB::Table, …]");
        }
        Query query = Query.of(input, account);
        ConfigItems items = account.config().items();
        if (account.config().recorders().recorder().isEmpty()) {
            throw ConfigErrors.noRecorder();
        }
        List<ConfigItem> all = items.of(type, id);
        if (all.isEmpty()) {
            throw ConfigErrors.notDiscovered(type, id);
        }
        return page(query.select(all), query, account.location());
    }

    private record Query(Range range, boolean forward, int limit, Optional<String> token) {

        static Query of(Input input, Account account) {
            return new Query(
                    Range.of(input, account),
                    forwards(input),
                    ConfigInput.pageSize(input, "limit"),
                    input.text("nextToken"));
        }

        List<ConfigItem> select(List<ConfigItem> all) {
            List<ConfigItem> ordered = forward ? all : all.reversed();
            return ordered.stream().filter(range::contains).toList();
        }

        Position start(List<ConfigItem> items) {
            Instant first = forward && !items.isEmpty() ? items.getFirst().captured() : range.later();
            return token.map(Position::parse).orElseGet(() -> new Position(0, first));
        }
    }

    private record Range(Instant earlier, Instant later) {

        static Range of(Input input, Account account) {
            Instant later = input.timestamp("laterTime").orElseGet(account::now);
            Instant earlier = input.timestamp("earlierTime").orElse(Instant.EPOCH);
            if (!earlier.isBefore(later)) {
                throw ConfigErrors.invalidTimeRange();
            }
            return new Range(earlier, later);
        }

        boolean contains(ConfigItem item) {
            return !item.captured().isBefore(earlier) && !item.captured().isAfter(later);
        }
    }

    /**
     * Where a page begins.
     *
     * @param index of its first item
     * @param anchor the moment that its seven days are counted from
     */
    private record Position(int index, Instant anchor) {

        static Position parse(String token) {
            Matcher matcher = POSITION.matcher(ConfigInput.decode(token));
            if (!matcher.matches()) {
                throw ConfigErrors.invalidNextToken();
            }
            Instant anchor = Instant.ofEpochMilli(Long.parseLong(matcher.group(2)));
            return new Position(Integer.parseInt(matcher.group(1)), anchor);
        }

        String token() {
            return ConfigInput.encode(index + "@" + anchor.toEpochMilli());
        }

        boolean spans(ConfigItem item) {
            return Duration.between(anchor, item.captured()).abs().compareTo(SPAN) <= 0;
        }
    }

    private static ObjectNode page(List<ConfigItem> items, Query query, AccountRegion location) {
        Position position = query.start(items);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("configurationItems");
        int index = position.index();
        while (index < items.size() && list.size() < query.limit() && position.spans(items.get(index))) {
            list.add(ItemViews.history(items.get(index), location));
            index++;
        }
        if (index < items.size()) {
            ConfigItem next = items.get(index);
            Instant anchor = position.spans(next) ? position.anchor() : next.captured();
            answer.put("nextToken", new Position(index, anchor).token());
        }
        return answer;
    }

    private static boolean forwards(Input input) {
        String order = input.text("chronologicalOrder").orElse("Reverse");
        return switch (order) {
            case "Forward" -> true;
            case "Reverse" -> false;
            default ->
                throw Errors.constraint(
                        order, "chronologicalOrder", "Member must satisfy enum value set: [Forward, Reverse]");
        };
    }
}
