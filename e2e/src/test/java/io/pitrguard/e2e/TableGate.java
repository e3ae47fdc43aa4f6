package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Adds to moto's answers what AWS says of tables and moto does not: an id, which is another one for each table that has a
 * name over time, and a restorable window that holds a whole second: it begins an hour before its end.
 */
record TableGate() implements FunctionGateway.Gate {
    private static final int WINDOW_SECONDS = 3600;

    @Override
    public Optional<FunctionGateway.Refusal> refusal(AwsCall call) {
        return Optional.empty();
    }

    @Override
    public void answered(AwsCall call, String answer) {}

    @Override
    public String changed(AwsCall call, String answer) {
        if (!call.service().equals("dynamodb") || !answer.startsWith("{")) {
            return answer;
        }
        JsonNode root = Json.read(answer);
        identify(root.path("Table"));
        identify(root.path("TableDescription"));
        lengthen(root.path("ContinuousBackupsDescription").path("PointInTimeRecoveryDescription"));
        return root.toString();
    }

    private static void identify(JsonNode table) {
        if (table instanceof ObjectNode described && !described.has("TableId")) {
            String one = described.path("TableArn").asText()
                    + described.path("CreationDateTime").asText();
            described.put(
                    "TableId",
                    UUID.nameUUIDFromBytes(one.getBytes(StandardCharsets.UTF_8)).toString());
        }
    }

    private static void lengthen(JsonNode recovery) {
        if (recovery instanceof ObjectNode window && window.has("LatestRestorableDateTime")) {
            double latest = window.path("LatestRestorableDateTime").asDouble();
            window.put("EarliestRestorableDateTime", latest - WINDOW_SECONDS);
        }
    }
}
