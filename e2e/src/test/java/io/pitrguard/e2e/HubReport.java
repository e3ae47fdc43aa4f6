package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The report of a sweep of an organization. */
record HubReport(JsonNode json) {
    /** What is counted of tables; the verdicts are among it. */
    static final List<String> COUNTS = List.of(
            "tables",
            "compliant",
            "nonCompliant",
            "exempt",
            "notApplicable",
            "undetermined",
            "alertOnly",
            "fixed",
            "fixFailed",
            "overBudget");

    /** Returns the counts of the organization, but for those that are 0. */
    Map<String, Integer> counts() {
        return notZero(json.at("/summary/tables"));
    }

    /** Returns the sums of the counts of all accounts, but for those that are 0. */
    Map<String, Integer> sums() {
        return places().flatMap(place -> notZero(place.path("summary")).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    }

    private static Map<String, Integer> notZero(JsonNode summary) {
        return COUNTS.stream()
                .filter(count -> summary.path(count).asInt() != 0)
                .collect(Collectors.toMap(
                        count -> count, count -> summary.path(count).asInt()));
    }

    /** Returns the names of the accounts that it is about. */
    List<String> accounts() {
        return places().map(place -> place.at("/account/name").asText()).toList();
    }

    /** Returns why accounts were not swept, by name. */
    Map<String, String> failures() {
        return places().filter(place -> !place.path("failure").isNull())
                .collect(Collectors.toMap(
                        place -> place.at("/account/name").asText(),
                        place -> place.path("failure").asText()));
    }

    private Stream<JsonNode> places() {
        return StreamSupport.stream(json.path("places").spliterator(), false);
    }
}
