package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.e2e.FunctionGateway.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A function that keeps the contract of the one that drills, and drills nothing: what the definition makes of its answers
 * shows in what it is asked.
 *
 * @param answers what it answers to the steps of each drill, one after the other, such as {@code WAIT 1}, or the error that it
 *     fails with; the last one again and again
 * @param failures the errors with which the first calls that begin drills fail
 * @param open whether cleaning up finds a drill that is not over
 * @param asked what was asked, in its order
 * @param atOnce how many steps ran at once at most
 */
record StubDrills(
        Map<String, List<String>> answers,
        List<String> failures,
        boolean open,
        List<JsonNode> asked,
        Map<String, Integer> steps,
        AtomicInteger running,
        AtomicInteger atOnce)
        implements FunctionGateway.Functions {
    /** An error of the function begins so. */
    static final String FAILS = "fails with ";

    private static final String NAME = "pitr-guard-drill";

    StubDrills(Map<String, List<String>> answers, List<String> failures, boolean open) {
        this(
                Map.copyOf(answers),
                List.copyOf(failures),
                open,
                new CopyOnWriteArrayList<>(),
                new ConcurrentHashMap<>(),
                new AtomicInteger(),
                new AtomicInteger());
    }

    StubDrills(Map<String, List<String>> answers) {
        this(answers, List.of(), false);
    }

    @Override
    public Answer invoke(String name, String event) throws InterruptedException {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("no function " + name);
        }
        JsonNode input = Json.read(event);
        asked.add(input);
        if (input.has("due")) {
            int call = (int) asked("due").count();
            return call <= failures.size() ? Answer.failure(failures.get(call - 1), "injected") : Answer.of(begun());
        }
        if (input.has("sweep")) {
            return Answer.of(Json.write(Map.of("open", open)));
        }
        atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            Thread.sleep(200);
            return step(input.path("id").asText());
        } finally {
            running.decrementAndGet();
        }
    }

    private String begun() {
        return Json.write(Map.of(
                "any",
                !answers.isEmpty(),
                "drills",
                answers.keySet().stream().sorted().map(id -> Map.of("id", id)).toList()));
    }

    private Answer step(String id) {
        List<String> all = answers.get(id);
        String answer = all.get(Math.min(steps.merge(id, 1, Integer::sum), all.size()) - 1);
        if (answer.startsWith(FAILS)) {
            return Answer.failure(answer.substring(FAILS.length()), "injected");
        }
        String[] words = answer.split(" ", 2);
        return Answer.of("{\"next\": \"%s\", \"seconds\": %s}".formatted(words[0], words.length > 1 ? words[1] : "0"));
    }

    /** Returns the inputs of a kind. */
    Stream<JsonNode> asked(String kind) {
        return asked.stream().filter(input -> input.has(kind));
    }
}
