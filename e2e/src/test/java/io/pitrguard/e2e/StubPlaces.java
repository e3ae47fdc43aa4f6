package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.e2e.FunctionGateway.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Functions that keep the contract of the hub's and sweep nothing: what the definition makes of their answers shows in
 * what they are asked.
 *
 * @param plan what the plan function answers; {@code afterwards} in it, once it is told that another sweep has ended
 * @param calls how many calls each account takes, by its id
 * @param failures the errors of each account's first calls, by its id
 * @param asked what was asked, in its order: the function, the account and the number of the call
 * @param summaries the inputs of the summary function
 */
record StubPlaces(
        Map<String, Object> plan,
        Map<String, Integer> calls,
        Map<String, List<String>> failures,
        List<String> asked,
        List<JsonNode> summaries)
        implements FunctionGateway.Functions {

    StubPlaces(Map<String, Object> plan, Map<String, Integer> calls, Map<String, List<String>> failures) {
        this(
                plan,
                calls,
                failures,
                Collections.synchronizedList(new ArrayList<>()),
                Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public Answer invoke(String name, String event) {
        ObjectNode input = (ObjectNode) Json.read(event);
        return switch (name) {
            case "pitr-guard-plan" -> planned(input);
            case "pitr-guard-place" -> swept(input);
            case "pitr-guard-summary" -> {
                asked.add("summary");
                summaries.add(input);
                yield Answer.of("{\"swept\": true}");
            }
            default -> throw new IllegalArgumentException("no function " + name);
        };
    }

    private Answer planned(ObjectNode input) {
        boolean takesOver = input.has("ended");
        asked.add(takesOver ? "plan after " + input.path("ended").asText() : "plan");
        Object answered = takesOver ? plan.getOrDefault("afterwards", plan) : plan;
        ObjectNode answer = (ObjectNode) Json.read(Json.write(answered));
        return Answer.of(Json.write(answer.put("sweep", input.path("sweep").asText())));
    }

    private Answer swept(ObjectNode input) {
        String account = input.at("/place/account").asText();
        int call = input.path("call").asInt();
        String label = account + " call " + call;
        long before = asked.stream()
                .filter(each -> each.startsWith(account + " call "))
                .count();
        asked.add(label);
        List<String> errors = failures.getOrDefault(account, List.of());
        if (before < errors.size()) {
            return Answer.failure(errors.get((int) before), "injected");
        }
        return Answer.of(Json.write(input.put("call", call + 1).put("more", call < calls.getOrDefault(account, 1))));
    }

    /** Returns what was asked about one account, in its order. */
    List<String> of(String account) {
        return asked.stream().filter(each -> each.startsWith(account)).toList();
    }
}
