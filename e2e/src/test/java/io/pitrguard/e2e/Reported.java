package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a sweep says of one table, as far as the AWS CLI can confirm it.
 *
 * @param exemptUntil empty when the table is not exempt
 * @param days 0 when recovery is off
 * @param earliest empty when recovery is off
 */
record Reported(
        String name,
        String verdict,
        String rule,
        List<String> violations,
        List<String> notices,
        String exemptUntil,
        String recovery,
        int days,
        String earliest) {

    /** Reads the tables of a sweep's JSON, in their order. */
    static List<Reported> all(JsonNode sweep) {
        return StreamSupport.stream(sweep.path("tables").spliterator(), false)
                .map(Reported::of)
                .toList();
    }

    private static Reported of(JsonNode table) {
        JsonNode recovery = table.path("recovery");
        return new Reported(
                table.path("name").asText(),
                table.path("verdict").asText(),
                table.path("rule").asText(),
                Json.texts(table.path("violations"), "kind"),
                Json.texts(table.path("notices"), "kind"),
                table.path("exemption").path("until").asText(),
                recovery.path("status").asText(),
                recovery.path("recoveryPeriodDays").asInt(),
                recovery.path("earliestRestorable").asText(""));
    }
}
