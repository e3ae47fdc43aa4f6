package io.pitrguard.config.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a policy at random places in ways that people do: other values, keys gone, moved, misspelt or set anew. */
final class Mutation {
    private static final List<String> KEYS = List.of(
            "version",
            "limits",
            "rules",
            "name",
            "match",
            "require",
            "action",
            "exempt",
            "exemptTags",
            "backup",
            "every",
            "keepFor",
            "keepLast",
            "drill",
            "drills",
            "targetTime",
            "maxCostUsd",
            "sample",
            "indexes",
            "timeAttribute",
            "within",
            "exactCount",
            "assertions",
            "maxPerRun",
            "maxConcurrent",
            "readsPerSecond",
            "2h",
            "30d",
            "table",
            "tag",
            "allTags",
            "account",
            "region",
            "ou",
            "recoveryPeriodDays",
            "maxRestorePointLag",
            "deletionProtection",
            "reason",
            "owner",
            "until",
            "maxChangesPerSweep",
            "maxMonthlyCostUsdPerTable",
            "maxMonthlyCostUsdPerSweep",
            "remediateWhenCostUnknown",
            "maxExemptionDays",
            "maxChangesPerAccount",
            "owners",
            "recovery",
            "approval",
            "approvers",
            "breakGlass",
            "approvalExpires",
            "targetPrefix",
            "111122223333",
            "tables",
            "<<",
            "");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "2",
            "7",
            "35",
            "36",
            "35.0",
            "3.5",
            "36600",
            "36601",
            "1000000",
            "1000001",
            "0.01",
            "1000000000",
            "1000000000.5",
            "100000000000",
            "99999999999",
            "999999999999",
            "1000000000000",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[1]",
            "[\"a\"]",
            "[\"a\", \"*\"]",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"1\"",
            "\"*\"",
            "\"a b\"",
            "\" a\"",
            "\"a \"",
            "\"default\"",
            "\"Default\"",
            "\"orders-?\"",
            "\"eu-*\"",
            "\"EU\"",
            "\"a=b\"",
            "\"a=\"",
            "\"=b\"",
            "\"a= b\"",
            "\"a =b\"",
            "\"a*=b\"",
            "\"a=b*c?\"",
            "\"a=b=c\"",
            "\"x:y/z@1+2=w v\"",
            "\"15m\"",
            "\"0m\"",
            "\"015m\"",
            "\"15\"",
            "\"PT15M\"",
            "\"PT\"",
            "\"P1D\"",
            "\"P1DT\"",
            "\"PT0S\"",
            "\"P0DT1S\"",
            "\"1h30m\"",
            "\"2027-03-31\"",
            "\"2027-02-30\"",
            "\"2028-02-29\"",
            "\"2027-02-29\"",
            "\"2027-3-1\"",
            "\"2027-13-01\"",
            "\"required\"",
            "\"none\"",
            "\"4m\"",
            "\"5m\"",
            "\"9999m\"",
            "\"10000m\"",
            "\"168h\"",
            "\"169h\"",
            "\"1d\"",
            "\"arn:\"",
            "\"arn:aws:iam::111122223333:user/a\"",
            "\"arn:aws:sts::*:assumed-role/A?/*\"",
            "\"arn:a b\"",
            "\"arn:" + "a*".repeat(10) + "\"",
            "\"arn:" + "a*".repeat(11) + "\"",
            "\"arn:" + "n".repeat(501) + "\"",
            "[\"arn:a\", \"arn:b\"]",
            "{\"approval\": \"required\"}",
            "\"ab\"",
            "\"abc\"",
            "\"alert\"",
            "\"remediate\"",
            "\"Alert\"",
            "\"111122223333\"",
            "\"11112222333\"",
            "{\"reason\": \"a\", \"owner\": \"b\", \"until\": \"2027-03-31\"}",
            "{\"table\": \"a\"}",
            "{\"recoveryPeriodDays\": 7}",
            "{\"name\": \"fresh\"}",
            "\"" + "n".repeat(64) + "\"",
            "\"" + "n".repeat(65) + "\"",
            "\"" + "n".repeat(255) + "\"",
            "\"" + "n".repeat(256) + "\"",
            "\"" + "n".repeat(128) + "=" + "v".repeat(256) + "\"",
            "\"" + "n".repeat(129) + "=v\"",
            "\"n=" + "v".repeat(257) + "\"",
            "\"" + "n".repeat(500) + "\"",
            "\"" + "n".repeat(501) + "\"");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** Gives a changed copy of a policy. */
    JsonNode of(JsonNode policy, int changes) {
        JsonNode copy = policy.deepCopy();
        for (int i = 0; i < changes; i++) {
            List<JsonNode> containers = containers(copy);
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object -> change(object);
                case ArrayNode array -> change(array);
                default -> throw new IllegalStateException("only objects and arrays are collected");
            }
        }
        return copy;
    }

    /** Gives every copy of a policy in which one place, there or not yet, holds another value. */
    static List<JsonNode> each(JsonNode policy) {
        List<JsonNode> mutants = new ArrayList<>();
        int containers = containers(policy).size();
        for (int at = 0; at < containers; at++) {
            for (String value : VALUES) {
                if (containers(policy).get(at) instanceof ObjectNode) {
                    for (String key : KEYS) {
                        JsonNode copy = policy.deepCopy();
                        ((ObjectNode) containers(copy).get(at)).set(key, parse(value));
                        mutants.add(copy);
                    }
                } else {
                    JsonNode copy = policy.deepCopy();
                    ((ArrayNode) containers(copy).get(at)).add(parse(value));
                    mutants.add(copy);
                }
            }
        }
        return mutants;
    }

    private static List<JsonNode> containers(JsonNode node) {
        List<JsonNode> containers = new ArrayList<>();
        collect(node, containers);
        return containers;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String known = names.isEmpty() ? pick(KEYS) : pick(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(known);
            case 1 -> object.set(pick(KEYS), value());
            case 2 -> object.set(pick(KEYS), object.path(known).deepCopy());
            default -> object.set(known, value());
        }
    }

    private void change(ArrayNode array) {
        int at = array.isEmpty() ? 0 : random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, array.path(at).deepCopy());
            case 2 -> array.removeAll();
            default -> array.insert(at, value());
        }
    }

    private JsonNode value() {
        return parse(pick(VALUES));
    }

    private static JsonNode parse(String value) {
        try {
            return PolicySchema.JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
