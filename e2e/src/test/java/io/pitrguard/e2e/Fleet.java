package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.report.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tables that are made and looked at with the AWS CLI. */
final class Fleet {
    /** Off. */
    static final int OFF = 0;

    private final AwsCli aws;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /** The state of a table: its recovery period, or {@link #OFF}, and its tags. */
    private record Table(int days, Map<String, String> tags) {}

    Fleet(AwsCli aws) {
        this.aws = aws;
    }

    Fleet table(String name, int days, Map<String, String> tags) {
        tables.put(name, new Table(days, tags));
        return this;
    }

    Fleet table(String name, int days) {
        return table(name, days, Map.of());
    }

    /** Creates all tables. */
    Fleet create() {
        aws.bulk(tables.entrySet().stream()
                .map(table -> createTable(table.getKey(), table.getValue().tags()))
                .toList());
        List<List<String>> enabled = tables.entrySet().stream()
                .filter(table -> table.getValue().days() != OFF)
                .map(table -> enable(table.getKey(), table.getValue().days()))
                .toList();
        if (!enabled.isEmpty()) {
            aws.bulk(enabled);
        }
        return this;
    }

    private static List<String> createTable(String name, Map<String, String> tags) {
        return dynamoDb(
                "create-table",
                Map.of(
                        "TableName", name,
                        "BillingMode", "PAY_PER_REQUEST",
                        "AttributeDefinitions", List.of(Map.of("AttributeName", "pk", "AttributeType", "S")),
                        "KeySchema", List.of(Map.of("AttributeName", "pk", "KeyType", "HASH")),
                        "Tags",
                                tags.entrySet().stream()
                                        .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                                        .toList()));
    }

    private static List<String> enable(String name, int days) {
        return dynamoDb(
                "update-continuous-backups",
                Map.of(
                        "TableName",
                        name,
                        "PointInTimeRecoverySpecification",
                        Map.of("PointInTimeRecoveryEnabled", true, "RecoveryPeriodInDays", days)));
    }

    private static List<String> dynamoDb(String operation, Map<String, Object> input) {
        return List.of("dynamodb", operation, "--output", "json", "--cli-input-json", Json.write(input));
    }

    /** Reads every table that there is, by name. */
    Map<String, Seen> read() {
        List<JsonNode> first =
                aws.bulk(List.of(List.of("dynamodb", "list-tables"), List.of("sts", "get-caller-identity")));
        List<String> names = Json.texts(first.getFirst().path("TableNames"));
        String account = first.getLast().path("Account").asText();
        String arn = "arn:aws:dynamodb:" + Moto.REGION + ":" + account + ":table/";
        List<JsonNode> answers = aws.bulk(Stream.concat(
                        names.stream().map(name -> ask("describe-continuous-backups", "--table-name", name)),
                        names.stream().map(name -> ask("list-tags-of-resource", "--resource-arn", arn + name)))
                .toList());
        Map<String, Seen> seen = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            seen.put(names.get(i), new Seen(names.get(i), answers.get(i), tags(answers.get(names.size() + i))));
        }
        return seen;
    }

    private static List<String> ask(String operation, String option, String value) {
        return new ArrayList<>(List.of("dynamodb", operation, "--output", "json", option, value));
    }

    private static Map<String, String> tags(JsonNode answer) {
        Map<String, String> tags = new TreeMap<>();
        answer.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }
}
